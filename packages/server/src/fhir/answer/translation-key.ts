import type { FastifyRequest } from 'fastify'

/** Longer requests bring resources along: they are answered anew. */
const LONGEST = 2000

/**
 * All that the answer to a `$translate` depends on where maps are everybody's, as one text: address and parameters, and
 * the headers that count. Undefined for every other request.
 */
export function translationKey({ method, url, headers, params, body }: FastifyRequest): string | undefined {
  const { '*': path = '' } = params as { readonly '*'?: string }
  if (!/^ConceptMap\/(?:[^/]+\/)?\$translate$/.test(path) || (method !== 'GET' && method !== 'POST')) return undefined
  if (url.length > LONGEST || Number(headers['content-length'] ?? 0) > LONGEST) return undefined
  const { 'accept-language': language = '', 'x-too-costly-threshold': threshold = '' } = headers
  const type = headers['content-type'] ?? ''
  const sent = method === 'GET' || body === undefined ? '' : JSON.stringify(body)
  const key = [method, url, language, String(threshold), type, sent].join('\n')
  return key.length > LONGEST * 2 ? undefined : key
}
