import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { pagePolicy } from './security-headers.ts'

/** Stands in the built page where the nonce of each answer goes; it is also named in packages/web/index.html. */
const NONCE_PLACE = '__NONCE__'

/**
 * Files of the built web application, and its one page for every address that is one of its own (a browser asks for
 * HTML). Styles that the page writes while it runs carry the nonce of the answer, so that no style or script from
 * elsewhere is ever run.
 */
export async function registerWebPages(app: FastifyInstance, root: string): Promise<void> {
  const page = await readFile(join(root, 'index.html'), 'utf8')
  await app.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    globIgnore: ['index.html'],
    setHeaders: (reply, path) => {
      // Built files carry their content in their name.
      if (/[/\\]assets[/\\]/.test(path)) void reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const isPage = request.headers.accept?.includes('text/html') && !request.url.startsWith('/api/')
    if (!isPage) return reply.callNotFound()
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', pagePolicy(nonce))
      .send(page.replaceAll(NONCE_PLACE, nonce))
  })
}
