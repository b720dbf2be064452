import { explainQuote, type PriceLibrary, type PriceLine, selectSchedule } from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context, Standard } from '../../http/context.ts'
import { codeText, day, line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { findPricer, refusalOf } from '../../prices/find-pricer.ts'
import { readExamItems } from '../../prices/read-exam.ts'
import { defined } from '../catalogues/names.ts'
import {
  cents,
  examItem,
  factor,
  modifiers,
  priceLineShape,
  said,
  saying,
  scheduleId,
  settings,
} from './price-shapes.ts'

/** What is quoted. */
export const quoteBody = z.strictObject({
  schedule: scheduleId.optional().describe('else the one of jurisdiction in force on date'),
  jurisdiction: line(100).default('江西省'),
  date: day,
  factor: factor.optional(),
  settings: settings.optional(),
  items: z.array(examItem).max(200).default([]),
  services: z
    .array(
      z.strictObject({
        code: codeText.describe('code of a price item, for what the standard has no item'),
        units: z
          .union([z.number().int().min(1).max(1000), z.record(line(30), z.number().int().min(1).max(100))])
          .optional(),
        modifiers: modifiers.optional(),
      }),
    )
    .max(100)
    .default([]),
  modifiers: modifiers.optional().describe('of the whole exam'),
  digitalService: z.boolean().optional(),
})

/** A quote as the API shows it. */
export const quote = z
  .object({
    schedule: z.string(),
    date: z.string(),
    totalCents: cents,
    partial: z.boolean().describe('something has no price: the total is that of the rest'),
    lines: z.array(priceLineShape.extend({ text: z.string().describe('the line in words') })),
    byClass: z.record(z.string(), cents),
    unpriced: z.array(said),
    warnings: z.array(said),
    steps: z.array(z.object({ code: z.string(), text: z.string() }).loose()).describe('what each rule did'),
    read: z.array(z.object({ name: z.string(), state: z.string(), codes: z.array(z.string()) })),
  })
  .meta({ id: 'Quote' })

/** What an exam costs. Public like the standard: nothing that is sent is kept or logged. */
export function registerPriceQuotes(instance: FastifyInstance, { standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.post(
    '/price-quotes',
    {
      schema: {
        tags: ['prices'],
        summary: 'Quote one exam: lines, total, the rule behind each, in whole cents',
        description:
          'Unknown items, items without a mapping and days outside the schedule are refused; what has no price makes the quote partial and is said, never silently left out.',
        body: quoteBody,
        response: { 200: quote },
      },
    },
    (request) => quoteOf(standard, request.body, languageOf(request)),
  )
}

/** Quotes an exam with the items and prices of an edition; refused where something cannot be priced at all. */
export function quoteOf(
  standard: Pick<Standard, 'prices' | 'normaliser'>,
  { jurisdiction, date, items, services, ...wish }: z.infer<typeof quoteBody>,
  language: Language,
): z.infer<typeof quote> {
  const { prices } = standard
  const id = wish.schedule ?? inForce(prices, jurisdiction, date)
  const { pricer, remarks } = findPricer(prices, { ...wish, schedule: id })
  const exam = readExamItems(items, standard)
  if (!exam.ok) throw refusalOf([exam.problem])
  const made = pricer.quote({
    date,
    items: exam.items,
    services: services.map((service) => defined(service)),
    ...defined({ modifiers: wish.modifiers, digitalService: wish.digitalService }),
  })
  if (!made.ok) throw refusalOf(made.problems)
  const { lines, steps } = explainQuote(made, pricer.schedule, language)
  return {
    schedule: made.schedule,
    date,
    totalCents: made.totalCents,
    partial: made.partial,
    lines: made.lines.map((line, at) => ({ ...lineOf(line), text: lines[at] ?? '' })),
    byClass: { ...made.byClass },
    unpriced: saying(made.unpriced, language),
    warnings: saying([...remarks, ...made.warnings], language),
    steps: made.steps.map((step, at) => ({ ...step, text: steps[at] ?? step.code })),
    read: exam.read.map(({ codes, ...one }) => ({ ...one, codes: [...codes] })),
  }
}

function inForce({ schedules }: PriceLibrary, jurisdiction: string, date: string): string {
  const found = selectSchedule(schedules, jurisdiction, date)
  if (!found.ok) throw refusalOf(found.problems)
  return found.schedule.id
}

/** A line as the API shows it. */
function lineOf(line: PriceLine): z.infer<typeof priceLineShape> {
  return { ...line, rules: [...line.rules], counted: line.counted.map(({ zh, en }) => ({ zh, en })) }
}
