import type { NormaliseInput } from '@yingma/normalise'

/** States that a label can ask for instead of items. `conflict` answers `ambiguous`, too: both hand the name to a person. */
export const LABEL_STATES = ['no-item', 'not-exam', 'ambiguous', 'conflict'] as const
export type LabelState = (typeof LABEL_STATES)[number]

/**
 * One right answer: a set of items, or a state. Each slot is filled by one of its alternatives, and an alternative is one
 * code or several; `optional` codes may be there or not.
 */
export type Label =
  | { readonly kind: 'items'; readonly slots: readonly Slot[]; readonly optional: readonly string[] }
  | { readonly kind: 'state'; readonly state: LabelState }

/** The alternatives of a slot, each a list of codes. */
export type Slot = readonly (readonly string[])[]

/** A name that somebody has labelled. */
export interface GoldName {
  readonly input: NormaliseInput
  /** Exams that carried the name, 1 where the file does not say. */
  readonly exams: number
  /** Any of them is right. */
  readonly labels: readonly Label[]
  /** What makes the name difficult, in the words of whoever labelled it. */
  readonly phenomena: readonly string[]
}

/** Whether the label asks for items at all. */
export function asksForItems({ labels }: Pick<GoldName, 'labels'>): boolean {
  return labels[0]?.kind === 'items'
}
