import {
  type Answer,
  controlChart,
  DIMENSIONS,
  type DimensionId,
  drill,
  FIGURES,
  type Filter,
  findEffects,
  INDICATORS,
  labelOf,
  type Mart,
  OUTSIDE,
  REPEAT_REASONS,
  runSlice,
  SOURCE_ROLES,
} from '@yingma/insight'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id } from '../../http/fields.ts'
import type { InsightDesk } from '../../insight/desk.ts'
import { viewerOf } from '../../insight/viewer-of.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import {
  asked,
  CALLS_PER_MINUTE,
  cell,
  chartedPoint,
  DIMENSION_IDS,
  figure,
  figureParams,
  type filter,
  INDICATOR_IDS,
  indicator,
  MOST_ROWS,
  words,
} from './insight-shapes.ts'

/** The mart, or a refusal that says why there is none. */
async function martOf(desk: InsightDesk | undefined): Promise<{ readonly desk: InsightDesk; readonly mart: Mart }> {
  if (desk === undefined) throw new HttpProblem({ code: 'insight-not-set-up' })
  return { desk, mart: accepted(await desk.mart()) }
}

function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new HttpProblem(answer.problem)
  return answer.value
}

function filtersOf(given: readonly z.infer<typeof filter>[]): Filter[] {
  return given.map(({ dimension, values, from, to }) => ({
    dimension,
    ...(values === undefined ? {} : { values }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }))
}

/** Words for the values that occur. */
function labelsOf(
  { standard }: Context,
  dimensions: readonly DimensionId[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Record<string, Record<string, { zh: string; en: string }>> {
  const found: Record<string, Record<string, { zh: string; en: string }>> = {}
  for (const dimension of dimensions) {
    for (const value of new Set(rows.map((row) => String(row[dimension] ?? '')))) {
      const label = labelOf(standard.edition, dimension, value)
      if (label !== undefined) found[dimension] = { ...found[dimension], [value]: { ...label } }
    }
  }
  return found
}

/** Figures of standardised exams: what there is, numbers, the rows behind them, what stands out. */
export function registerInsight(instance: FastifyInstance, context: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['insight']
  const config = { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute' } }

  app.get(
    '/insight',
    {
      config,
      schema: {
        tags,
        summary: 'The semantic model: figures, dimensions, indicators, and what the present table can answer',
        response: {
          200: z.object({
            table: z.object({
              asOf: z.string(),
              builtAt: z.string(),
              edition: z.string(),
              exams: z.number(),
              items: z.number(),
              repeatDays: z.number(),
              workload: z.object({ version: z.string(), basis: z.string() }),
              lists: z.array(z.object({ id: z.string(), mark: z.string() })),
            }),
            figures: z.array(figure),
            dimensions: z.array(z.object({ id: z.string(), title: words, type: z.string(), isShared: z.boolean() })),
            columns: z.array(z.object({ id: z.string(), title: words })).describe('of the exam table'),
            indicators: z.array(indicator),
            outside: z.array(z.object({ id: z.string(), title: words, why: words })),
            reasons: z.record(z.string(), words).describe('the six reasons to repeat an exam'),
          }),
        },
      },
    },
    async (request) => {
      signedIn(request)
      const { record } = (await martOf(context.insight)).mart
      return {
        table: { ...record, lists: [...record.lists] },
        figures: FIGURES.map((each) => ({
          ...each,
          needs: [...each.needs],
          missing: each.needs.filter((role) => !record.roles.includes(role)),
          dimensions: [...each.dimensions],
          by: [...each.by],
          measures: each.measures.map((one) => ({ id: one.id, kind: one.kind, title: one.title })),
          isPrivate: each.isPrivate ?? false,
          hasRows: each.rows !== undefined,
        })),
        dimensions: [...DIMENSIONS],
        columns: SOURCE_ROLES.map(({ id, title }) => ({ id, title })),
        indicators: [...INDICATORS],
        outside: [...OUTSIDE],
        reasons: { ...REPEAT_REASONS },
      }
    },
  )

  app.post(
    '/insight/figures/:figure',
    {
      config,
      schema: {
        tags,
        summary: 'One figure: its rows and the SQL that anybody can run again',
        description:
          'An institution sees itself; a group or region those below it. Without institutionId the sum of the region, in which numbers below 5, and rows of fewer than 3 institutions, are null; it is parted by what it is filtered by too.',
        params: figureParams,
        body: z.strictObject({ ...asked, by: z.array(z.enum(DIMENSION_IDS)).max(4).optional() }),
        response: {
          200: z.object({
            figure: z.string(),
            by: z.array(z.string()),
            rows: z.array(z.record(z.string(), cell)),
            labels: z
              .record(z.string(), z.record(z.string(), words))
              .describe('what values are called, by dimension; the others speak for themselves'),
            suppressed: z.number().int(),
            sql: z.string(),
          }),
        },
      },
    },
    async (request) => {
      const { desk, mart } = await martOf(context.insight)
      const { institutionId, filters, by } = request.body
      const viewer = await viewerOf(request, context, desk, institutionId)
      const question = { figure: request.params.figure, filters: filtersOf(filters), limit: MOST_ROWS }
      const answer = accepted(await runSlice(mart, by === undefined ? question : { ...question, by }, viewer))
      const rows = answer.rows.map((row) => ({ ...row }))
      const labels = labelsOf(context, answer.by, rows)
      return { ...answer, figure: answer.figure.id, by: [...answer.by], rows, labels }
    },
  )

  app.post(
    '/insight/figures/:figure/rows',
    {
      config,
      schema: {
        tags,
        summary: 'The exams behind a number, for the institution itself',
        params: figureParams,
        body: z.strictObject({
          ...asked,
          institutionId: id,
          limit: z.number().int().min(1).max(500).default(50),
          offset: z.number().int().min(0).max(1_000_000).default(0),
        }),
        response: {
          200: z.object({ total: z.number().int(), rows: z.array(z.record(z.string(), cell)), sql: z.string() }),
        },
      },
    },
    async (request) => {
      const { desk, mart } = await martOf(context.insight)
      const { institutionId, filters, limit, offset } = request.body
      const viewer = await viewerOf(request, context, desk, institutionId)
      const question = { figure: request.params.figure, filters: filtersOf(filters), limit, offset }
      const { total, rows, sql } = accepted(await drill(mart, question, viewer))
      return { total, sql, rows: rows.map((row) => row as Record<string, z.infer<typeof cell>>) }
    },
  )

  app.post(
    '/insight/indicators/:indicator/chart',
    {
      config,
      schema: {
        tags,
        summary: 'Control chart of a quality indicator by month',
        params: z.strictObject({ indicator: z.enum(INDICATOR_IDS) }),
        body: z.strictObject({ institutionId: asked.institutionId }),
        response: {
          200: z.object({ centre: z.number(), spread: z.number(), points: z.array(chartedPoint) }),
        },
      },
    },
    async (request) => {
      const { desk, mart } = await martOf(context.insight)
      const viewer = await viewerOf(request, context, desk, request.body.institutionId)
      const filters: Filter[] = [{ dimension: 'indicator', values: [request.params.indicator] }]
      const { rows } = accepted(await runSlice(mart, { figure: 'quality', by: ['month'], filters }, viewer))
      const points = rows
        .filter(({ month, denominator }) => month !== '' && denominator !== null)
        .map((row) => ({ label: String(row.month), hits: Number(row.numerator), of: Number(row.denominator) }))
      const chart = controlChart(points)
      return { ...chart, points: [...chart.points] }
    },
  )

  app.post(
    '/insight/findings',
    {
      config,
      schema: {
        tags,
        summary: 'What stands out: slow devices, repeats, implausible data, bad input, indicators',
        body: z.strictObject({ institutionId: id }),
        response: {
          200: z.object({
            findings: z.array(
              z.object({
                kind: z.string(),
                where: z.record(z.string(), z.string()),
                n: z.number(),
                observed: z.number(),
                expected: z.number(),
              }),
            ),
            labels: z.record(z.string(), z.record(z.string(), words)),
            notLooked: z.array(z.string()).describe('figures whose columns the table lacks'),
          }),
        },
      },
    },
    async (request) => {
      const { desk, mart } = await martOf(context.insight)
      const viewer = await viewerOf(request, context, desk, request.body.institutionId)
      const { findings, notLooked } = await findEffects(mart, viewer)
      const places = findings.map(({ where }) => where)
      const dimensions = [...new Set(places.flatMap((where) => Object.keys(where)))] as DimensionId[]
      return {
        findings: findings.map((each) => ({ ...each, where: { ...each.where } })),
        labels: labelsOf(context, dimensions, places),
        notLooked: [...notLooked],
      }
    },
  )
}
