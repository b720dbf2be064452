import { type Canonical, compareVersions, type Library } from '@yingma/terminology'
import { subsetFrom } from './answer/subset.ts'
import { type Query, queryText } from './request/read-request.ts'

/** Kinds of resources that can be read and searched. */
export const SEARCHED_TYPES = ['CodeSystem', 'ValueSet', 'ConceptMap', 'NamingSystem', 'OperationDefinition'] as const

/** Search parameters and their types in FHIR. */
const SEARCH_PARAMETERS = {
  _id: 'token',
  url: 'uri',
  system: 'uri',
  version: 'token',
  name: 'string',
  title: 'string',
  status: 'token',
  publisher: 'string',
  description: 'string',
} as const

/** What may stand behind a search parameter, and what shapes the answer. */
const RESULT_PARAMETERS = [
  '_count',
  '_offset',
  '_summary',
  '_elements',
  '_sort',
  '_total',
  '_format',
  '_pretty',
] as const

/** The search parameters of a kind of resource; `system` is another name for the address of a code system alone. */
export function searchParameters(type: string): Readonly<Partial<typeof SEARCH_PARAMETERS>> {
  const { system, ...others } = SEARCH_PARAMETERS
  return type === 'CodeSystem' ? { system, ...others } : others
}

const PAGE = 20
const MOST = 200

export type SearchResult =
  | { readonly ok: true; readonly bundle: Readonly<Record<string, unknown>>; readonly entries: readonly object[] }
  | { readonly ok: false; readonly name: string; readonly isValue: boolean }

/** Searches resources of one kind; a parameter that is not known is named, never passed over. `base` is the address of the service. */
export function searchResources(library: Library, type: string, query: Query, base: string): SearchResult {
  const tests: ((resource: Canonical) => boolean)[] = []
  for (const name of Object.keys(query)) {
    const [field = '', modifier = ''] = name.split(':')
    if ((RESULT_PARAMETERS as readonly string[]).includes(name)) continue
    if (!Object.hasOwn(searchParameters(type), field) || !['', 'exact', 'contains'].includes(modifier)) {
      return { ok: false, name, isValue: false }
    }
    tests.push(testFor(field, modifier, [query[name] ?? []].flat()))
  }
  const count = readCount(queryText(query, '_count'), PAGE)
  const offset = readCount(queryText(query, '_offset'), 0)
  if (count === undefined) return { ok: false, name: '_count', isValue: true }
  if (offset === undefined) return { ok: false, name: '_offset', isValue: true }
  const subset = subsetFrom(query)
  if (typeof subset === 'string') return { ok: false, name: subset, isValue: true }
  // The total is always known here, and more is said than is asked for.
  const total = queryText(query, '_total') ?? 'none'
  if (!['none', 'estimate', 'accurate'].includes(total)) return { ok: false, name: '_total', isValue: true }
  const order = orderBy(type, queryText(query, '_sort'))
  if (order === undefined) return { ok: false, name: '_sort', isValue: true }
  const found = library
    .resources()
    .filter((resource) => resource.resourceType === type && tests.every((fits) => fits(resource)))
    .sort(order)
  const shown = subset.isCountOnly ? [] : found.slice(offset, offset + Math.min(count, MOST))
  const next = offset + shown.length
  const link = [{ relation: 'self', url: addressOf(base, type, query, {}) }]
  if (shown.length > 0 && next < found.length) {
    link.push({ relation: 'next', url: addressOf(base, type, query, { _offset: String(next) }) })
  }
  return {
    ok: true,
    bundle: {
      resourceType: 'Bundle',
      type: 'searchset',
      total: found.length,
      link,
    },
    entries: shown.map((resource) => ({
      fullUrl: `${base}/${type}/${resource.id}`,
      resource: subset.of(resource),
      search: { mode: 'match' },
    })),
  }
}

/** All values of one parameter must fit; of those parted by commas one must. */
function testFor(field: string, modifier: string, values: readonly string[]): (resource: Canonical) => boolean {
  const lists = values.map((value) => value.split(','))
  const isText = SEARCH_PARAMETERS[field as keyof typeof SEARCH_PARAMETERS] === 'string'
  return (resource) => {
    const held = heldBy(resource, field)
    if (held === undefined) return false
    const folded = held.toLowerCase()
    return lists.every((list) =>
      list.some((value) => {
        if (modifier === 'contains') return folded.includes(value.toLowerCase())
        if (field === 'url' && value.includes('|')) return value === `${held}|${resource.version ?? ''}`
        if (modifier === 'exact' || !isText) return held === value
        return folded.startsWith(value.toLowerCase())
      }),
    )
  }
}

const FIELDS: Readonly<Record<string, string>> = { _id: 'id', system: 'url' }

/** What a resource says where a search parameter looks. */
function heldBy(resource: Canonical, parameter: string): string | undefined {
  const held = (resource as unknown as Readonly<Record<string, unknown>>)[FIELDS[parameter] ?? parameter]
  return typeof held === 'string' ? held : undefined
}

function readCount(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

type Order = (a: Canonical, b: Canonical) => number

/** The order that `_sort` asks for, by search parameters, those behind a minus downwards; undefined where it names another. */
function orderBy(type: string, sort: string | undefined): Order | undefined {
  if (sort === undefined) return () => 0
  const orders: Order[] = []
  for (const key of sort.split(',')) {
    const name = key.replace(/^-/, '')
    if (!Object.hasOwn(searchParameters(type), name)) return undefined
    const valueIn = (resource: Canonical): string => heldBy(resource, name) ?? ''
    const compare = name === 'version' ? compareVersions : (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
    const sign = key === name ? 1 : -1
    orders.push((a, b) => sign * compare(valueIn(a), valueIn(b)))
  }
  return (a, b) => orders.map((order) => order(a, b)).find((found) => found !== 0) ?? 0
}

function addressOf(base: string, type: string, query: Query, changed: Readonly<Record<string, string>>): string {
  const parts = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, ...changed })) {
    for (const one of [value ?? []].flat()) parts.append(name, one)
  }
  const text = parts.toString()
  return `${base}/${type}${text === '' ? '' : `?${text}`}`
}
