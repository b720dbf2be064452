import { extensionText, joinCanonical } from '../fhir/choice.ts'
import type { Coding, IncludedConcept, ValueSet } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'
import { displayFor, namesOf } from '../languages/display.ts'
import type { LanguageList } from '../languages/language-list.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { wantedVersion } from '../request/version-rules.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import { compileValueSet, nameOfSet } from '../value-sets/compile.ts'
import type { CompiledSet } from '../value-sets/compiled-set.ts'
import { checkDisplay } from './check-display.ts'
import { Findings } from './findings.ts'
import { membershipOf } from './membership.ts'
import { nameOfCoding, type Places, type ValidateWish } from './validate-wish.ts'

/** What a coding is checked with. */
export interface CodingCheck {
  readonly request: TxRequest
  readonly wish: ValidateWish
  readonly languages: LanguageList | undefined
  readonly places: Places
}

/** Checks one coding against a value set, and against its code system. */
export function checkCodingInSet(check: CodingCheck, valueSet: ValueSet, set: CompiledSet, coding: Coding): Findings {
  const { request, wish, places } = check
  const incomplete = findingsOfIncomplete(coding, places)
  if (incomplete !== undefined) return incomplete
  const inList = wish.subject.kind === 'codeableConcept'
  const notIn = {
    code: inList ? 'this-coding-not-in-value-set' : 'not-in-value-set',
    coding: nameOfCoding(coding),
    valueSet: nameOfSet(valueSet),
  } as const
  if (coding.system === undefined || coding.system === '') {
    const findings = new Findings()
    findings.add(notIn, places.code)
    findings.add({ code: 'coding-without-system' }, places.whole)
    return findings
  }
  const preferred = coding.version === undefined ? undefined : { system: coding.system, version: coding.version }
  const worked = preferred === undefined ? set : compileValueSet(request, valueSet, preferred)
  const membership = membershipOf(request, worked, coding, places)
  const { findings, concept } = membership
  findings.isMember = membership.isMember
  findings.system = membership.system
  if (membership.isMember && concept !== undefined && isRefused(check, worked, concept, findings)) {
    findings.isMember = false
  }
  const isUnjudged = findings.causedByUnknown.size > 0 && membership.system === undefined
  if (!findings.isMember && !isUnjudged) findings.add(notIn, places.code)
  if (isUnjudged) return findings
  const resolved = membership.system ?? (wish.isMembershipOnly ? undefined : resolveSystem(check, coding, findings))
  if (resolved !== undefined) checkInSystem(check, resolved, coding, findings, membership.included)
  const status = pastStatusIn(membership.included)
  if (findings.isMember && status !== undefined && concept !== undefined) {
    const told = { value: concept.code, status, system: coding.system, valueSet: nameOfSet(valueSet) }
    findings.add({ code: 'concept-deprecated-in-value-set', ...told }, places.code)
  }
  return findings
}

/** A coding that lacks its code: only the caller knows whether that will do, so it is a warning; it is valid for nobody. */
function findingsOfIncomplete({ system = '', code = '' }: Coding, { whole }: Places): Findings | undefined {
  if (code !== '') return undefined
  const findings = new Findings()
  findings.add(system === '' ? { code: 'coding-empty' } : { code: 'coding-without-code', system }, whole)
  return findings
}

/** Inactive or abstract where that is not wanted: known, but not a member. */
function isRefused({ wish, places }: CodingCheck, set: CompiledSet, concept: Concept, findings: Findings): boolean {
  if (concept.isInactive && (wish.isActiveOnly || set.isActiveOnly)) {
    findings.add({ code: 'concept-not-active', value: concept.code }, places.code)
    return true
  }
  if (concept.isAbstract && wish.abstract === false) {
    findings.add({ code: 'code-abstract', value: concept.code, system: findings.system?.url ?? '' }, places.code)
    return true
  }
  return false
}

/** Checks one coding against its code system alone. */
export function checkCodingInSystem(check: CodingCheck, coding: Coding): Findings {
  const incomplete = findingsOfIncomplete(coding, check.places)
  if (incomplete !== undefined) return incomplete
  const findings = new Findings()
  if (coding.system === undefined || coding.system === '') {
    findings.add({ code: 'coding-without-system' }, check.places.whole)
    return findings
  }
  const system = resolveSystem(check, coding, findings)
  if (system === undefined) return findings
  findings.isMember = true
  const concept = system.find(coding.code ?? '')
  if (concept?.isAbstract && check.wish.abstract === false) {
    findings.add({ code: 'code-abstract', value: concept.code, system: system.url }, check.places.code)
  }
  if (concept?.isInactive && check.wish.isActiveOnly) {
    findings.add({ code: 'concept-not-active', value: concept.code }, check.places.code)
  }
  checkInSystem(check, system, coding, findings, undefined)
  return findings
}

/** The code system of a coding in the version that it names, or says why there is none. */
function resolveSystem(
  { request, places }: CodingCheck,
  coding: Coding,
  findings: Findings,
): CodeSystemIndex | undefined {
  const { library, versions, supplements } = request
  const system = coding.system ?? ''
  const { version: wanted } = wantedVersion(versions, system, coding.version ?? '')
  const found = library.codeSystem(system, wanted)
  if (found?.isAnswerable) return library.withSupplements(found, supplements)
  const supplement = library.supplement(system)
  if (supplement !== undefined) {
    findings.add({ code: 'system-is-supplement', system: joinCanonical(system, supplement.version) }, places.system)
    return undefined
  }
  if (library.valueSet(system) !== undefined) {
    findings.add({ code: 'system-is-value-set', system }, places.system)
    return undefined
  }
  const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(system)
  if (isRelative) findings.add({ code: 'system-is-relative', system }, places.system)
  const known = library.versionsOf(system).map(({ version }) => version)
  if (wanted === '') findings.add({ code: 'system-unknown', system }, places.system)
  else if (known.length === 0)
    findings.add({ code: 'system-version-unknown-any', system, version: wanted }, places.system)
  else findings.add({ code: 'system-version-unknown', system, version: wanted, known }, places.system)
  findings.unknownSystems.add(known.length === 0 ? system : joinCanonical(system, wanted))
  return undefined
}

/** Whether the system has the code, how it is written, what state it is in and what it is called. */
function checkInSystem(
  { wish, languages, places }: CodingCheck,
  system: CodeSystemIndex,
  coding: Coding,
  findings: Findings,
  included: IncludedConcept | undefined,
): void {
  const value = coding.code ?? ''
  findings.system = system
  if (system.resource.versionNeeded === true && !coding.version && !wish.isMembershipOnly) {
    findings.add({ code: 'version-needed', system: system.url }, places.version)
  }
  const concept = system.find(value)
  if (concept === undefined) {
    if (wish.isMembershipOnly) return
    const problem = { value, system: system.url, version: system.version }
    findings.add({ code: system.isComplete ? 'code-unknown' : 'code-unknown-in-fragment', ...problem }, places.code)
    return
  }
  findings.concept = concept
  const names = namesOf(system, concept, included?.designation)
  const shown = displayFor(names, languages) ?? names[0]
  findings.display = languages === undefined ? (included?.display ?? shown?.value) : shown?.value
  if (wish.isMembershipOnly) return
  if (concept.code !== value) {
    findings.add({ code: 'code-case-differs', value, correct: concept.code, system: system.canonical }, places.code)
  }
  if (concept.isInactive) {
    const status =
      concept.status === undefined || concept.status === 'inactive' ? 'inactive' : `${concept.status} and inactive`
    findings.add({ code: 'concept-inactive', value: concept.code, status }, places.whole)
  } else if (concept.isDeprecated) {
    findings.add(
      { code: 'concept-deprecated', value: concept.code, status: concept.status ?? 'deprecated' },
      places.code,
    )
  }
  const own = included?.display === undefined ? [] : [{ value: included.display, language: system.resource.language }]
  checkDisplay(findings, { ...coding, code: concept.code }, [...names, ...own], languages, wish, places)
}

/** The state of a concept in the value set, where it should not be chosen there any more. */
function pastStatusIn(included: IncludedConcept | undefined): string | undefined {
  const status = extensionText(included?.extension, EXTENSIONS.standardsStatus)
  if (status === 'deprecated' || status === 'withdrawn') return status
  const isDeprecated = extensionText(included?.extension, EXTENSIONS.valueSetDeprecated) === 'true'
  return isDeprecated ? 'deprecated' : undefined
}
