import { changeableTables, findTableRows } from '@yingma/govern'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { line, page, pageOf } from '../../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const table = z
  .object({
    file: z.string(),
    subject: z.enum(['facet-value', 'rule', 'lexicon-term']),
    columns: z.array(z.string()),
    rows: z.number().int(),
  })
  .meta({ id: 'StandardTable' })

/** The tables of the newest edition that proposals may change, and their rows: what a change names as it stands. */
export function registerStandardTables(instance: FastifyInstance, { store }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/standard-tables',
    {
      schema: {
        tags,
        summary: 'Tables that proposals may change: values of facets, rules, words of the lexicon',
        response: { 200: z.array(table) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        mustAnywhere(request, 'standard.propose')
        const { tables } = await desk.latest(transaction)
        return changeableTables(tables).map((one) => ({ ...one, columns: [...one.columns] }))
      }),
  )

  app.get(
    '/standard-tables/rows',
    {
      schema: {
        tags,
        summary: 'Rows of such a table, as a change has to name them',
        querystring: z.strictObject({
          file: z
            .string()
            .max(100)
            .regex(/^[a-z0-9./-]{1,100}$/)
            .describe('path below standard/'),
          q: line(200, 0).default('').describe('words that the row must have'),
          ...page,
        }),
        response: { 200: pageOf(z.record(z.string(), z.string()).describe('cells by column')) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        mustAnywhere(request, 'standard.propose')
        const { file, q, ...part } = request.query
        const { tables } = await desk.latest(transaction)
        const { total, rows } = findTableRows(tables, file, { text: q, ...part })
        return { total, rows: rows.map((row) => ({ ...row })) }
      }),
  )
}
