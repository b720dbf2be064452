import type { Parameter } from '../fhir/types.ts'

/** What an expansion is asked for, besides what holds for every request. */
export interface ExpandWish {
  readonly filter: string | undefined
  readonly offset: number | undefined
  readonly count: number | undefined
  readonly isActiveOnly: boolean | undefined
  readonly excludeNested: boolean | undefined
  readonly excludeNotForUI: boolean | undefined
  readonly excludePostCoordinated: boolean | undefined
  readonly includeDesignations: boolean | undefined
  readonly includeDefinition: boolean | undefined
  /** `system|code` of uses or `urn:ietf:bcp:47|language`; empty means all. */
  readonly designations: readonly string[]
  readonly properties: readonly string[]
  /** Systems whose codes are left out (`exclude-system`). */
  readonly excludedSystems: readonly string[]
  /** The parameters as they were given, to be repeated in the expansion. */
  readonly given: readonly Parameter[]
}
