import { writeFile } from 'node:fs/promises'
import {
  type CatalogueRow,
  createSimulator,
  type NameReading,
  rowFromReading,
  type SimulatedRow,
  type Simulation,
  simulationPage,
  simulationTables,
  type Totals,
} from '@yingma/charge'
import type { Language } from '@yingma/core'
import { getCatalogue, type NameState, pageNames } from '@yingma/store'
import { reportSheet, writeFormWorkbook } from '@yingma/tables'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { sendMadeFile } from '../../http/send-made-file.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { findPricer, refusalOf } from '../../prices/find-pricer.ts'
import { MOST_ROWS, readPriceList } from '../../prices/read-list.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'
import { cents, factor, priceLineShape, said, saying, scheduleId } from './price-shapes.ts'

const query = z.strictObject({
  to: scheduleId.describe('the new price list'),
  from: scheduleId.optional().describe('the old one; not needed where the catalogue has prices'),
  factor: factor.optional(),
  format: z.enum(['json', 'xlsx', 'html']).default('json'),
})
type Wish = z.infer<typeof query>

const totals = z.object({ rows: z.number().int(), exams: z.number().int(), beforeCents: cents, afterCents: cents })

const simulation = z
  .object({
    from: z.string().nullable(),
    to: z.string(),
    compared: totals.describe('rows with both prices: only these compare'),
    withoutNew: totals,
    withoutOld: totals,
    withoutName: z.number().int().describe('rows without a name, such as headings and sums: in no total'),
    byModality: z.record(z.string(), totals),
    withoutSuccessor: z.array(z.object({ item: z.string(), reason: z.string(), names: z.array(z.string()) })),
    rows: z.array(
      z.object({
        row: z.number().int(),
        sheet: z.string().optional().describe('of a workbook of several tables'),
        name: z.string(),
        modality: z.string(),
        count: z.number().int(),
        items: z.array(z.string()),
        priceItem: z.string().nullable(),
        oldPriceCents: cents.nullable(),
        oldPriceFrom: z.enum(['catalogue', 'schedule']).nullable(),
        newPriceCents: cents.nullable(),
        partial: z.boolean(),
        lines: z.array(priceLineShape),
        warnings: z.array(said),
      }),
    ),
  })
  .meta({ id: 'Simulation' })

const TYPES = { xlsx: EXPORT_TYPES.xlsx, html: 'text/html; charset=utf-8' } as const
const MiB = 1024 * 1024

/** A catalogue under an old and a new price list: uploaded, or out of the registry. */
export function registerPriceSimulations(instance: FastifyInstance, { standard, store, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const produces = ['application/json', ...Object.values(TYPES)]
  const limit = Math.min(settings.uploadLimit, 16 * MiB)

  app.post(
    '/price-simulations/upload',
    {
      bodyLimit: limit + 64 * 1024,
      schema: {
        tags: ['prices'],
        summary: 'Simulate a price reform on a list of your own (multipart field "file")',
        description: `Any table that catalogues take, at most ${Math.round(limit / MiB)} MiB and ${MOST_ROWS.toLocaleString('en')} rows. All sheets that hold a table are read. Names are read as they are; old price and count are used where there are such columns. Nothing is kept.`,
        querystring: query,
        consumes: ['multipart/form-data'],
        produces,
        response: { 200: simulation },
      },
    },
    async (request, reply) => {
      signedIn(request)
      const { bytes, name } = await uploadedFile(request, limit)
      const made = await simulateAll(readPriceList(bytes, name, standard), request.query)
      return answer(reply, made, request.query, languageOf(request))
    },
  )

  app.get(
    '/catalogues/:id/price-simulation',
    {
      schema: {
        tags: ['prices'],
        summary: 'Simulate a price reform on a catalogue: decisions first, then what the names were read as',
        description: `At most ${MOST_ROWS.toLocaleString('en')} names. The old price is that of the old price list.`,
        params: idParams,
        querystring: query,
        produces,
        response: { 200: simulation },
      },
    },
    async (request, reply) => {
      const made = await store.readAsTenant(actorIn(request), async (transaction) => {
        const catalogue = await getCatalogue(transaction, request.params.id)
        must(request, 'price.simulate', catalogue.path)
        return await simulateAll(rowsOf(pageNames(transaction, catalogue.id, {})), request.query)
      })
      return answer(reply, made, request.query, languageOf(request))
    },
  )

  async function simulateAll(pieces: AsyncIterable<readonly CatalogueRow[]>, wish: Wish): Promise<Simulation> {
    const to = findPricer(standard.prices, { schedule: wish.to, factor: wish.factor }).pricer
    const from = wish.from === undefined ? null : findPricer(standard.prices, { schedule: wish.from }).pricer
    const simulator = createSimulator({ from, to })
    let rows = 0
    for await (const piece of pieces) {
      rows += piece.length
      if (rows > MOST_ROWS) throw new HttpProblem({ code: 'rows-too-many', limit: MOST_ROWS })
      for (let start = 0; start < piece.length; start += PIECE) {
        const problems = simulator.add(piece.slice(start, start + PIECE))
        if (problems.length > 0) throw refusalOf(problems)
        // Others must not wait for the whole list.
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    return simulator.result()
  }
}

const PIECE = 250

async function* rowsOf(pages: AsyncIterable<readonly NameState[]>): AsyncGenerator<readonly CatalogueRow[]> {
  let number = 0
  for await (const page of pages) yield page.map((state) => rowOf(state, ++number))
}

/** What people decided is certain; a name without a decision is as certain as its reading. */
function rowOf(state: NameState, row: number): CatalogueRow {
  const { name, modality, exams: count, codes, suggestion } = state
  const known = { row, name, modality, count, oldPriceCents: null }
  const reading = suggestion as NameReading | null
  if (codes !== null && state.status !== 'open' && state.status !== 'suggested') {
    const items = codes.map((code) => ({ code }))
    return rowFromReading(known, { state: 'mapped', items, modifiers: reading?.modifiers ?? [] })
  }
  return rowFromReading(known, reading ?? { state: 'no-item', items: [], modifiers: [] })
}

async function answer(reply: FastifyReply, made: Simulation, { format, to }: Wish, language: Language): Promise<never> {
  if (format === 'json') return jsonOf(made, language) as never
  const file = { name: `simulation-${to}.${format}`, type: TYPES[format] }
  return (await sendMadeFile(reply, file, async (path) => {
    if (format === 'html') return await writeFile(path, simulationPage(made, language))
    const written = await writeFormWorkbook(path, simulationTables(made, language).map(reportSheet))
    if (!written.ok) throw new HttpProblem(written.problem)
  })) as never
}

function jsonOf(made: Simulation, language: Language): z.infer<typeof simulation> {
  const sum = (given: Totals): z.infer<typeof totals> => ({ ...given })
  return {
    from: made.from,
    to: made.to,
    compared: sum(made.compared),
    withoutNew: sum(made.withoutNew),
    withoutOld: sum(made.withoutOld),
    withoutName: made.withoutName,
    byModality: Object.fromEntries(Object.entries(made.byModality).map(([modality, given]) => [modality, sum(given)])),
    withoutSuccessor: made.withoutSuccessor.map(({ names, ...one }) => ({ ...one, names: [...names] })),
    rows: made.rows.map((row) => rowJson(row, language)),
  }
}

function rowJson(row: SimulatedRow, language: Language): z.infer<typeof simulation>['rows'][number] {
  const { items, lines, warnings, ...rest } = row
  return {
    ...rest,
    items: [...items],
    lines: lines.map((line) => ({ ...line, rules: [...line.rules], counted: line.counted.map((one) => ({ ...one })) })),
    warnings: saying(warnings, language),
  }
}
