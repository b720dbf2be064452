import { type ChargeProblem, MODIFIERS, renderChargeProblem } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { z } from 'zod'
import { codeText, line } from '../../http/fields.ts'

/** Shapes of prices that several resources answer with. Amounts are whole cents. */
export const cents = z.number().int()

export const factor = z
  .string()
  .regex(/^(?:0\.\d{1,4}|[1-9](?:\.\d{1,4})?)$/)
  .describe('local factor on the published prices, such as 0.9')

export const settings = z
  .record(line(60), line(60))
  .refine((given) => Object.keys(given).length <= 40, { message: 'more than 40 switches' })
  .describe('answers to switches of the schedule')

export const scheduleId = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9-]*$/)

/** Facts of an exam that choose no item but decide what is charged. */
export const modifiers = z
  .partialRecord(z.enum(MODIFIERS), z.union([z.boolean(), z.number().int().min(0).max(100), z.array(line(60)).max(20)]))
  .describe('bedside, fetuses: 2, technique: [弥散加权, 波谱] …')

export const examItem = z
  .strictObject({
    code: codeText.optional().describe('code of a standard item'),
    name: line(300).optional().describe('or a published or local name'),
    modality: line(60).optional(),
    count: z.number().int().min(1).max(100).optional(),
    modifiers: modifiers.optional(),
  })
  .refine(({ code, name }) => (code === undefined) !== (name === undefined), {
    message: 'either code or name',
    path: ['code'],
  })

export const said = z.object({ code: z.string(), text: z.string() }).loose().meta({ id: 'PriceRemark' })

export const priceLineShape = z
  .object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    kind: z.string(),
    unit: z.string(),
    quantity: z.number(),
    unitCents: cents,
    percent: z.number(),
    amountCents: cents,
    insuranceClass: z.string(),
    rules: z.array(z.string()),
    certainty: z.string(),
    counted: z.array(z.object({ zh: z.string(), en: z.string() })),
  })
  .loose()
  .meta({ id: 'PriceLine' })

/** A problem or remark with its text in the language of the request. */
export function saying(problems: readonly ChargeProblem[], language: Language): z.infer<typeof said>[] {
  return problems.map((problem) => ({ ...problem, text: renderChargeProblem(problem, language) }))
}
