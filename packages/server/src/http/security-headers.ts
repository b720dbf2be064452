import type { FastifyInstance } from 'fastify'

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
}

/** Answers of the API are data: a browser that shows one as a page runs nothing of it. */
const API = { ...ALWAYS, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }

const PAGE_POLICY = [
  "default-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "img-src 'self' data:",
  "object-src 'none'",
  "script-src-attr 'none'",
]

/** Pages load from here only. */
const PAGE = {
  ...ALWAYS,
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': [...PAGE_POLICY, "style-src 'self'"].join('; '),
}

/** The description of the API is drawn by a library that writes styles inline. */
const DOCS = { ...PAGE, 'content-security-policy': [...PAGE_POLICY, "style-src 'self' 'unsafe-inline'"].join('; ') }

/** The policy of a page whose own style elements carry the nonce; attributes `style` in markup are refused. */
export function pagePolicy(nonce: string): string {
  return [...PAGE_POLICY, `style-src 'self' 'nonce-${nonce}'`].join('; ')
}

/** The policy of the one page that other systems may frame: those at these origins and no others. */
export function framedPolicy(nonce: string, origins: readonly string[]): string {
  return pagePolicy(nonce).replace("frame-ancestors 'none'", `frame-ancestors 'self' ${origins.join(' ')}`)
}

/** Made once, not per request: with a dozen headers that is a tenth of a small answer. `secure`: reached over https only. */
export function registerSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  const transport = secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}
  const api = { ...API, ...transport }
  const page = { ...PAGE, ...transport }
  const docs = { ...DOCS, ...transport }
  app.addHook('onRequest', (request, reply, done) => {
    const { url } = request
    void reply.headers(/^\/(api|fhir)\//.test(url) ? api : /^\/docs(?:[/?]|$)/.test(url) ? docs : page)
    done()
  })
}
