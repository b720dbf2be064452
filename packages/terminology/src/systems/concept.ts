import type { ConceptDesignation, ConceptProperty, Extension } from '../fhir/types.ts'

/** A concept of an indexed code system. Parents and children are positions in `CodeSystemIndex.concepts`. */
export interface Concept {
  readonly at: number
  readonly code: string
  readonly display: string | undefined
  readonly definition: string | undefined
  readonly designations: readonly ConceptDesignation[]
  readonly properties: readonly ConceptProperty[]
  readonly extensions: readonly Extension[]
  /** By nesting and by properties whose meaning is "parent" or "child". */
  readonly parents: readonly number[]
  readonly children: readonly number[]
  /** The concept that it is nested in, -1 at the top. */
  readonly nestedIn: number
  readonly isInactive: boolean
  readonly isAbstract: boolean
  readonly isDeprecated: boolean
  /** `retired`, `deprecated` …, as the property or the standards status says; undefined where nothing is said. */
  readonly status: string | undefined
}
