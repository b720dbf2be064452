import type { Parameter } from '@yingma/terminology'
import { isObject } from './from-r4.ts'

/** Query names that say how to answer, not what to do. */
const FORMAT_PARAMETERS = new Set(['_format', '_pretty'])

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** The parameters of a GET; all are text. */
export function parametersOfQuery(query: Query): readonly Parameter[] {
  return Object.entries(query).flatMap(([name, value]) => {
    if (FORMAT_PARAMETERS.has(name) || value === undefined) return []
    const values = typeof value === 'string' ? [value] : value
    return values.map((valueString): Parameter => ({ name, valueString }))
  })
}

/** The parameters of a Parameters resource; a text says what is wrong with it. */
export function parametersOfBody(body: unknown): readonly Parameter[] | string {
  if (!isObject(body) || body.resourceType !== 'Parameters') return 'Parameters expected'
  const list = body.parameter ?? []
  if (!Array.isArray(list)) return 'Parameters.parameter: [ ]'
  for (const [at, parameter] of (list as readonly unknown[]).entries()) {
    if (!isObject(parameter) || typeof parameter.name !== 'string') return `Parameters.parameter[${at}].name: string`
    const { resource, part } = parameter
    if (resource !== undefined && (!isObject(resource) || typeof resource.resourceType !== 'string')) {
      return `Parameters.parameter[${at}].resource.resourceType: string`
    }
    if (
      part !== undefined &&
      !(Array.isArray(part) && part.every((one) => isObject(one) && typeof one.name === 'string'))
    ) {
      return `Parameters.parameter[${at}].part: [ ]`
    }
  }
  return list as readonly Parameter[]
}

export function queryText(query: Query, name: string): string | undefined {
  const value = query[name]
  return typeof value === 'string' ? value : value?.[0]
}

/** A form, or the query of an address, with all values of each name. */
export function formFields(text: string): Query {
  const fields = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(text)) fields.set(name, [...(fields.get(name) ?? []), value])
  return Object.fromEntries(fields)
}
