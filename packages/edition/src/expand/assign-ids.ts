import { conceptIdAt, type Edition } from '@yingma/core'
import { FILES, type Sources } from '../read/sources.ts'
import { type Expansion, expand } from './expand.ts'

const HEADER = 'kind\tcode\tid\n'

/** Sources whose values and items all have an id: what they expand to, and the register's text with the new rows behind it. */
export interface Identified {
  readonly expansion: Expansion
  readonly register: string
  readonly given: number
  readonly total: number
}

/**
 * Gives a permanent concept id to every facet value and item that has none, by rows behind those of the register; rows
 * that exist are never touched. Row n (from 0, after the header) carries the n-th id, so that appending goes on counting.
 */
export function assignIds(sources: Sources): Identified {
  const before = sources.get(FILES.ids) ?? HEADER
  const taken = before.trimEnd().split('\n').length - 1
  const expansion = expand(sources, { allowMissingIds: true })
  if (!expansion.ok) return { expansion, register: before, given: 0, total: taken }
  const rows = withoutId(expansion.edition).map(([kind, code], n) => `${kind}\t${code}\t${conceptIdAt(taken + n)}\n`)
  if (rows.length === 0) return { expansion, register: before, given: 0, total: taken }
  const register = before + rows.join('')
  const identified = expand(new Map(sources).set(FILES.ids, register))
  return { expansion: identified, register, given: rows.length, total: taken + rows.length }
}

function withoutId({ dictionaries, items }: Edition): readonly (readonly [kind: string, code: string])[] {
  const values = [...dictionaries.values()].flatMap((dictionary) => [...dictionary.values.values()])
  return [
    ...values.filter(({ conceptId }) => conceptId === '').map(({ dictionary, code }) => [dictionary, code] as const),
    ...items.filter(({ conceptId }) => conceptId === '').map(({ code }) => ['item', code] as const),
  ]
}
