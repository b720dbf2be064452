import type { FacetTuple, FacetValue, Origin, Status } from './facets.ts'
import type { DictionaryId, Modality, Scheme, SchemeId, Text } from './scheme.ts'

/** Another word for an item. `use` says which: a name the grammar would give, a search key, a former name … */
export interface Designation {
  readonly value: string
  readonly language: 'zh' | 'en' | 'pinyin'
  readonly use: 'preferred' | 'grammar' | 'synonym' | 'display' | 'initials'
}

/** One item of the edition: one code, one facet tuple, one name. */
export interface Item {
  /** As published: letter case is kept, comparison ignores it. */
  readonly code: string
  readonly scheme: SchemeId
  readonly modality: Modality
  readonly facets: FacetTuple
  /** Published spelling, without a leading `*`. */
  readonly name: string
  readonly nameEn: string
  readonly conceptId: string
  readonly origin: Origin
  readonly status: Status
  /** What the name grammar says; differs from `name` only where an override row gives the published spelling. */
  readonly grammarName: string
  readonly designations: readonly Designation[]
  /** Codes of the successors of a retired item. */
  readonly successors: readonly string[]
}

export interface Dictionary {
  readonly id: DictionaryId
  readonly title: Text
  /** By code, letter case folded to upper. */
  readonly values: ReadonlyMap<string, FacetValue>
}

/** A register row: two or more items or values of the edition suspected to mean the same exam. */
export interface SuspectedSynonym {
  readonly dictionary: DictionaryId
  readonly codes: readonly string[]
  readonly preferred: string
  readonly reason: Text
}

/** A known defect of the published tables; the code wins, nothing fails. */
export interface SourceDefect {
  readonly where: string
  readonly kind: string
  readonly note: Text
}

/** An edition, loaded and expanded: everything that the other packages need to know of the standard. */
export interface Edition {
  readonly version: string
  readonly title: Text
  readonly schemes: readonly Scheme[]
  readonly dictionaries: ReadonlyMap<DictionaryId, Dictionary>
  /** In code order. */
  readonly items: readonly Item[]
  /** By code, letter case folded to upper. */
  readonly byCode: ReadonlyMap<string, Item>
  /** By concept id. */
  readonly byId: ReadonlyMap<string, Item>
  readonly suspectedSynonyms: readonly SuspectedSynonym[]
  readonly sourceDefects: readonly SourceDefect[]
}
