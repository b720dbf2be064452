/**
 * Keystrokes between two texts: insertions, deletions, substitutions and swaps of neighbouring characters each count one
 * (optimal string alignment). A distance over `most` is given as infinity, without working it out.
 */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  const [start, end] = sharedEnds(a, b)
  const distance = distanceOf(a.slice(start, a.length - end), b.slice(start, b.length - end), most)
  return distance > most ? Number.POSITIVE_INFINITY : distance
}

/** Characters that two texts have in common at the start and behind that at the end: they cost nothing. */
function sharedEnds(a: string, b: string): readonly [number, number] {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++
  let end = 0
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++
  return [start, end]
}

function distanceOf(a: string, b: string, most: number): number {
  const width = b.length + 1
  let beforeLast = new Array<number>(width).fill(0)
  let last = [0]
  for (let j = 1; j < width; j++) last.push(j)
  let row = new Array<number>(width).fill(0)
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const best = cell(a, b, i, j, row, last, beforeLast)
      row[j] = best
      if (best < least) least = best
    }
    if (least > most) return Number.POSITIVE_INFINITY
    ;[beforeLast, last, row] = [last, row, beforeLast]
  }
  return last[b.length] ?? 0
}

type Row = readonly number[]

function cell(a: string, b: string, i: number, j: number, row: Row, last: Row, beforeLast: Row): number {
  const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
  let best = (last[j - 1] ?? 0) + (same ? 0 : 1)
  best = Math.min(best, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
  const swapped =
    i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
  return swapped ? Math.min(best, (beforeLast[j - 2] ?? 0) + 1) : best
}
