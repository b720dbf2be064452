import { diffEditions } from '@yingma/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { comingEdition, type GovernDesk } from '../../govern/govern-desk.ts'
import type { Context } from '../../http/context.ts'
import { line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { quote, quoteBody, quoteOf } from '../charging/price-quotes.ts'
import { brief, briefOf } from '../standard/standard-answers.ts'
import { mustAnywhere } from './proposals.ts'

const overview = z
  .object({
    edition: z.string().describe('version of the coming edition'),
    before: z.string().describe('version of the newest release'),
    proposals: z.array(z.uuid()).describe('those that are ready'),
    added: z.array(brief),
    retired: z.array(brief.extend({ successors: z.array(z.string()) })),
    reworded: z.array(z.object({ code: z.string(), before: z.string(), after: z.string() })),
  })
  .meta({ id: 'DraftEdition' })

/** The sandbox: names, prices and codes of the coming edition, with every proposal that is ready, before it is released. */
export function registerDraft(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']
  const coming = (request: FastifyRequest) => {
    mustAnywhere(request, 'standard.propose')
    return comingEdition(store, request, desk)
  }

  app.get(
    '/draft',
    {
      schema: {
        tags,
        summary: 'Sandbox: what the coming edition has that the newest release has not',
        response: { 200: overview },
      },
    },
    async (request) => {
      const { before, standard, proposals } = await coming(request)
      const diff = diffEditions(before, standard.edition)
      return {
        edition: standard.edition.version,
        before: before.version,
        proposals: [...proposals],
        added: diff.added.map(briefOf),
        retired: diff.retired.map(({ item, successors }) => ({
          ...briefOf(item),
          successors: successors.map(({ code }) => code),
        })),
        reworded: [...diff.renamed, ...diff.renamedEn].map(({ code, before: old, after }) => ({
          code,
          before: old,
          after,
        })),
      }
    },
  )

  app.post(
    '/draft/normalise',
    {
      schema: {
        tags,
        summary: 'Sandbox: names read under the coming edition, with every proposal that is ready',
        body: z.strictObject({ names: z.array(line(500)).min(1).max(100) }),
        response: {
          200: z.object({
            edition: z.string(),
            results: z.array(z.object({ name: z.string(), state: z.string(), codes: z.array(z.string()) })),
          }),
        },
      },
    },
    async (request) => {
      const { standard } = await coming(request)
      const results = request.body.names.map((name) => {
        const { state, items } = standard.normaliser.normalise({ name })
        return { name, state, codes: items.flatMap(({ code }) => (code === null ? [] : [code])) }
      })
      return { edition: standard.edition.version, results }
    },
  )

  app.post(
    '/draft/price-quotes',
    {
      schema: {
        tags,
        summary: 'Sandbox: one exam quoted with the items of the coming edition',
        description: 'Asked and answered like /price-quotes.',
        body: quoteBody,
        response: { 200: quote.extend({ edition: z.string() }) },
      },
    },
    async (request) => {
      const { standard } = await coming(request)
      return { ...quoteOf(standard, request.body, languageOf(request)), edition: standard.edition.version }
    },
  )
}
