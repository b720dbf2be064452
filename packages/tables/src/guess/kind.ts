import { type Evidence, type Guess, given, guessed } from '../evidence/evidence.ts'
import { TABLE_KINDS, type TableKind } from '../model/roles.ts'
import { foldHeader } from './fold.ts'
import { KIND_WORDS } from './header-words.ts'
import type { RoleGuesses } from './roles.ts'

/**
 * Guesses the kind of table by the words of its headers and by whether names repeat: an exam log has a row for each exam,
 * so its names repeat, while a dictionary has each name once, with or without a count.
 */
export function guessKind(
  headers: readonly string[],
  roles: RoleGuesses,
  names: readonly string[],
  wanted?: TableKind,
): Guess<TableKind> {
  if (wanted !== undefined) return given(wanted)
  const scores = new Map<TableKind, { score: number; evidence: Evidence[] }>()
  const add = (kind: TableKind, score: number, evidence: Evidence): void => {
    const entry = scores.get(kind) ?? { score: 0, evidence: [] }
    entry.score += score
    entry.evidence.push(evidence)
    scores.set(kind, entry)
  }
  for (const header of headers) {
    const folded = foldHeader(header)
    for (const kind of TABLE_KINDS) {
      const word = KIND_WORDS[kind].find((w) => folded.includes(w))
      if (word !== undefined) add(kind, 1, { code: 'header-says', header, word })
    }
  }
  if (roles.price !== undefined) {
    add('charge-items', 1, { code: 'column-with-role', role: 'price', header: headers[roles.price.value] ?? '' })
  }
  const filled = names.filter((name) => name.trim() !== '')
  const distinct = new Set(filled).size
  if (roles.count === undefined && filled.length >= 50 && distinct * 2 < filled.length) {
    add('exam-log', 2, { code: 'names-repeat', distinct, of: filled.length })
  } else if (filled.length > 0 && distinct * 10 >= filled.length * 9) {
    add('exam-dictionary', 0.5, { code: 'names-differ', distinct, of: filled.length })
  }
  let best: TableKind = 'exam-dictionary'
  for (const kind of TABLE_KINDS) if ((scores.get(kind)?.score ?? 0) > (scores.get(best)?.score ?? 0)) best = kind
  const evidence = scores.get(best)?.evidence ?? []
  return guessed(best, ...(evidence.length > 0 ? evidence : [{ code: 'nothing-else-fits' } as const]))
}
