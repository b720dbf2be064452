import { actorOf, eachSuspicion, type SuspicionFilter } from '@yingma/store'
import { createTableWriter, type OutputColumn } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { withScope } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { languageOf } from '../../http/problem-details.ts'
import { sendMadeFile } from '../../http/send-made-file.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'
import { defined } from '../catalogues/names.ts'
import { suspicionFilter, suspicionJson } from './charge-shapes.ts'

type Row = ReturnType<typeof suspicionJson>

const yuan = (cents: number): string => (cents / 100).toFixed(2)

/** Columns of the table. Every cell is ours: those that a spreadsheet could run are neutralised, reversibly. */
const COLUMNS: readonly (readonly [string, (row: Row) => string, 'number'?])[] = [
  ['id', (row) => row.id],
  ['session', (row) => row.session],
  ['day', (row) => row.day],
  ['kind', (row) => row.kind],
  ['text', (row) => row.text.join(' ')],
  ['certainty', (row) => row.certainty],
  ['warning', (row) => String(row.warning)],
  ['stakeYuan', (row) => yuan(row.stakeCents), 'number'],
  ['status', (row) => row.status],
  ['returnedYuan', (row) => yuan(row.returnedCents), 'number'],
  ['lines', (row) => row.lines.join(' ')],
  ['foundAt', (row) => row.foundAt],
  ['auditId', (row) => row.auditId],
  ['institutionId', (row) => row.institutionId],
]

/** All suspicions of a filter as a table, however many. */
export function registerSuspicionsExport(instance: FastifyInstance, { standard, store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/suspicions/export',
    {
      schema: {
        tags: ['charges'],
        summary: 'All suspicions that you may see as CSV, XLSX or JSON lines, the most at stake first',
        description:
          'The filter and the rights of GET /suspicions. Cells that start with = + - @ get an apostrophe before them, so that no spreadsheet program runs them.',
        querystring: z.strictObject({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv'), ...suspicionFilter }),
        produces: Object.values(EXPORT_TYPES),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { format, ...rest } = request.query
      const filter: SuspicionFilter = defined(rest)
      const language = languageOf(request)
      const actor = actorOf(withScope(request, 'read'))
      const about = { name: `suspicions.${format}`, type: EXPORT_TYPES[format] }
      return (await sendMadeFile(reply, about, (file) =>
        store.readAsTenant(actor, async (transaction) => {
          const pieces = eachSuspicion(transaction, filter)
          await writeRows(file, format, pieces, (state) => suspicionJson(state, standard.prices, language))
        }),
      )) as never
    },
  )
}

async function writeRows<State>(
  file: string,
  format: keyof typeof EXPORT_TYPES,
  pieces: AsyncIterable<readonly State[]>,
  rowOf: (state: State) => Row,
): Promise<void> {
  const columns = COLUMNS.map(([name, , type]): OutputColumn => ({ name, origin: 'ours', type: type ?? 'text' }))
  const opened = await createTableWriter(file, { format, columns, mark: format === 'csv', sheetName: 'Suspicions' })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  const writer = opened.value
  try {
    for await (const piece of pieces) {
      const rows = piece.map((state) => rowOf(state))
      const problem = await writer.write(rows.map((row) => COLUMNS.map(([, cell]) => cell(row))))
      if (problem) throw new HttpProblem(problem)
    }
  } catch (error) {
    await writer.abort()
    throw error
  }
  const closed = await writer.close()
  if (!closed.ok) throw new HttpProblem(closed.problem)
}
