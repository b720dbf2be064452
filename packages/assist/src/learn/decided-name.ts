import type { DecisionAnswer, MemoryContents, NormaliseInput } from '@yingma/normalise'

/** A name that people have decided, as the rules would have to read it. */
export interface DecidedName {
  readonly input: NormaliseInput
  readonly answer: Extract<DecisionAnswer, { readonly kind: 'items' | 'no-item' | 'not-exam' }>
}

/** The decisions of a memory that have a name and no slot: those that rules can learn from. */
export function decidedNames({ decisions }: Pick<MemoryContents, 'decisions'>): readonly DecidedName[] {
  return [...decisions.values()].flatMap(({ key, answer }): DecidedName[] => {
    const { name } = key
    if (name === undefined || answer.kind === 'by-column') return []
    const modality = 'modality' in key ? key.modality : undefined
    return [{ input: { name, ...(modality === undefined ? {} : { modality }) }, answer }]
  })
}
