import type { CodeSystem, IncludedConcept, ValueSet } from '../fhir/types.ts'
import type { CodeSystemIndex, ConceptBits } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'

/** An include or exclude whose code system is not held: nothing can be said of its codes. */
export interface UnknownSystem {
  readonly system: string
  /** The version wanted, empty where none is named. */
  readonly version: string
}

/** A concept that an include lists by its code, with what the value set says of it. */
export interface Listed {
  readonly concept: Concept
  readonly included: IncludedConcept
}

/** One include or exclude, worked out: codes of one system, or of value sets alone. */
export interface Part {
  readonly url: string | undefined
  /** The version as the value set names it, empty where it does not. */
  readonly named: string
  /** The version after the rules of the request. */
  readonly wanted: string
  readonly system: CodeSystemIndex | undefined
  readonly unknown: UnknownSystem | undefined
  /** The versions of the system that are held, lowest first. */
  readonly known: readonly string[]
  /** The concepts selected; undefined means all of the system. */
  readonly bits: ConceptBits | undefined
  /** In the order of the value set, where codes are listed. */
  readonly listed: readonly Listed[] | undefined
  /** Codes listed in a system that is not complete and lacks them. */
  readonly listedUnknown: readonly string[]
  /** Every one of these must hold the code too. */
  readonly imports: readonly CompiledSet[]
}

/** A value set, worked out for one request. */
export interface CompiledSet {
  readonly valueSet: ValueSet
  readonly includes: readonly Part[]
  readonly excludes: readonly Part[]
  /** Whether the value set itself leaves inactive concepts out. */
  readonly isActiveOnly: boolean
  readonly used: Used
}

/** What was used to work a value set out; reported with an expansion. */
export interface Used {
  readonly systems: ReadonlySet<CodeSystemIndex>
  readonly valueSets: ReadonlySet<ValueSet>
  readonly supplements: ReadonlySet<CodeSystem>
  /** Version parameters that decided something, as `name` and `url|version`. */
  readonly versions: ReadonlyMap<string, string>
}

/** Whether the part holds the concept; one of another version does not where the part names its own. */
export function partHolds(part: Part, system: CodeSystemIndex, concept: Concept): boolean {
  if (part.url !== undefined) {
    if (part.system === undefined || part.url !== system.url) return false
    const isOther = part.system.version !== system.version
    if (isOther && part.named !== '') return false
    const own = part.system === system || !isOther ? concept : part.system.find(concept.code)
    if (own === undefined || (part.bits !== undefined && part.bits[own.at] !== 1)) return false
  }
  return part.imports.every((set) => setHolds(set, system, concept))
}

/** Whether the value set holds the concept, inactive ones as its compose says. */
export function setHolds(set: CompiledSet, system: CodeSystemIndex, concept: Concept): boolean {
  if (set.isActiveOnly && concept.isInactive) return false
  if (!set.includes.some((part) => partHolds(part, system, concept))) return false
  return !set.excludes.some((part) => partHolds(part, system, concept))
}

/** A concept in a value set, with what an include says of it. */
export interface Entry {
  readonly system: CodeSystemIndex
  readonly concept: Concept
  readonly included: IncludedConcept | undefined
}

/** The concepts of a value set, once each, in the order of its includes and of their systems. */
export function* entriesOf(set: CompiledSet, isActiveOnly = false): Generator<Entry> {
  const seen = new Map<CodeSystemIndex, Uint8Array>()
  for (const part of set.includes) {
    for (const entry of partEntries(part)) {
      const { system, concept } = entry
      let bits = seen.get(system)
      if (bits === undefined) {
        bits = new Uint8Array(system.concepts.length)
        seen.set(system, bits)
      }
      if (bits[concept.at] === 1) continue
      if ((isActiveOnly || set.isActiveOnly) && concept.isInactive) continue
      if (set.excludes.some((excluded) => partHolds(excluded, system, concept))) continue
      bits[concept.at] = 1
      yield entry
    }
  }
}

function* partEntries(part: Part): Generator<Entry> {
  const { system, bits, listed, imports } = part
  const isInAll = (at: CodeSystemIndex, concept: Concept, sets: readonly CompiledSet[]): boolean =>
    sets.every((set) => setHolds(set, at, concept))
  if (part.url === undefined) {
    const [first, ...others] = imports
    if (first === undefined) return
    for (const entry of entriesOf(first)) if (isInAll(entry.system, entry.concept, others)) yield entry
    return
  }
  if (system === undefined) return
  if (listed !== undefined) {
    for (const { concept, included } of listed) {
      if (isInAll(system, concept, imports)) yield { system, concept, included }
    }
    return
  }
  for (const concept of system.concepts) {
    if (bits !== undefined && bits[concept.at] !== 1) continue
    if (isInAll(system, concept, imports)) yield { system, concept, included: undefined }
  }
}
