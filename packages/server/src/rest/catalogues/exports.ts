import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Catalogue, getCatalogue, type NameState, pageNames } from '@yingma/store'
import { createTableWriter, type OutputColumn } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams } from '../../http/fields.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { partWanted } from '../part-key.ts'
import { defined, filterQuery } from './names.ts'

/** Media types of exported tables. */
export const EXPORT_TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const

/** Columns of an export. Every cell is ours: those that a spreadsheet could run are neutralised, reversibly. */
const COLUMNS: readonly (readonly [string, (state: NameState) => string])[] = [
  ['nameId', (state) => state.id],
  ['localCode', (state) => state.localCode ?? ''],
  ['name', (state) => state.name],
  ['modality', (state) => state.modality],
  ['columns', (state) => (Object.keys(state.columns).length === 0 ? '' : JSON.stringify(state.columns))],
  ['exams', (state) => String(state.exams)],
  ['firstSeen', (state) => state.firstSeen ?? ''],
  ['lastSeen', (state) => state.lastSeen ?? ''],
  ['status', (state) => state.status],
  ['codes', (state) => (state.codes ?? []).join('+')],
  ['needsSecond', (state) => String(state.needsSecond && state.status !== 'verified')],
  ['suggestedState', (state) => state.suggestedState ?? ''],
  ['suggestedCodes', (state) => (state.suggestedCodes ?? []).join('+')],
  ['confidence', (state) => (state.confidence === null ? '' : state.confidence.toFixed(3))],
  ['version', (state) => String(state.version)],
  ['kind', (state) => state.kind ?? ''],
  ['reason', (state) => state.reason ?? ''],
  ['author', (state) => state.author ?? ''],
  ['decisionEdition', (state) => state.decisionEdition ?? ''],
  ['decidedAt', (state) => state.decidedAt ?? ''],
]
const NUMBERS = new Set(['exams', 'version'])

/** Whole catalogues as tables, by the same filter as the list. */
export function registerExports(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/catalogues/:id/export',
    {
      schema: {
        tags: ['catalogues'],
        summary: 'Names with their decisions as CSV, XLSX or JSON lines',
        description:
          'Cells that start with = + - @ get an apostrophe before them, so that no spreadsheet program runs them; reading them back takes it away.',
        params: idParams,
        querystring: z.strictObject({ format: z.enum(['csv', 'xlsx', 'jsonl']).default('csv'), ...filterQuery }),
        produces: Object.values(EXPORT_TYPES),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { format, state, itemPart, ...rest } = request.query
      const folder = await mkdtemp(join(tmpdir(), 'yingma-export-'))
      try {
        const file = join(folder, `catalogue.${format}`)
        await store.readAsTenant(actorIn(request), async (transaction) => {
          const catalogue = await getCatalogue(transaction, request.params.id)
          must(request, 'catalogue.read', catalogue.path)
          const part = partWanted(itemPart, standard.edition)
          const filter = defined({ ...rest, suggestedState: state, itemPart: part })
          await writeExport(
            file,
            format,
            pageNames(transaction, catalogue.id, filter),
            catalogue,
            standard.edition.byCode,
          )
        })
        const stream = createReadStream(file)
        stream.once('close', () => void rm(folder, { recursive: true, force: true }))
        void reply.header('content-disposition', `attachment; filename="catalogue-${request.params.id}.${format}"`)
        return reply.type(EXPORT_TYPES[format]).send(stream as never)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    },
  )
}

async function writeExport(
  file: string,
  format: keyof typeof EXPORT_TYPES,
  pieces: AsyncGenerator<readonly NameState[]>,
  catalogue: Catalogue,
  items: ReadonlyMap<string, { readonly name: string }>,
): Promise<void> {
  const columns: OutputColumn[] = [...COLUMNS.map(([name]) => name), 'names'].map((name) => ({
    name,
    origin: 'ours',
    type: NUMBERS.has(name) ? 'number' : 'text',
  }))
  const opened = await createTableWriter(file, {
    format,
    columns,
    mark: format === 'csv',
    sheetName: sheetName(catalogue.title),
  })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  const writer = opened.value
  try {
    for await (const piece of pieces) {
      const problem = await writer.write(
        piece.map((state) => [
          ...COLUMNS.map(([, cell]) => cell(state)),
          (state.codes ?? []).map((code) => items.get(code.toUpperCase())?.name ?? '').join(' + '),
        ]),
      )
      if (problem) throw new HttpProblem(problem)
    }
  } catch (error) {
    await writer.abort()
    throw error
  }
  const closed = await writer.close()
  if (!closed.ok) throw new HttpProblem(closed.problem)
}

/** Excel allows 31 characters and none of these in the name of a sheet. */
function sheetName(title: string): string {
  return (
    title
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 31) || 'Catalogue'
  )
}
