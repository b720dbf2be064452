import type { NormaliseInput } from '../result.ts'

/** What a decision is about: the local code, or where the institution has none the name, in one modality or in all. */
export type DecisionKey =
  | { readonly localCode: string; readonly name?: string }
  | { readonly name: string; readonly modality?: string }

/** Columns of an input that can fill the slot of a decision. */
export const SLOT_COLUMNS = [
  'side',
  'position',
  'method',
  'contrast',
  'part',
  'device',
  'sex',
  'ageGroup',
] as const satisfies readonly (keyof NormaliseInput)[]
export type SlotColumn = (typeof SLOT_COLUMNS)[number]

/**
 * What the institution has decided. `by-column` has a slot: the cell of the column chooses the codes. The keys of `side`
 * are `left`, `right` and `both`; those of other columns are the texts of their cells.
 */
export type DecisionAnswer =
  | { readonly kind: 'items'; readonly codes: readonly string[] }
  | { readonly kind: 'no-item' }
  | { readonly kind: 'not-exam' }
  | {
      readonly kind: 'by-column'
      readonly column: SlotColumn
      readonly codes: Readonly<Record<string, readonly string[]>>
    }

/** A word of the institution: a row of the lexicon. */
export interface MemoryTerm {
  readonly term: string
  readonly kind: string
  readonly value: string
  /** Modality groups where it holds; none means all. */
  readonly scope?: readonly string[]
}

/**
 * What an institution can switch: 增强 that does not say 平扫 means both · codes by the device that name or column say,
 * instead of the any-device codes.
 */
export const SWITCHES = ['bareContrastIsBoth', 'deviceSpecificCodes'] as const
export type SwitchName = (typeof SWITCHES)[number]

/** One thing that a version changes; without answer, value or meaning it takes back what was there. */
export type Change =
  | {
      readonly kind: 'decision'
      readonly key: DecisionKey
      readonly answer: DecisionAnswer | null
      readonly note?: string
    }
  | { readonly kind: 'term'; readonly term: MemoryTerm; readonly removed?: boolean }
  | { readonly kind: 'switch'; readonly name: SwitchName; readonly value: boolean }

/** A step in the life of a memory. Its contents are the changes of its bases, oldest first, then its own. */
export interface MemoryVersion {
  /** From 1. */
  readonly version: number
  /** The version that it builds on; 0 is the empty memory. */
  readonly base: number
  /** ISO date and time. */
  readonly at: string
  readonly note: string
  readonly changes: readonly Change[]
}

/**
 * The memory of an institution (schema: standard/schema/institution.schema.json): every version stays, `current` says
 * which of them holds, so that a step can be undone and nothing is lost by it.
 */
export interface InstitutionMemory {
  readonly format: 'yingma-institution'
  readonly institution: string
  readonly current: number
  readonly versions: readonly MemoryVersion[]
}

/** What holds in one version. */
export interface MemoryContents {
  /** By `keyText`. */
  readonly decisions: ReadonlyMap<string, { readonly key: DecisionKey; readonly answer: DecisionAnswer }>
  readonly terms: readonly MemoryTerm[]
  readonly switches: Readonly<Record<SwitchName, boolean>>
}
