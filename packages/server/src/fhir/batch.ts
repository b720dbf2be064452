import { Library } from '@yingma/terminology'
import { dispatch, type FhirAnswer, type FhirCall, refuse } from './dispatch.ts'
import { isObject } from './request/from-r4.ts'
import { formFields } from './request/read-request.ts'

/** More entries are several requests. */
const MOST_ENTRIES = 1000

/** In formats that are written as a whole. */
const MOST_AT_ONCE = 100

export interface BatchOptions {
  /** Whether the answer is written as a whole, not entry by entry. */
  readonly isWhole: boolean
  /** The answer to an entry on which the server itself failed: the others are answered nevertheless. */
  failed(error: unknown): FhirAnswer
}

/**
 * A Bundle of type batch: each entry is answered by itself, in order. Resources that one entry brings along
 * (tx-resource) are there for the entries behind it too, so that a client need not repeat them.
 */
export function answerBatch(call: FhirCall, { isWhole, failed }: BatchOptions): FhirAnswer {
  const { body } = call
  if (!isObject(body) || body.resourceType !== 'Bundle') {
    return refuse(call, 400, { code: 'resource-invalid', what: 'Bundle', cause: 'resourceType' })
  }
  const entries: readonly unknown[] = Array.isArray(body.entry) ? body.entry : []
  if (body.type !== 'batch') {
    return refuse(call, 422, {
      code: 'resource-invalid',
      what: 'Bundle.type',
      cause: `${String(body.type).slice(0, 20)} ≠ batch`,
    })
  }
  const most = isWhole ? MOST_AT_ONCE : MOST_ENTRIES
  if (entries.length > most) {
    return refuse(call, 422, { code: 'resource-invalid', what: 'Bundle.entry', cause: `> ${most}` })
  }
  return {
    status: 200,
    resource: { resourceType: 'Bundle', type: 'batch-response' },
    entries: answers({ ...call, library: new Library(call.library) }, entries, failed),
  }
}

function* answers(call: FhirCall, entries: readonly unknown[], failed: BatchOptions['failed']): Generator<object> {
  for (const one of entries) {
    const { status, resource, entries: found } = attempt(() => answerEntry(call, one), failed)
    keepResources(call.library, one)
    const entry = found === undefined ? [] : [...found]
    yield {
      resource: entry.length === 0 ? resource : { ...resource, entry },
      response: { status: String(status) },
    }
  }
}

function attempt(work: () => FhirAnswer, failed: BatchOptions['failed']): FhirAnswer {
  try {
    return work()
  } catch (error) {
    return failed(error)
  }
}

function answerEntry(call: FhirCall, entry: unknown): FhirAnswer {
  const request = isObject(entry) && isObject(entry.request) ? entry.request : undefined
  const { method, url } = request ?? {}
  if (!isObject(entry) || typeof method !== 'string' || typeof url !== 'string') {
    return refuse(call, 400, { code: 'resource-invalid', what: 'Bundle.entry.request', cause: 'method + url' })
  }
  if (method !== 'GET' && method !== 'POST') {
    return refuse(call, 405, { code: 'address-unknown', address: `${method.slice(0, 10)} ${url.slice(0, 200)}` })
  }
  const [address = '', search = ''] = relative(url, call.facts.base).split('?')
  const path = address.split('/').filter((part) => part !== '')
  return dispatch({ ...call, method, path, query: formFields(search), body: entry.resource, isForm: false })
}

/** An address in a batch is meant from the service on; one that names the service as well is the same. */
function relative(url: string, base: string): string {
  const { pathname } = new URL(base)
  for (const beginning of [`${base}/`, `${pathname}/`, '/'])
    if (url.startsWith(beginning)) return url.slice(beginning.length)
  return url
}

/** A resource that cannot be read was refused with its entry and is left out here. */
function keepResources(library: Library, entry: unknown): void {
  const resource = isObject(entry) && isObject(entry.resource) ? entry.resource : undefined
  if (!Array.isArray(resource?.parameter)) return
  for (const parameter of resource.parameter as readonly unknown[]) {
    if (isObject(parameter) && parameter.name === 'tx-resource') library.addReadable(parameter.resource)
  }
}
