import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTableWriter } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { codeText } from '../../http/fields.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'
import { type ItemRow, itemOf } from './standard-answers.ts'

const COLUMNS = [
  'code',
  'checkForm',
  'conceptId',
  'name',
  'nameEn',
  'modality',
  'scheme',
  'origin',
  'status',
] as const satisfies readonly (keyof ItemRow)[]

/** Items as a table, in the order in which they are asked for. Public, made from memory. */
export function registerItemsExport(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { edition } = standard

  app.post(
    '/items/export',
    {
      schema: {
        tags: ['standard'],
        summary: 'Items as CSV, XLSX or JSON lines',
        body: z.strictObject({
          format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv'),
          codes: z.array(codeText).min(1).max(5000),
        }),
        produces: Object.values(EXPORT_TYPES),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { format, codes } = request.body
      const items = codes.map((code) => {
        const item = edition.byCode.get(code.toUpperCase())
        if (!item) throw new HttpProblem({ code: 'item-unknown', value: code, edition: edition.version })
        return itemOf(item, standard)
      })
      const folder = await mkdtemp(join(tmpdir(), 'yingma-items-'))
      try {
        const file = join(folder, `items.${format}`)
        const opened = await createTableWriter(file, {
          format,
          columns: COLUMNS.map((name) => ({ name, origin: 'ours', type: 'text' })),
          mark: format === 'csv',
          sheetName: edition.version,
        })
        if (!opened.ok) throw new HttpProblem(opened.problem)
        const problem = await opened.value.write(items.map((item) => COLUMNS.map((name) => item[name] ?? '')))
        if (problem) throw new HttpProblem(problem)
        const closed = await opened.value.close()
        if (!closed.ok) throw new HttpProblem(closed.problem)
        const stream = createReadStream(file)
        stream.once('close', () => void rm(folder, { recursive: true, force: true }))
        void reply.header('content-disposition', `attachment; filename="items-${edition.version}.${format}"`)
        return reply.type(EXPORT_TYPES[format]).send(stream as never)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    },
  )
}
