import type { Modality } from '@yingma/core'
import type { Certainty } from '../model/certainty.ts'
import type { UnpricedReason } from '../model/mapping.ts'
import type { Counted } from '../model/quote.ts'

/** One thing that a price item counts for an exam: the left knee, a carotid artery, one exposure of the chest. */
export interface UnitTemplate {
  /** Same key under one price item = the same thing, counted once. */
  readonly key: string
  /** What tiers group by: the region without the exposure. */
  readonly group: string
  readonly vocabulary: string
  /** Body regions it lies in, to compare places across vocabularies. */
  readonly regions: readonly string[]
  /** Value and tag, for regions that lie inside others. */
  readonly value: string
  readonly tag: string
  readonly bilateral: boolean
  /** The part is not said. */
  readonly unspecified: boolean
  readonly listed: boolean
  readonly counted: Counted
}

export interface ServiceTemplate {
  readonly main: string
  readonly units: readonly UnitTemplate[]
  readonly surcharges: readonly { readonly code: string; readonly value: string | null }[]
  readonly implied: boolean
  readonly certainty: Certainty
}

/** How one standard item is charged under one schedule. */
export interface ItemBilling {
  /** As the edition writes it. */
  readonly item: string
  readonly name: string
  readonly modality: Modality
  readonly services: readonly ServiceTemplate[]
  /** Modifiers that the item's own facets say. */
  readonly modifiers: readonly string[]
  /** Why it, or part of it, has no price. */
  readonly unpriced: UnpricedReason | null
  /** The colour or grey-scale default decided. */
  readonly defaulted: string | null
}

/** An item that the mapping does not know. */
export interface NoBilling {
  readonly item: string
  readonly missing: 'scan' | 'part'
}

/** Whether two counted things are of one place; a part that is not said counts as any place. */
export function samePlace(a: UnitTemplate, b: UnitTemplate): boolean {
  if (a.unspecified || b.unspecified) return true
  if (a.vocabulary === b.vocabulary) return a.group === b.group
  return a.regions.some((region) => b.regions.includes(region))
}
