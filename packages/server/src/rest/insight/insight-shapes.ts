import { AREAS, DIMENSIONS, type DimensionId, FIGURE_IDS, INDICATORS } from '@yingma/insight'
import { z } from 'zod'
import { id, line } from '../../http/fields.ts'

export const DIMENSION_IDS = DIMENSIONS.map((dimension) => dimension.id) as [DimensionId, ...DimensionId[]]
export const INDICATOR_IDS = INDICATORS.map((indicator) => indicator.id) as [string, ...string[]]
export const MOST_ROWS = 5000
export const CALLS_PER_MINUTE = 1200

export const words = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Words' })
export const cell = z.union([z.string(), z.number(), z.null()])
export const filter = z.strictObject({
  dimension: z.enum(DIMENSION_IDS),
  values: z
    .array(z.union([line(200, 0), z.number().int()]))
    .max(500)
    .optional(),
  from: line(20).optional(),
  to: line(20).optional(),
})
export const asked = {
  institutionId: id.nullable().default(null).describe('null: the sum of the region, small numbers suppressed'),
  filters: z.array(filter).max(20).default([]),
}
const figureId = z.enum(FIGURE_IDS as [string, ...string[]])
export const figureParams = z.strictObject({ figure: figureId })

const measure = z.object({ id: z.string(), kind: z.string(), title: words })
export const figure = z
  .object({
    id: figureId,
    area: z.enum(AREAS),
    title: words,
    definition: words,
    needs: z.array(z.string()).describe('columns of the exam table without which there is no answer'),
    missing: z.array(z.string()).describe('those of them that the table lacks'),
    dimensions: z.array(z.string()),
    by: z.array(z.string()),
    measures: z.array(measure),
    isPrivate: z.boolean(),
    hasRows: z.boolean(),
  })
  .meta({ id: 'Figure' })
export const indicator = z.object({
  id: z.enum(INDICATOR_IDS),
  set: z.string(),
  title: words,
  numerator: words,
  denominator: words,
  exclusions: words,
  unit: z.string(),
  better: z.string(),
  source: words,
})
export const chartedPoint = z.object({
  label: z.string(),
  hits: z.number(),
  of: z.number(),
  share: z.number().nullable(),
  lower: z.number(),
  upper: z.number(),
  signal: z.enum(['above', 'below', 'run']).nullable(),
})
