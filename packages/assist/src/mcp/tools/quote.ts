import {
  type ExamSession,
  explainQuote,
  fixedYuan,
  MODIFIERS,
  type Modifiers,
  type PriceSchedule,
  type Quote,
  renderChargeProblem,
  selectSchedule,
} from '@yingma/charge'
import type { Language } from '@yingma/core'
import { z } from 'zod'
import { code, day, line } from '../fields.ts'
import type { AgentLibrary } from '../library.ts'
import { agentTexts } from '../texts/agent-texts.ts'
import { defineTool, said, type Told } from '../tool.ts'

const modifiers = z
  .partialRecord(z.enum(MODIFIERS), z.union([z.boolean(), z.number().int().min(0).max(100), z.array(line(40)).max(20)]))
  .describe('true, a number where it counts (fetuses), words where it names techniques')

const sentence = z.object({ code: z.string(), text: z.string() })

const output = z.object({
  schedule: z.object({ id: z.string(), title: z.string(), invented: z.boolean() }),
  date: z.string(),
  total: z.string().describe('yuan with two digits'),
  partial: z.boolean().describe('true: something of the exam has no price and is not in the total'),
  lines: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      quantity: z.number(),
      unitPrice: z.string(),
      percent: z.number(),
      amount: z.string(),
      insuranceClass: z.string(),
      rules: z.array(z.string()),
      items: z.array(z.string()),
      text: z.string(),
    }),
  ),
  steps: z.array(sentence).describe('what each rule did, in order: the explanation of the price'),
  unpriced: z.array(sentence),
  warnings: z.array(sentence),
})

export const quote = defineTool({
  name: 'quote',
  title: { zh: '一次检查的报价', en: 'Price of one exam' },
  description: {
    zh: '一次检查（一个病人、一次就诊）的报价：逐行数量、单价、比例、金额；steps 说明每条规则做了什么。不给价表时取地区在当日有效的那一个。',
    en: 'Price of one exam session: quantity, unit price, percentage and amount of every line; steps say what each rule did. Without a schedule, that of the jurisdiction in force on the day.',
  },
  input: z.strictObject({
    items: z
      .array(
        z.strictObject({ code, count: z.number().int().min(1).max(20).optional(), modifiers: modifiers.optional() }),
      )
      .min(1)
      .max(50),
    modifiers: modifiers.optional(),
    date: day.optional().describe('day of the exam; the first day of the schedule if not said'),
    schedule: line(80).optional(),
    jurisdiction: line(40).default('江西省'),
  }),
  output,
  run({ items, schedule, jurisdiction, date, ...more }, { library, language }) {
    const found = scheduleOf(library, { schedule, jurisdiction, date }, language)
    if ('problem' in found) return found
    const priced = found.answer
    const session = {
      date: date ?? priced.validFrom,
      items: items.map(said),
      ...(more.modifiers === undefined ? {} : { modifiers: more.modifiers as Modifiers }),
    } as ExamSession
    const quoted = library.pricerOf(priced).quote(session)
    if (!quoted.ok)
      return { problem: quoted.problems.map((problem) => renderChargeProblem(problem, language)).join('\n') }
    return { answer: quoteOf(quoted, priced, session.date, language) }
  },
})

function scheduleOf(
  { schedules }: AgentLibrary,
  asked: { schedule: string | undefined; jurisdiction: string; date: string | undefined },
  language: Language,
): Told<PriceSchedule> {
  if (asked.schedule !== undefined) {
    const found = schedules.find(({ id }) => id === asked.schedule)
    return found === undefined
      ? { problem: agentTexts[language].noSchedule(schedules.map(({ id }) => id)) }
      : { answer: found }
  }
  const day = asked.date ?? new Date().toISOString().slice(0, 10)
  const found = selectSchedule(schedules, asked.jurisdiction, day)
  return found.ok
    ? { answer: found.schedule }
    : { problem: found.problems.map((problem) => renderChargeProblem(problem, language)).join('\n') }
}

function quoteOf(quoted: Quote, schedule: PriceSchedule, date: string, language: Language): z.infer<typeof output> {
  const words = explainQuote(quoted, schedule, language)
  const problem = (found: Quote['warnings'][number]) => ({
    code: found.code,
    text: renderChargeProblem(found, language),
  })
  return {
    schedule: { id: schedule.id, title: schedule.title[language], invented: schedule.invented },
    date,
    total: fixedYuan(quoted.totalCents),
    partial: quoted.partial,
    lines: quoted.lines.map((priceLine, at) => ({
      code: priceLine.code,
      name: language === 'en' && priceLine.nameEn !== '' ? priceLine.nameEn : priceLine.name,
      unit: priceLine.unit,
      quantity: priceLine.quantity,
      unitPrice: fixedYuan(priceLine.unitCents),
      percent: priceLine.percent,
      amount: fixedYuan(priceLine.amountCents),
      insuranceClass: priceLine.insuranceClass,
      rules: [...priceLine.rules],
      items: [...priceLine.items],
      text: words.lines[at] ?? '',
    })),
    steps: quoted.steps.map((step, at) => ({ code: step.code, text: words.steps[at] ?? '' })),
    unpriced: quoted.unpriced.map(problem),
    warnings: quoted.warnings.map(problem),
  }
}
