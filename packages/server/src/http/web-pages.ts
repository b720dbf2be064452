import { randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { framedPolicy, pagePolicy } from './security-headers.ts'

/** Stands in the built page where the nonce of each answer goes; it is also named in packages/web/index.html. */
const NONCE_PLACE = '__NONCE__'

/** The page that other systems embed, and the element that brings it into theirs. */
const PICKER = '/picker'
const ELEMENT = '/picker-element.js'
/** Pages of other origins may load it as a module; it holds nothing that is not public. */
const SHARED = { 'cross-origin-resource-policy': 'cross-origin', 'access-control-allow-origin': '*' }

/** What a build may hold beside its page; addresses of pages have no dot. */
const BUILT_FILE = /^\/(?!api\/|index\.html$)(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.\w+$/

/**
 * Files of the built web application, and its one page for every address that is one of its own (a browser asks for
 * HTML). Styles that the page writes while it runs carry the nonce of the answer, so that no style or script from
 * elsewhere is ever run. A newer build is served as soon as it is there. The picker alone may stand in pages of the
 * origins `embedders`, and its element may be loaded by them.
 */
export async function registerWebPages(
  app: FastifyInstance,
  root: string,
  embedders: readonly string[] = [],
): Promise<void> {
  const page = createPage(join(root, 'index.html'))
  await app.register(staticFiles, {
    root,
    serve: false,
    setHeaders: (reply, path) => {
      // Built files carry their content in their name.
      if (/[/\\]assets[/\\]/.test(path)) void reply.header('cache-control', 'public, max-age=31536000, immutable')
    },
  })
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    if (path === ELEMENT && embedders.length > 0) void reply.headers(SHARED)
    if (BUILT_FILE.test(path)) return reply.sendFile(path.slice(1))
    const isPage = request.headers.accept?.includes('text/html') && !path.startsWith('/api/')
    if (!isPage) return reply.callNotFound()
    const nonce = randomBytes(16).toString('base64')
    const isFramed = path === PICKER && embedders.length > 0
    if (isFramed) void reply.removeHeader('x-frame-options')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', isFramed ? framedPolicy(nonce, embedders) : pagePolicy(nonce))
      .send((await page()).replaceAll(NONCE_PLACE, nonce))
  })
}

/** The page as it is now: read again when a build has replaced it, since the files that it names are replaced with it. */
function createPage(path: string): () => Promise<string> {
  let text = ''
  let readAt: number | undefined
  return async () => {
    const { mtimeMs } = await stat(path)
    if (mtimeMs !== readAt) {
      text = await readFile(path, 'utf8')
      readAt = mtimeMs
    }
    return text
  }
}
