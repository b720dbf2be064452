import type { Item } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
import type { Modality, SchemeId, Text } from '../model/scheme.ts'
import type { CodeProblem } from './problem.ts'

/** One field of a code with what it means. Levels of a path are fields of their own; only the last gives a facet. */
export interface FieldReading {
  readonly field: string
  readonly facet: string | null
  readonly title: Text
  /** Place in the code, end exclusive, counted from 0. */
  readonly start: number
  readonly end: number
  /** The characters of the code, as published. */
  readonly text: string
  /** The value of the dictionary; `null` for a field with fixed content. */
  readonly value: FacetValue | null
}

/** What every code that can be read says. */
interface Reading {
  /** In the published letter case, without check character. */
  readonly code: string
  readonly checkForm: string | null
  readonly scheme: SchemeId
  readonly modality: Modality
  readonly facets: FacetTuple
  readonly fields: readonly FieldReading[]
  /** The published spelling of an item; for other codes what the name grammar says. */
  readonly name: string
  readonly nameEn: string
}

/** The code of an item of the edition. */
export interface DecodedItem extends Reading {
  readonly kind: 'item'
  readonly item: Item
}

/** A device head over an item's tail, or CR over DR: no item of its own, but it has a meaning and a name. */
export interface DerivedCode extends Reading {
  readonly kind: 'derived'
  /** The item whose tail it has. */
  readonly base: Item
}

/** Every field is right, but the edition has no such item. */
export interface WellFormedCode extends Reading {
  readonly kind: 'well-formed'
  readonly nearest: readonly Item[]
  readonly problems: readonly CodeProblem[]
}

/** An institution's own item under an official one: its code is in no official system and has no check form. */
export interface LocalCode {
  readonly kind: 'local'
  /** In the published letter case, the suffix upper-cased. */
  readonly code: string
  readonly suffix: string
  /** The main component. */
  readonly parent: DecodedItem | DerivedCode
}

/** Not a code; `nearest` are the items that the problems name, closest first. */
export interface InvalidCode {
  readonly kind: 'invalid'
  readonly input: string
  readonly nearest: readonly Item[]
  readonly problems: readonly CodeProblem[]
}

export type Decoded = DecodedItem | DerivedCode | WellFormedCode | LocalCode | InvalidCode
