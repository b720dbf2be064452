import { checkSchedules, coverageOf, type PriceSchedule, priceTable, selectSchedule } from '@yingma/charge'
import { createTableWriter, reportSheet, writeFormWorkbook } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../../http/context.ts'
import { day, line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { sendMadeFile } from '../../http/send-made-file.ts'
import { findPricer, refusalOf, scheduleOf } from '../../prices/find-pricer.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'
import { cents, factor, said, saying, scheduleId } from './price-shapes.ts'

const text = z.object({ zh: z.string(), en: z.string() })

const priceList = z
  .object({
    id: z.string(),
    title: text,
    jurisdiction: z.string(),
    hospitalLevel: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    invented: z.boolean().describe('an example that no authority has issued'),
    priceItems: z.number().int(),
    rules: z.number().int(),
  })
  .meta({ id: 'PriceList' })

const detail = priceList.extend({
  source: text,
  switches: z.array(
    z.object({ id: z.string(), rule: z.string(), values: z.array(z.string()), answer: z.string(), question: text }),
  ),
  items: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      nameEn: z.string(),
      kind: z.string(),
      parent: z.string().nullable(),
      unit: z.string(),
      cents: cents.nullable(),
      percent: z.number().nullable(),
      insuranceClass: z.string(),
      source: z.string(),
    }),
  ),
})

const params = z.strictObject({ schedule: scheduleId })

/** The published price lists: what they hold, whether they are sound, the table of exam items and price items. Public. */
export function registerPriceLists(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['prices']

  app.get(
    '/price-lists',
    { schema: { tags, summary: 'Published price lists, old and new', response: { 200: z.array(priceList) } } },
    () => standard.prices.schedules.map(shortOf),
  )

  app.get(
    '/price-lists/in-force',
    {
      schema: {
        tags,
        summary: 'The price list of a place that is in force on a day',
        querystring: z.strictObject({ jurisdiction: line(100), date: day }),
        response: { 200: priceList },
      },
    },
    (request) => {
      const { jurisdiction, date } = request.query
      const found = selectSchedule(standard.prices.schedules, jurisdiction, date)
      if (!found.ok) throw refusalOf(found.problems)
      return shortOf(found.schedule)
    },
  )

  app.get(
    '/price-lists/:schedule',
    { schema: { tags, summary: 'A price list with its items and switches', params, response: { 200: detail } } },
    (request) => detailOf(scheduleOf(standard.prices, request.params.schedule)),
  )

  app.get(
    '/price-lists/:schedule/check',
    {
      schema: {
        tags,
        summary: 'Defects of a price list, and how much of the standard it covers, both ways',
        params,
        response: {
          200: z.object({
            problems: z.array(said),
            items: z.number().int(),
            priced: z.number().int(),
            partly: z.number().int(),
            unpriced: z
              .record(z.string(), z.array(z.string()))
              .describe('standard items by the reason why they have no price'),
            unmapped: z.array(z.string()),
            reached: z.number().int(),
            unreachable: z
              .record(z.string(), z.string())
              .describe('price items that no standard item leads to, with the reason'),
          }),
        },
      },
    },
    (request) => {
      const { prices } = standard
      const schedule = scheduleOf(prices, request.params.schedule)
      const coverage = coverageOf(prices.pricerOf(schedule))
      const defects = checkSchedules(prices.schedules).filter((problem) => problem.schedule === schedule.id)
      return {
        problems: saying([...defects, ...coverage.problems], languageOf(request)),
        items: coverage.items,
        priced: coverage.priced,
        partly: coverage.partly,
        unpriced: Object.fromEntries(Object.entries(coverage.unpriced).map(([reason, codes]) => [reason, [...codes]])),
        unmapped: [...coverage.unmapped],
        reached: coverage.reached.size,
        unreachable: Object.fromEntries(coverage.unreachable),
      }
    },
  )

  app.get(
    '/price-lists/:schedule/table',
    {
      schema: {
        tags,
        summary: 'Exam item ↔ price item ↔ insurance code, with days of validity, as XLSX or CSV',
        params,
        querystring: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx'), factor: factor.optional() }),
        produces: [EXPORT_TYPES.xlsx, EXPORT_TYPES.csv],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { format, factor: local } = request.query
      const { pricer } = findPricer(standard.prices, { schedule: request.params.schedule, factor: local })
      const table = priceTable(standard.edition, pricer, languageOf(request))
      const file = { name: `${request.params.schedule}.${format}`, type: EXPORT_TYPES[format] }
      return (await sendMadeFile(reply, file, async (path) => {
        const written =
          format === 'xlsx' ? await writeFormWorkbook(path, [reportSheet(table)]) : await writeCsv(path, table)
        if (!written.ok) throw new HttpProblem(written.problem)
      })) as never
    },
  )
}

async function writeCsv(path: string, table: ReturnType<typeof priceTable>) {
  const columns = table.header.map((name) => ({ name, origin: 'ours' as const }))
  const opened = await createTableWriter(path, { format: 'csv', columns, mark: true })
  if (!opened.ok) return opened
  const problem = await opened.value.write(table.rows)
  return problem === undefined ? await opened.value.close() : { ok: false as const, problem }
}

function shortOf(schedule: PriceSchedule): z.infer<typeof priceList> {
  const { id, title, jurisdiction, hospitalLevel, validFrom, validTo, invented, items, rules } = schedule
  return {
    id,
    title: { ...title },
    jurisdiction,
    hospitalLevel,
    validFrom,
    validTo,
    invented,
    priceItems: items.filter((item) => item.kind !== 'group').length,
    rules: rules.length,
  }
}

function detailOf(schedule: PriceSchedule): z.infer<typeof detail> {
  return {
    ...shortOf(schedule),
    source: { ...schedule.source },
    switches: schedule.switches.map(({ id, rule, values, question, default: usual }) => ({
      id,
      rule,
      values: [...values],
      answer: schedule.settings[id] ?? usual,
      question: { ...question },
    })),
    items: schedule.items.map(
      ({ code, name, nameEn, kind, parent, unit, cents: price, percent, insuranceClass, source }) => ({
        code,
        name,
        nameEn,
        kind,
        parent,
        unit,
        cents: price,
        percent,
        insuranceClass,
        source,
      }),
    ),
  }
}
