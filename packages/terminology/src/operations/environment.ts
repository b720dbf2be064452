import type { Language } from '@yingma/core'
import { checkShape } from '../fhir/check-shape.ts'
import type { Canonical, CodeSystem, ConceptMap, Parameter, ValueSet } from '../fhir/types.ts'
import { readLanguages } from '../languages/language-list.ts'
import { Library } from '../library/library.ts'
import { TxRefusal } from '../problems/issue.ts'
import { DEFAULT_LIMIT, type TxRequest } from '../request/tx-request.ts'
import { rulesFrom, type VersionRules } from '../request/version-rules.ts'
import { expressionOf, type Given } from './given.ts'

/** Where an operation runs. */
export interface Environment {
  readonly library: Library
  /** Language of messages. */
  readonly language: Language
  readonly acceptLanguage?: string | undefined
  /** A lower limit on codes given in one piece than the usual one. */
  readonly limit?: number | undefined
}

/** Parameters that every operation knows. */
export const COMMON_PARAMETERS = [
  'tx-resource',
  'displayLanguage',
  'useSupplement',
  'system-version',
  'check-system-version',
  'force-system-version',
  'default-valueset-version',
  // Hints to servers that keep what a client sent before; here each request brings what it needs.
  'cache-id',
  'uuid',
  'no-cache',
  'profile-url',
  'diagnostics',
] as const

/** What holds for the whole request, from its common parameters. */
export function requestFrom(environment: Environment, given: Given): TxRequest {
  const brought = given.resources('tx-resource')
  const library = brought.length === 0 ? environment.library : new Library(environment.library)
  for (const resource of brought) addBrought(library, resource)
  const wished = readLanguages(given.text('displayLanguage'))
  if (wished === null) {
    const text = given.text('displayLanguage') ?? ''
    throw new TxRefusal({ code: 'languages-unreadable', given: text.slice(0, 100) }, expressionOf('displayLanguage'))
  }
  return {
    library,
    language: environment.language,
    wished,
    // A header that cannot be read comes from a proxy or a browser: no reason to refuse.
    accepted: readLanguages(environment.acceptLanguage) ?? undefined,
    versions: versionRulesFrom(given),
    supplements: supplementsFrom(library, given.texts('useSupplement')),
    limit: Math.min(environment.limit ?? DEFAULT_LIMIT, DEFAULT_LIMIT),
  }
}

/** The versions that a request wants; each of them names a version, or it would say nothing. */
export function versionRulesFrom(given: Given): VersionRules {
  const rules = (name: string): ReadonlyMap<string, string> => {
    const canonicals = given.texts(name)
    const bare = canonicals.find((canonical) => !/.\|./.test(canonical))
    if (bare === undefined) return rulesFrom(canonicals)
    const problem = { code: 'parameter-invalid', name, value: bare.slice(0, 200), expected: 'url|version' } as const
    throw new TxRefusal(problem, expressionOf(name))
  }
  return {
    byDefault: rules('system-version'),
    checked: rules('check-system-version'),
    forced: rules('force-system-version'),
    valueSets: rules('default-valueset-version'),
  }
}

function addBrought(library: Library, resource: Canonical): void {
  const { resourceType } = resource
  const cause = checkShape(resource)
  if (cause !== undefined)
    throw new TxRefusal({ code: 'resource-invalid', what: resourceType, cause }, expressionOf('tx-resource'))
  library.add(resource as CodeSystem | ValueSet | ConceptMap)
}

function supplementsFrom(library: Library, canonicals: readonly string[]): readonly CodeSystem[] {
  const found = canonicals.map((canonical) => ({ canonical, supplement: library.supplement(canonical) }))
  const missing = found.filter(({ supplement }) => supplement === undefined).map(({ canonical }) => canonical)
  if (missing.length > 0) throw new TxRefusal({ code: 'supplement-unknown', urls: missing })
  return found.flatMap(({ supplement }) => (supplement === undefined ? [] : [supplement]))
}

/** The parameters of a request that its answer repeats. */
export function repeated(given: Given, names: readonly string[]): readonly Parameter[] {
  return given.all.filter(({ name }) => names.includes(name))
}
