/**
 * In what images and order can disagree. `contrast-not-seen` and `view-missing` are of the study: something that was
 * ordered is in none of its series.
 */
export const DISAGREEMENTS = [
  'modality',
  'part',
  'side',
  'contrast',
  'view',
  'contrast-not-seen',
  'view-missing',
] as const
export type DisagreementCode = (typeof DISAGREEMENTS)[number]

export interface Disagreement {
  readonly code: DisagreementCode
  /** What the images say, as their header has it. */
  readonly images: string
}
