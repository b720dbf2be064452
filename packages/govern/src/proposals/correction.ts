import type { Cells } from '../tables/table-edit.ts'
import type { Change } from './change.ts'

/** Cells that tell something to people and decide nothing: not which items exist, not how a name is read. */
const TOLD: ReadonlySet<string> = new Set(['note', 'nameEn', 'sheet.note'])

/**
 * Whether a change touches no code and no meaning, by what it changes and not by what it calls itself: English wording of
 * items and values, and notes. Successors, rules and what a word of the lexicon means are never a correction.
 */
export function isCorrection(change: Change): boolean {
  if (change.kind !== 're-word' && change.kind !== 'change') return false
  switch (change.subject) {
    case 'item':
      return change.kind === 're-word' && change.name === undefined
    case 'facet-value':
      return Object.keys(change.cells).every((column) => TOLD.has(column))
    case 'rule':
    case 'lexicon-term':
      return (
        change.before.length === change.after.length &&
        change.before.every((row, at) => sameButTold(row, change.after[at] ?? {}))
      )
  }
}

function sameButTold(before: Cells, after: Cells): boolean {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...columns].every((column) => TOLD.has(column) || (before[column] ?? '') === (after[column] ?? ''))
}
