import type { OverrideReason } from '@yingma/edition'
import type { Cells } from '../tables/table-edit.ts'

export const CHANGE_KINDS = ['add', 'change', 'retire', 'merge', 'split', 're-word'] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

export const SUBJECTS = ['item', 'facet-value', 'rule', 'lexicon-term'] as const
export type Subject = (typeof SUBJECTS)[number]

/** Why and when something goes out of use; `date` is an ISO day. */
export interface Leaving {
  readonly reason: string
  readonly date: string
}

/** What happens to items. An item never changes its code, facets or id: what is wrong is retired and has a successor. */
export type ItemChange =
  | { readonly kind: 'add'; readonly subject: 'item'; readonly codes: readonly string[]; readonly note?: string }
  | ({
      readonly kind: 'retire'
      readonly subject: 'item'
      readonly code: string
      readonly successors: readonly string[]
    } & Leaving)
  /** Other successors or another reason for an item that is retired already. */
  | {
      readonly kind: 'change'
      readonly subject: 'item'
      readonly code: string
      readonly successors: readonly string[]
      readonly reason: string
    }
  | ({
      readonly kind: 'merge'
      readonly subject: 'item'
      readonly codes: readonly string[]
      readonly into: string
    } & Leaving)
  /** Those of `into` that are not there yet are added. */
  | ({
      readonly kind: 'split'
      readonly subject: 'item'
      readonly code: string
      readonly into: readonly string[]
    } & Leaving)
  /** The Chinese name of a released item stays; its English name and names of what is not released can be better said. */
  | {
      readonly kind: 're-word'
      readonly subject: 'item'
      readonly code: string
      readonly name?: string
      readonly nameEn?: string
      readonly reason: OverrideReason
    }

/** What happens to values of a dictionary. Their items go with them. */
export type ValueChange =
  | { readonly kind: 'add'; readonly subject: 'facet-value'; readonly dictionary: string; readonly row: Cells }
  | {
      readonly kind: 'change' | 're-word'
      readonly subject: 'facet-value'
      readonly dictionary: string
      readonly code: string
      readonly cells: Cells
    }
  | { readonly kind: 'retire'; readonly subject: 'facet-value'; readonly dictionary: string; readonly code: string }
  | ({
      readonly kind: 'merge'
      readonly subject: 'facet-value'
      readonly dictionary: string
      readonly codes: readonly string[]
      readonly into: string
    } & Leaving)
  | ({
      readonly kind: 'split'
      readonly subject: 'facet-value'
      readonly dictionary: string
      readonly code: string
      readonly into: readonly string[]
    } & Leaving)

/** Rows of a rule table, of the groups or of the lexicon: those before give way to those after. */
export interface RowChange {
  readonly kind: ChangeKind
  readonly subject: 'rule' | 'lexicon-term'
  readonly file: string
  readonly before: readonly Cells[]
  readonly after: readonly Cells[]
}

/** One step of governance, as data: what a proposal asks for. */
export type Change = ItemChange | ValueChange | RowChange
