import { compareCodes } from '../codes/code-order.ts'

/** An item with the exams that it consists of. */
export interface CoverItem {
  readonly code: string
  readonly atoms: readonly string[]
}

/**
 * Covers a set of atoms with items that say nothing beyond it: again and again the item that adds most, then the one that repeats least, then the first in
 * code order. Atoms that no item covers stand for themselves. The answer depends on the atoms alone, so it is the same
 * for every spelling of the set, and covering it again changes nothing.
 */
export function cover(
  atoms: ReadonlySet<string>,
  byAtom: ReadonlyMap<string, readonly CoverItem[]>,
): readonly string[] {
  const candidates = new Set<CoverItem>()
  for (const atom of atoms) {
    for (const item of byAtom.get(atom) ?? []) if (item.atoms.every((part) => atoms.has(part))) candidates.add(item)
  }
  const left = new Set(atoms)
  const chosen: string[] = []
  while (left.size > 0) {
    const best = bestOf(candidates, left)
    if (best === undefined) break
    chosen.push(best.code)
    for (const atom of best.atoms) left.delete(atom)
  }
  return [...chosen, ...left]
}

function bestOf(candidates: ReadonlySet<CoverItem>, left: ReadonlySet<string>): CoverItem | undefined {
  let best: CoverItem | undefined
  let bestGain = 0
  for (const item of candidates) {
    const gain = item.atoms.filter((atom) => left.has(atom)).length
    if (gain === 0 || gain < bestGain) continue
    if (best === undefined || gain > bestGain || precedes(item, best)) {
      best = item
      bestGain = gain
    }
  }
  return best
}

/** Of two items that add as much: the one that repeats less, then code order. */
function precedes(a: CoverItem, b: CoverItem): boolean {
  return a.atoms.length === b.atoms.length ? compareCodes(a.code, b.code) < 0 : a.atoms.length < b.atoms.length
}
