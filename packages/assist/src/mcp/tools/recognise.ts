import { z } from 'zod'
import { code, line } from '../fields.ts'
import type { EarlierExam, IntendedExam } from '../library.ts'
import { defineTool, said } from '../tool.ts'

const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/u)
  .describe('wall-clock time, 2026-03-01T08:30:00 or a day')
const person = { sex: z.enum(['M', 'F']).optional(), age: z.number().min(0).max(130).optional() }

export const recognise = defineTool({
  name: 'recognise',
  title: { zh: '互认：先前的检查能否代替', en: 'Recognition of earlier exams' },
  description: {
    zh: '对照区域互认清单，判断先前的检查能否代替要做的检查。检查用假名标识，不要写姓名或证件号。决定由医生作出。',
    en: 'Says against the recognition lists of the region whether earlier exams stand for those intended. Exams carry pseudonymous ids: no names, no numbers of persons. The doctor decides.',
  },
  input: z.strictObject({
    intended: z.strictObject({ codes: z.array(code).min(1).max(20), at: moment, ...person }),
    earlier: z
      .array(
        z.strictObject({
          id: line(64),
          codes: z.array(code).min(1).max(20),
          institution: line(100),
          at: moment,
          marks: z.array(line(40)).max(20).optional(),
          ...person,
        }),
      )
      .max(100),
  }),
  output: z.object({
    edition: z.string(),
    orders: z.array(
      z.object({
        code: z.string(),
        advice: z.string().describe('recognise, together (several earlier exams), repeat, perform'),
        list: z.string().nullable(),
        windowDays: z.number().nullable(),
        earlier: z.array(
          z.object({
            exam: z.string(),
            code: z.string(),
            relation: z.string().nullable(),
            isRecognised: z.boolean(),
            why: z.array(z.string()),
            ageDays: z.number().nullable(),
          }),
        ),
      }),
    ),
  }),
  run({ intended, earlier }, { library }) {
    const verdicts = library.recognise(said(intended) as IntendedExam, earlier.map(said) as readonly EarlierExam[])
    const orders = verdicts.map(({ code, advice, list, windowDays, earlier: exams }) => ({
      code,
      advice,
      list,
      windowDays,
      earlier: exams.map(({ why, ...exam }) => ({ ...exam, why: [...why] })),
    }))
    return { answer: { edition: library.edition.version, orders } }
  },
})
