import type { Language } from '@yingma/core'
import {
  type Canonical,
  type Environment,
  issueOf,
  type Library,
  OPERATIONS,
  type OperationName,
  operationOutcome,
  type Parameter,
  runOperation,
  type TxProblem,
} from '@yingma/terminology'
import { subsetFrom } from './answer/subset.ts'
import type { FhirVersion } from './fhir-version.ts'
import { capabilityStatement, type ServerFacts, terminologyCapabilities, versionsAnswer } from './library/metadata.ts'
import { parametersOfBody, parametersOfQuery, type Query, queryText } from './request/read-request.ts'
import { SEARCHED_TYPES, searchResources } from './search.ts'

/** One request, whether it came by itself or in a Bundle. The body is R5 already. */
export interface FhirCall {
  readonly version: FhirVersion
  readonly method: string
  /** Behind the address of the service, in its parts. */
  readonly path: readonly string[]
  readonly query: Query
  readonly body: unknown
  /** Whether the body is a form: fields with their values. */
  readonly isForm?: boolean
  readonly library: Library
  readonly language: Language
  readonly acceptLanguage: string | undefined
  readonly limit: number | undefined
  readonly facts: ServerFacts
}

export interface FhirAnswer {
  readonly status: number
  readonly resource: object
  /** Where the address does not know the method: those that it knows. */
  readonly allow?: string
  /** Entries of a Bundle that is not made as a whole: each when it is asked for. */
  readonly entries?: Iterable<object>
  /** Says the same until the resource itself changes, so that a client may keep it and ask whether it still holds. */
  readonly isLasting?: boolean
}

/** Answers one request; everything wrong with it is an OperationOutcome. */
export function dispatch(call: FhirCall): FhirAnswer {
  const { method, path, version, library, facts } = call
  const [first = '', second, third, ...rest] = path
  if (method !== 'GET' && method !== 'POST') return notAllowed(call)
  if (rest.length > 0) return unknownAddress(call)
  if (first === 'metadata' && second === undefined) {
    if (method !== 'GET') return notAllowed(call)
    const mode = queryText(call.query, 'mode') ?? 'full'
    if (mode === 'terminology')
      return { status: 200, resource: terminologyCapabilities(version, library, facts), isLasting: true }
    if (mode === 'full' || mode === 'normative')
      return { status: 200, resource: capabilityStatement(version, facts), isLasting: true }
    return refuse(call, 400, {
      code: 'parameter-invalid',
      name: 'mode',
      value: mode,
      expected: 'full | normative | terminology',
    })
  }
  if (first === '$versions' && second === undefined) return { status: 200, resource: versionsAnswer(version) }
  if (!(SEARCHED_TYPES as readonly string[]).includes(first)) return unknownAddress(call)
  if (second?.startsWith('$') && third === undefined) return operate(call, `${first}/${second}`)
  if (second === '_search' && third === undefined && method === 'POST') return search(call, first)
  if (second === undefined) return method === 'GET' ? search(call, first) : notAllowed(call)
  return ofInstance(call, first, second, third)
}

function ofInstance(call: FhirCall, type: string, id: string, operation: string | undefined): FhirAnswer {
  const resource = call.library.resources().find((one) => one.resourceType === type && one.id === id)
  if (resource === undefined) return refuse(call, 404, { code: 'resource-unknown', kind: type, id })
  if (operation !== undefined) return operate(call, `${type}/${operation}`, resource)
  if (call.method !== 'GET') return notAllowed(call)
  for (const name of Object.keys(call.query)) {
    if (READ_PARAMETERS.has(name)) continue
    return refuse(call, 400, { code: 'parameter-unknown', name: name.slice(0, 100), operation: 'read' })
  }
  const subset = subsetFrom(call.query)
  if (typeof subset === 'string') return refuseValue(call, subset, call.query)
  // A count is of what a search finds.
  if (subset.isCountOnly) return refuseValue(call, '_summary', call.query)
  return { status: 200, resource: subset.of(resource), isLasting: true }
}

const READ_PARAMETERS: ReadonlySet<string> = new Set(['_format', '_pretty', '_summary', '_elements'])

function operate(call: FhirCall, name: string, instance?: Canonical): FhirAnswer {
  if (!isOperation(name)) return unknownAddress(call)
  const inBody = parametersIn(call, name.split('/')[0]!)
  if (typeof inBody === 'string')
    return refuse(call, 400, { code: 'resource-invalid', what: 'Parameters', cause: inBody })
  const parameters = [...parametersOfQuery(call.query), ...inBody, ...parametersOfInstance(instance)]
  if (call.version === 'r5' && parameters.some((parameter) => parameter.name === 'reverse')) {
    // R5 asks the other way round by naming the target.
    return refuse(call, 400, { code: 'parameter-unknown', name: 'reverse', operation: `$${name.split('$')[1]}` })
  }
  const environment: Environment = {
    library: call.library,
    language: languageFor(call, parameters),
    acceptLanguage: call.acceptLanguage,
    limit: call.limit,
  }
  return runOperation(name, parameters, environment)
}

/** The parameter by which an operation on a kind of resource takes one: the resource may be the whole body instead. */
const RESOURCE_PARAMETERS: Readonly<Record<string, string>> = {
  CodeSystem: 'codeSystem',
  ValueSet: 'valueSet',
  ConceptMap: 'conceptMap',
}

/** Parameters in the body: a resource of parameters, the one resource that is asked about, or a form as from a web page. */
function parametersIn({ method, body, isForm }: FhirCall, type: string): readonly Parameter[] | string {
  if (method === 'GET' || body === undefined || body === null) return []
  const name = RESOURCE_PARAMETERS[type]
  if (name !== undefined && isForm !== true && (body as Partial<Canonical>).resourceType === type) {
    return [{ name, resource: body as Canonical }]
  }
  return isForm === true ? parametersOfQuery(body as Query) : parametersOfBody(body)
}

function isOperation(name: string): name is OperationName {
  return (OPERATIONS as readonly string[]).includes(name)
}

/** An operation on one resource is the operation on its kind with the resource named. */
function parametersOfInstance(instance: Canonical | undefined): readonly Parameter[] {
  if (instance === undefined) return []
  const { resourceType, url = '', version } = instance
  if (resourceType === 'ValueSet') {
    return [{ name: 'url', valueUri: url }, ...(version ? [{ name: 'valueSetVersion', valueString: version }] : [])]
  }
  if (resourceType === 'ConceptMap') {
    return [{ name: 'url', valueUri: url }, ...(version ? [{ name: 'conceptMapVersion', valueString: version }] : [])]
  }
  return [{ name: 'system', valueUri: url }, ...(version ? [{ name: 'version', valueString: version }] : [])]
}

/** Messages are in Chinese for those who ask for Chinese displays, too. */
function languageFor({ language }: FhirCall, parameters: readonly Parameter[]): Language {
  const wished = parameters.find(({ name }) => name === 'displayLanguage')
  return wished !== undefined && /^\s*zh/i.test(String(wished.valueCode ?? wished.valueString ?? '')) ? 'zh' : language
}

function search(call: FhirCall, type: string): FhirAnswer {
  const hasBody = call.method === 'POST' && call.body !== undefined && call.body !== null
  if (hasBody && call.isForm !== true) {
    const cause = 'application/x-www-form-urlencoded expected'
    return refuse(call, 415, { code: 'resource-invalid', what: `${type}/_search`, cause })
  }
  const query = hasBody ? merged(call.query, call.body as Query) : call.query
  const found = searchResources(call.library, type, query, call.facts.base)
  if (found.ok) return { status: 200, resource: found.bundle, entries: found.entries }
  const { name } = found
  if (found.isValue) return refuseValue(call, name, query)
  return refuse(call, 400, { code: 'parameter-unknown', name: name.slice(0, 100), operation: 'search' })
}

/** What stands in the address and what stands in the form hold together. */
function merged(query: Query, form: Query): Query {
  const names = new Set([...Object.keys(query), ...Object.keys(form)])
  return Object.fromEntries([...names].map((name) => [name, [query[name] ?? [], form[name] ?? []].flat()]))
}

function refuseValue(call: FhirCall, name: string, query: Query): FhirAnswer {
  const value = String(query[name]).slice(0, 50)
  return refuse(call, 400, { code: 'parameter-invalid', name, value, expected: 'FHIR search' })
}

export function refuse({ language }: Pick<FhirCall, 'language'>, status: number, problem: TxProblem): FhirAnswer {
  return { status, resource: operationOutcome([issueOf(problem)], language) }
}

function unknownAddress(call: FhirCall): FhirAnswer {
  return refuse(call, 404, { code: 'address-unknown', address: `${call.method} ${call.path.join('/').slice(0, 200)}` })
}

function notAllowed(call: FhirCall): FhirAnswer {
  const { method, path } = call
  const isAsked = path.some((part) => part.startsWith('$') || part === '_search')
  const allow = path.length === 0 ? 'POST' : isAsked ? 'GET, HEAD, POST' : 'GET, HEAD'
  const address = `${method} ${path.join('/').slice(0, 200)}`
  return { ...refuse(call, 405, { code: 'address-unknown', address }), allow }
}
