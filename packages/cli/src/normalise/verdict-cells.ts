import type { Normalised, NormaliseInput } from '@yingma/normalise'

/** Columns that a table gets behind its own. */
const VERDICT_COLUMNS = [
  'state',
  'confidence',
  'codes',
  'names',
  'relations',
  'modifiers',
  'flags',
  'classes',
  'defaults',
] as const

/**
 * A verdict as the cells of `VERDICT_COLUMNS`. Codes and relations are joined by `+`, in the same order; a segment
 * without an item adds a relation `none` at the end. Names hold `+` themselves and are joined by ` | `.
 */
export function verdictCells(verdict: Normalised): readonly string[] {
  const { items } = verdict
  const [only] = items
  const coded = items.length === 1 && only?.code !== null ? items : items.filter(({ code }) => code !== null)
  const relations = coded.map(({ relation }) => relation)
  for (let missing = items.length - coded.length; missing > 0; missing--) relations.push('none')
  return [
    verdict.state,
    String(verdict.confidence),
    coded.map(({ code }) => code).join('+'),
    coded.map(({ name }) => name ?? '').join(' | '),
    relations.join('+'),
    verdict.modifiers.join('+'),
    verdict.flags.join('+'),
    verdict.classes.join('+'),
    verdict.defaults.join('+'),
  ]
}

/** Header of the new columns; one that the table has already gets a prefix, so that no column is there twice. */
export function verdictHeaders(
  headers: readonly string[],
  added: readonly string[] = VERDICT_COLUMNS,
): readonly string[] {
  const taken = new Set(headers.map((header) => header.trim().toLowerCase()))
  return added.map((name) => (taken.has(name) ? `yingma_${name}` : name))
}

/** A verdict as one line of JSON Lines, in two pieces around the number of exams, which is known only at the end. */
export interface VerdictLine {
  readonly before: string
  readonly after: string
}

export function verdictLine(verdict: Normalised, input: NormaliseInput): VerdictLine {
  const { name, modality, count: _count, ...rest } = verdict
  const { name: _name, modality: _modality, ...columns } = input
  const others = Object.keys(columns).length === 0 ? '' : `"columns":${JSON.stringify(columns)},`
  return {
    before: `{"name":${JSON.stringify(name)},"modality":${JSON.stringify(modality)},${others}"count":`,
    after: `,${JSON.stringify(rest).slice(1)}\n`,
  }
}
