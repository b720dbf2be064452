import { type Query, queryText } from '../request/read-request.ts'

type Json = Readonly<Record<string, unknown>>

/** What there is much of; a summary says all but this. */
const CONTENT = new Set(['concept', 'compose', 'expansion', 'group', 'text'])
/** Elements that stay whatever is asked for: a resource without them would be none. */
const MANDATORY = new Set([
  ...['resourceType', 'id', 'meta', 'status', 'content', 'name', 'kind', 'date', 'code', 'system', 'type', 'instance'],
  'uniqueId',
])
const SUMMARIES = ['true', 'false', 'count', 'data', 'text']

/** How much of each resource is wanted. */
export interface Subset {
  readonly isCountOnly: boolean
  of(resource: object): object
}

/** Reads `_summary` and `_elements`; the name of the one that cannot be read. */
export function subsetFrom(query: Query): Subset | '_summary' | '_elements' {
  const summary = queryText(query, '_summary') ?? 'false'
  if (!SUMMARIES.includes(summary)) return '_summary'
  const elements = queryText(query, '_elements')
  // Both at once would be two different answers.
  if (elements !== undefined && (summary !== 'false' || !/^\w+(,\w+)*$/.test(elements))) return '_elements'
  const isKept = keptBy(summary, elements?.split(','))
  return {
    isCountOnly: summary === 'count',
    of: (resource) => (isKept === undefined ? resource : subset(resource as Json, isKept)),
  }
}

function keptBy(summary: string, elements: readonly string[] | undefined): ((key: string) => boolean) | undefined {
  if (elements !== undefined) return (key) => MANDATORY.has(key) || elements.includes(key)
  if (summary === 'true') return (key) => !CONTENT.has(key)
  if (summary === 'text') return (key) => MANDATORY.has(key) || key === 'text'
  return summary === 'data' ? (key) => key !== 'text' : undefined
}

function subset(resource: Json, isKept: (key: string) => boolean): object {
  const kept = Object.fromEntries(Object.entries(resource).filter(([key]) => isKept(key)))
  const tag = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }]
  return { ...kept, meta: { ...(resource.meta as object | undefined), tag } }
}
