import type { InjectOptions } from 'fastify'
import { generateValue, type Random } from './generate-value.ts'
import { spoil } from './hostile.ts'
import { ABSENT, type Ingredients } from './ingredients.ts'
import type { Document, Operation } from './operations.ts'

/** Builds a request of an operation: valid by its schema, or with one place spoilt. */
export function requestFor(
  document: Document,
  operation: Operation,
  given: Ingredients,
  random: Random,
  isSpoilt: boolean,
): InjectOptions {
  const known = (field: string): unknown => {
    const value = given.fields?.[field]
    return value === ABSENT ? undefined : value
  }
  const make = (parameter: Operation['parameters'][number]) =>
    generateValue(document.root, parameter.schema, random, known, parameter.name)
  let path = operation.path
  const query: Record<string, unknown> = {}
  const headers: Record<string, string> = { ...given.headers }
  for (const parameter of operation.parameters) {
    if (parameter.in === 'path') {
      const value =
        isSpoilt && random.next() < 0.1 ? spoil('', random) : (given.params?.[parameter.name] ?? make(parameter))
      path = path.replace(`{${parameter.name}}`, encode(value))
    }
    if (
      parameter.in === 'query' &&
      given.fields?.[parameter.name] !== ABSENT &&
      (parameter.required || random.next() < 0.3)
    ) {
      query[parameter.name] = make(parameter)
    }
  }
  let body: unknown
  if (operation.body) body = without(generateValue(document.root, operation.body, random, known))
  if (operation.isMultipart) Object.assign(headers, { 'content-type': 'multipart/form-data; boundary=xx' })
  if (isSpoilt) {
    if (operation.body && random.next() < 0.8) body = spoil(body, random)
    else query[random.pick(['limit', 'offset', 'q', 'x', 'status', 'order'])] = spoil('', random)
    if (random.next() < 0.05) headers['if-match'] = String(random.pick(['*', 'W/"x"', '"99999999999"', '-1']))
  }
  const search = Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')
  if (given.who) headers.authorization ??= `Bearer ${given.who.session}`
  return {
    method: operation.method as 'GET',
    url: search === '' ? path : `${path}?${search}`,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(operation.isMultipart
      ? {
          payload: `--xx\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${given.file ?? `名称,数量\n胸部CT平扫,${random.below(9)}\n`}\r\n--xx--\r\n`,
        }
      : body === undefined
        ? {}
        : { payload: JSON.stringify(body) }),
  }

  function without(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).filter(([name]) => given.fields?.[name] !== ABSENT))
  }
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  // Half a surrogate pair cannot travel in an address at all.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'))
}
