import type { State } from '@yingma/normalise'
import type { Disagreement } from './disagreement.ts'

/** A text of a header, or an order, read by the normaliser. */
export interface Reading {
  readonly text: string
  readonly state: State
  readonly codes: readonly string[]
  readonly names: readonly string[]
}

export interface SeriesReport {
  readonly series: string
  readonly images: number
  readonly modality: string
  readonly description: string
  readonly protocol: string
  readonly bodyPart: string
  readonly laterality: readonly string[]
  readonly views: readonly string[]
  readonly contrast: boolean
  /** What description or protocol name say; null where there is neither. */
  readonly reading: Reading | null
  readonly disagreements: readonly Disagreement[]
}
