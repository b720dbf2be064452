/** Words that a mistyped one may stand for, closest first; those that begin with it are close too. */
export function nearWords(word: string, words: readonly string[], most = 3): readonly string[] {
  const bound = Math.max(2, Math.floor(word.length / 3))
  return words
    .map((other) => ({ other, distance: other.startsWith(word) ? 1 : distanceOf(word, other) }))
    .filter(({ distance }) => distance <= bound)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ other }) => other)
}

/** Insertions, deletions and substitutions. */
function distanceOf(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(change, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
