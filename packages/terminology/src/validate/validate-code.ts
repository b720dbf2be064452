import { joinCanonical } from '../fhir/choice.ts'
import type { Canonical, Coding, Parameter, Parameters, ValueSet } from '../fhir/types.ts'
import { type LanguageList, readLanguages } from '../languages/language-list.ts'
import { type Issue, issueOf, isTold, operationOutcome, TxRefusal } from '../problems/issue.ts'
import { renderTxProblem } from '../problems/tx-problem.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { compileValueSet, nameOfSet } from '../value-sets/compile.ts'
import { type CompiledSet, setHolds } from '../value-sets/compiled-set.ts'
import { type Doubt, doubtOf } from '../value-sets/doubt.ts'
import { languageWish } from '../value-sets/language-wish.ts'
import { checkCodingInSet, checkCodingInSystem } from './check-coding.ts'
import { Findings } from './findings.ts'
import { placesOf, type ValidateWish } from './validate-wish.ts'

/** ValueSet `$validate-code`. What makes the value set itself unusable is refused; an import that is missing is a finding. */
export function validateInSet(request: TxRequest, valueSet: ValueSet, wish: ValidateWish): Parameters {
  const languages = languagesOf(request, valueSet)
  let set: CompiledSet
  try {
    set = compileValueSet(request, valueSet)
  } catch (error) {
    if (!(error instanceof TxRefusal) || error.issues[0]?.problem.code !== 'value-set-unknown') throw error
    const findings = new Findings()
    findings.issues.push(...error.issues)
    return answer(request, wish, [findings], error.issues)
  }
  const doubts = doubtsOf(set, valueSet)
  if (wish.subject.kind !== 'codeableConcept') {
    const { kind } = wish.subject
    const inferred =
      kind === 'code' && wish.inferSystem ? inferSystem(set, wish.subject.coding, valueSet) : wish.subject.coding
    if (inferred instanceof Findings) return answer(request, wish, [inferred], inferred.issues)
    const findings = checkCodingInSet({ request, wish, languages, places: placesOf(kind) }, valueSet, set, inferred)
    return answer(request, wish, [findings], [...findings.issues, ...doubts], inferred)
  }
  const codings = wish.subject.concept.coding ?? []
  const all = codings.map((coding, at) =>
    checkCodingInSet({ request, wish, languages, places: placesOf('codeableConcept', at) }, valueSet, set, coding),
  )
  if (all.some(({ isMember }) => isMember)) {
    all.forEach((findings, at) => {
      if (!findings.isMember) findings.leaveUnchecked(codings[at]!)
    })
  }
  const issues = all.flatMap((findings) => findings.issues)
  const isJudged = all.every(({ causedByUnknown }) => causedByUnknown.size === 0)
  if (isJudged && !all.some(({ isMember }) => isMember)) {
    issues.unshift(issueOf({ code: 'no-coding-in-value-set', valueSet: nameOfSet(valueSet) }))
  }
  const member = all.findIndex(({ isMember }) => isMember)
  return answer(request, wish, all, [...issues, ...doubts], codings[member], all[member])
}

/** CodeSystem `$validate-code`. */
export function validateInSystem(request: TxRequest, wish: ValidateWish): Parameters {
  const languages = request.wished ?? request.accepted
  const { subject } = wish
  const codings = subject.kind === 'codeableConcept' ? (subject.concept.coding ?? []) : [subject.coding]
  const all = codings.map((coding, at) =>
    checkCodingInSystem({ request, wish, languages, places: placesOf(subject.kind, at) }, coding),
  )
  const issues = all.flatMap((findings) => findings.issues)
  const systems = all.flatMap(({ system }) => (system === undefined ? [] : [system.resource]))
  const valid = all.findIndex(({ isMember, hasErrors }) => isMember && !hasErrors)
  const told = subject.kind === 'codeableConcept' ? valid : 0
  return answer(request, wish, all, [...issues, ...doubtIssues(systems, NOBODY)], codings[told], all[told])
}

const NOBODY: Canonical = { resourceType: 'ValueSet' }

/** The system in which a bare code is a member, or why that cannot be said. */
function inferSystem(set: CompiledSet, coding: Coding, valueSet: ValueSet): Coding | Findings {
  const value = coding.code ?? ''
  const systems = new Set<string>()
  for (const system of set.used.systems) {
    const concept = system.find(value)
    if (concept !== undefined && setHolds(set, system, concept)) systems.add(system.url)
  }
  if (systems.size === 1) return { ...coding, system: [...systems][0] }
  const findings = new Findings()
  const name = nameOfSet(valueSet)
  findings.add({ code: 'not-in-value-set', coding: `#${value}`, valueSet: name }, 'code')
  if (systems.size === 0) findings.add({ code: 'system-not-inferred', value, valueSet: name }, 'code')
  else findings.add({ code: 'system-ambiguous', value, valueSet: name, systems: [...systems].sort() }, 'code')
  return findings
}

function languagesOf({ wished, accepted }: TxRequest, valueSet: ValueSet): LanguageList | undefined {
  return wished ?? readLanguages(languageWish(valueSet)) ?? accepted ?? readLanguages(valueSet.language) ?? undefined
}

function doubtsOf({ used, valueSet }: CompiledSet, source: ValueSet): readonly Issue[] {
  return doubtIssues([...[...used.systems].map(({ resource }) => resource), ...used.valueSets, valueSet], source)
}

const DOUBTS = {
  draft: 'resource-draft',
  experimental: 'resource-experimental',
  deprecated: 'resource-deprecated',
  withdrawn: 'resource-withdrawn',
  retired: 'resource-retired',
} as const satisfies Record<Doubt, string>

function doubtIssues(resources: readonly Canonical[], source: Canonical): readonly Issue[] {
  return resources.flatMap((resource) => {
    const doubt = doubtOf(resource, source)
    if (doubt === undefined) return []
    const url = joinCanonical(resource.url ?? '', resource.version)
    return [issueOf({ code: DOUBTS[doubt], kind: resource.resourceType, url })]
  })
}

/** `told` is the coding that the answer is about, `about` what was found of it. */
function answer(
  request: TxRequest,
  wish: ValidateWish,
  all: readonly Findings[],
  issues: readonly Issue[],
  told: Coding | undefined = wish.subject.kind === 'codeableConcept' ? undefined : wish.subject.coding,
  about: Findings | undefined = all[0],
): Parameters {
  const hasMember = all.some(({ isMember }) => isMember)
  const isValid = hasMember && !issues.some(({ severity }) => severity === 'error')
  const parameter: Parameter[] = [{ name: 'result', valueBoolean: isValid }]
  if (told?.code !== undefined) parameter.push({ name: 'code', valueCode: told.code })
  if (told?.system) parameter.push({ name: 'system', valueUri: told.system })
  if (told !== undefined && about !== undefined) parameter.push(...conceptOf(about, told))
  // The only coding of a concept that is no member was judged in one version, which is what can be said of it.
  else if (all.length === 1 && about?.concept !== undefined) parameter.push(...versionOf(about))
  if (wish.subject.kind === 'codeableConcept')
    parameter.push({ name: 'codeableConcept', valueCodeableConcept: wish.subject.concept })
  if (!isValid) parameter.push(...unknownSystemsOf(all, hasMember))
  const message = messageOf(request, issues)
  if (message !== '') parameter.push({ name: 'message', valueString: message })
  if (issues.length > 0) {
    const resource = operationOutcome(issues, request.language) as unknown as Canonical
    parameter.push({ name: 'issues', resource })
  }
  return { resourceType: 'Parameters', parameter }
}

/** Systems that are not held. Where another coding is a member they are not why nothing was found, but why not all could be said. */
function unknownSystemsOf(all: readonly Findings[], hasMember: boolean): readonly Parameter[] {
  const unknown = new Set(all.flatMap(({ unknownSystems }) => [...unknownSystems]))
  const cause = new Set(all.flatMap(({ causedByUnknown }) => [...causedByUnknown]))
  const named = (name: string, canonicals: Iterable<string>): readonly Parameter[] =>
    [...canonicals].map((valueCanonical) => ({ name, valueCanonical }))
  if (hasMember) return named('x-caused-by-unknown-system', new Set([...cause, ...unknown]))
  return [...named('x-unknown-system', unknown), ...named('x-caused-by-unknown-system', cause)]
}

function conceptOf({ system, concept, display }: Findings, { code }: Coding): readonly Parameter[] {
  const parameter: Parameter[] = [...versionOf({ system })]
  if (display !== undefined) parameter.push({ name: 'display', valueString: display })
  if (concept === undefined) return parameter
  if (concept.code !== code) parameter.push({ name: 'normalized-code', valueCode: concept.code })
  if (concept.isInactive) parameter.push({ name: 'inactive', valueBoolean: true })
  if ((concept.isInactive || concept.isDeprecated) && concept.status !== undefined && concept.status !== 'inactive') {
    parameter.push({ name: 'status', valueCode: concept.status })
  }
  return parameter
}

function versionOf({ system }: Pick<Findings, 'system'>): readonly Parameter[] {
  return system === undefined || system.version === '' ? [] : [{ name: 'version', valueString: system.version }]
}

function messageOf({ language }: TxRequest, issues: readonly Issue[]): string {
  const texts = issues.filter(isTold).map(({ problem }) => renderTxProblem(problem, language))
  return [...new Set(texts)].join('; ')
}
