import { createHash } from 'node:crypto'
import { certify, type Language } from '@yingma/core'
import { DOCUMENT_STYLE, standardDocument } from '@yingma/govern'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DocumentPress } from '../../document/document-press.ts'
import type { ServedEdition } from '../../fhir/library/served-editions.ts'
import { comingEdition, type GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { languageOf } from '../../http/problem-details.ts'
import { mustAnywhere } from '../governance/proposals.ts'

const PAGE = 'text/html'
const PDF = 'application/pdf'
const styleHash = createHash('sha256').update(DOCUMENT_STYLE).digest('base64')
/** Nothing but the style that the document brings is loaded or run. */
const POLICY = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const querystring = z.strictObject({
  language: z.enum(['zh', 'en']).optional().describe('as Accept-Language says if left out'),
})

interface Document {
  readonly page: string
  /** Of the page: it changes with the edition and its language. */
  readonly digest: string
}

/** The standard to read: a page that prints well, and the same as PDF. Of the edition in force for everybody, of the coming one for those who propose. */
export function registerStandardDocument(
  instance: FastifyInstance,
  { standard, store }: Context,
  desk: GovernDesk,
  { editions, press }: { readonly editions: () => readonly ServedEdition[]; readonly press: DocumentPress },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const made = new Map<Language, Document>()

  const documentIn = (language: Language): Document => {
    const known = made.get(language)
    if (known !== undefined) return known
    const released = editions().flatMap(({ edition, publication }) => (publication.status === 'draft' ? [] : [edition]))
    const certificate = certify(standard.edition, released)
    const other = `?language=${language === 'zh' ? 'en' : 'zh'}`
    const page = standardDocument(standard.edition, certificate, language, { other })
    const document = { page, digest: createHash('sha256').update(page).digest('base64url') }
    made.set(language, document)
    return document
  }

  app.get(
    '/edition/document',
    {
      schema: {
        tags: ['standard'],
        summary:
          'The standard to read: scope, terms, principles, codes, certificate, annex tables; a page without scripts',
        description: 'The ETag changes with the edition.',
        querystring,
        produces: [PAGE],
        response: { 200: z.string() },
      },
    },
    (request, reply) => {
      const { page, digest } = documentIn(languageIn(request))
      if (isKnown(request, reply, digest)) return
      void asPage(reply).send(page)
    },
  )

  app.get(
    '/edition/document.pdf',
    {
      schema: {
        tags: ['standard'],
        summary: 'The standard to read as PDF, where this machine has a Chromium',
        description:
          'Made when it is first asked for, one at a time, and kept. Where it cannot be made the answer is 501 (no Chromium) or 503; the page prints as well.',
        querystring,
        produces: [PDF],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const language = languageIn(request)
      const { page, digest } = documentIn(language)
      if (isKnown(request, reply, `${digest}.pdf`)) return
      const pdf = await press.pdfOf(digest, page)
      return reply
        .type(PDF)
        .header('content-disposition', `attachment; filename="standard-${standard.edition.version}.${language}.pdf"`)
        .serializer(asIs)
        .send(pdf as never)
    },
  )

  app.get(
    '/draft/document',
    {
      schema: {
        tags: ['governance'],
        summary: 'The coming edition to read, with every proposal that is ready; marked as a draft',
        querystring,
        produces: [PAGE],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      mustAnywhere(request, 'standard.propose')
      const { standard: coming } = await comingEdition(store, request, desk)
      const released = await store.readAsTenant(actorIn(request), desk.released)
      const language = languageIn(request)
      const other = `?language=${language === 'zh' ? 'en' : 'zh'}`
      const certificate = certify(coming.edition, released)
      void reply.header('cache-control', 'no-store')
      return asPage(reply).send(standardDocument(coming.edition, certificate, language, { isDraft: true, other }))
    },
  )
}

function languageIn(request: FastifyRequest): Language {
  return (request.query as z.infer<typeof querystring>).language ?? languageOf(request)
}

/** Whether the client has this already; then it is told so and gets nothing more. */
function isKnown(request: FastifyRequest, reply: FastifyReply, digest: string): boolean {
  const etag = `"${digest}"`
  void reply.headers({ etag, 'cache-control': 'public, no-cache', vary: 'accept-language' })
  if (request.headers['if-none-match'] !== etag) return false
  void reply.code(304).send()
  return true
}

function asPage(reply: FastifyReply) {
  return reply.type(`${PAGE}; charset=utf-8`).header('content-security-policy', POLICY).serializer(asIs)
}

function asIs(payload: unknown): string {
  return payload as string
}
