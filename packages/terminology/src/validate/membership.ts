import { joinCanonical } from '../fhir/choice.ts'
import type { Coding, IncludedConcept } from '../fhir/types.ts'
import { namesOf } from '../languages/display.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { violatedCheck } from '../request/version-rules.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import { type CompiledSet, type Part, partHolds } from '../value-sets/compiled-set.ts'
import { compareVersions, matchesVersion } from '../versions.ts'
import { Findings } from './findings.ts'
import type { Places } from './validate-wish.ts'

/** What a value set says of one coding. */
export interface Membership {
  readonly isMember: boolean
  readonly system: CodeSystemIndex | undefined
  readonly concept: Concept | undefined
  readonly included: IncludedConcept | undefined
  /** Found out on the way: versions that differ, systems that are not held. */
  readonly findings: Findings
  /** Whether the code may be in the part of a system that is not here. */
  readonly isBeyondFragment: boolean
}

/**
 * Looks for a coding (with system and code) in a value set. Inactive concepts are members here; whether they will do is
 * decided by the caller. Of several includes the one that holds the code without objection counts; of several versions the
 * one in which the coding has its display, else the newest.
 */
export function membershipOf(request: TxRequest, set: CompiledSet, coding: Coding, places: Places): Membership {
  let best: Membership | undefined
  for (const part of partsFor(set.includes, coding)) {
    const found = partMembership(request, part, coding, places)
    if (found === undefined) continue
    const kept = found.isMember && isExcluded(set, found) ? { ...found, isMember: false } : found
    if (best === undefined || isBetter(kept, best, coding)) best = kept
  }
  return best ?? { ...ABSENT, findings: new Findings() }
}

/** Where an include names the very version of the coding, those of other versions have nothing to say of it. */
function partsFor(includes: readonly Part[], { system, version }: Coding): readonly Part[] {
  const isExact = (part: Part): boolean => part.url === system && part.named === version
  if (version === undefined || !includes.some(isExact)) return includes
  return includes.filter((part) => part.url !== system || isExact(part))
}

function isExcluded({ excludes }: CompiledSet, { system, concept }: Membership): boolean {
  if (system === undefined || concept === undefined) return false
  return excludes.some((part) => partHolds(part, system, concept))
}

const ABSENT = {
  isMember: false,
  system: undefined,
  concept: undefined,
  included: undefined,
  isBeyondFragment: false,
} as const

function rank({ isMember, findings }: Membership): number {
  return (isMember ? 2 : 0) + (findings.hasErrors ? 0 : 1)
}

function isBetter(found: Membership, best: Membership, coding: Coding): boolean {
  const order = rank(found) - rank(best)
  if (order !== 0) return order > 0
  if (found.system === undefined || best.system === undefined || found.system.url !== best.system.url) return false
  const [names, others] = [isNamed(found, coding), isNamed(best, coding)]
  if (names !== others) return names
  return compareVersions(found.system.version, best.system.version) > 0
}

/** Whether the display of the coding, if it has one, is a name of the concept here. */
function isNamed({ system, concept, included }: Membership, { display }: Coding): boolean {
  if (display === undefined || system === undefined || concept === undefined) return true
  if (included?.display === display) return true
  return namesOf(system, concept, included?.designation).some(({ value }) => value === display)
}

/** Undefined where the part has nothing to do with the system of the coding. */
function partMembership(request: TxRequest, part: Part, coding: Coding, places: Places): Membership | undefined {
  if (part.url === undefined) return inAll(request, part.imports, coding, places)
  if (part.url !== coding.system) return undefined
  const findings = new Findings()
  if (part.unknown !== undefined) {
    reportUnknown(findings, part, coding, places)
    return { ...ABSENT, findings }
  }
  const { system } = part
  if (system === undefined) return undefined
  reportVersions(request, findings, part, system, coding, places)
  const concept = system.find(coding.code ?? '')
  if (concept === undefined) {
    const isOpen = !system.isComplete && (part.bits === undefined || part.listedUnknown.includes(coding.code ?? ''))
    return { ...ABSENT, isMember: isOpen, isBeyondFragment: isOpen, system, findings }
  }
  const isSelected = part.bits === undefined || part.bits[concept.at] === 1
  const included = part.listed?.find((listed) => listed.concept === concept)?.included
  const own: Membership = { isMember: isSelected, system, concept, included, findings, isBeyondFragment: false }
  if (!isSelected || part.imports.length === 0) return own
  const imported = inAll(request, part.imports, coding, places)
  return { ...own, isMember: imported?.isMember === true }
}

/** A member of all of the value sets; what the first that says something says. */
function inAll(
  request: TxRequest,
  sets: readonly CompiledSet[],
  coding: Coding,
  places: Places,
): Membership | undefined {
  const found = sets.map((set) => {
    const membership = membershipOf(request, set, coding, places)
    return set.isActiveOnly && membership.concept?.isInactive ? { ...membership, isMember: false } : membership
  })
  const isMember = found.every((membership) => membership.isMember)
  const first = found.find(({ system, findings }) => system !== undefined || findings.issues.length > 0) ?? found[0]
  return first === undefined ? undefined : { ...first, isMember }
}

function reportUnknown(
  findings: Findings,
  { unknown, wanted, named, known }: Part,
  { version }: Coding,
  places: Places,
): void {
  const { system } = unknown!
  findings.causedByUnknown.add(joinCanonical(system, wanted))
  if (wanted === '') {
    findings.add({ code: 'system-unknown', system }, places.system)
    return
  }
  if (version !== undefined && !matchesVersion(version, wanted)) {
    findings.add({ code: 'version-differs', system, version: named || wanted, given: version }, places.version)
  }
  if (known.length === 0) findings.add({ code: 'system-version-unknown-any', system, version: wanted }, places.system)
  else findings.add({ code: 'system-version-unknown', system, version: wanted, known }, places.system)
}

function reportVersions(
  request: TxRequest,
  findings: Findings,
  { wanted, named }: Part,
  found: CodeSystemIndex,
  { version: given }: Coding,
  places: Places,
): void {
  const { url: system, version } = found
  const required = violatedCheck(request.versions, system, version)
  if (required !== undefined) findings.add({ code: 'version-not-allowed', system, version, required }, places.version)
  if (given === undefined || given === version || (wanted !== '' && matchesVersion(given, wanted))) return
  if (wanted === '') findings.add({ code: 'version-differs-from-default', system, version, given }, places.version)
  else if (wanted === named) findings.add({ code: 'version-differs', system, version: named, given }, places.version)
  else {
    const problem = { code: 'version-differs-when-changed', system, version: wanted, included: named, given } as const
    findings.add(problem, places.version)
  }
  if (request.library.codeSystem(system, given) !== undefined) return
  const known = request.library.versionsOf(system).map((index) => index.version)
  findings.add({ code: 'system-version-unknown', system, version: given, known }, places.system)
  findings.causedByUnknown.add(joinCanonical(system, given))
}
