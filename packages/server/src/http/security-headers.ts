import type { FastifyInstance } from 'fastify'

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
}

/** Answers of the API are data: a browser that shows one as a page runs nothing of it. */
const API = { ...ALWAYS, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" }

/** Pages load from here only; styles may stand inline, as component libraries write them. */
const PAGE = {
  ...ALWAYS,
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': [
    "default-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
  ].join('; '),
}

/** Made once, not per request: with a dozen headers that is a tenth of a small answer. `secure`: reached over https only. */
export function registerSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  const transport = secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}
  const api = { ...API, ...transport }
  const page = { ...PAGE, ...transport }
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(request.url.startsWith('/api/') ? api : page)
    done()
  })
}
