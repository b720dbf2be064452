import { type EarlierExam, earlierExams, TOKEN_PATTERN } from '@yingma/insight'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import type { OrderDesk } from '../../insight/order-desk.ts'
import { viewerOf } from '../../insight/viewer-of.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { defined } from '../catalogues/names.ts'
import {
  codes,
  earlierExam,
  orderLine,
  orderNote,
  person,
  reason,
  saidNotes,
  wallClock,
} from '../dictionary/order-shapes.ts'

const CALLS_PER_MINUTE = 1200

const patient = {
  institutionId: id.optional().describe('with a token: the institution that asks'),
  token: z
    .string()
    .max(46)
    .regex(TOKEN_PATTERN)
    .optional()
    .describe('linkage token of the patient, made by the institution with `yingma token`: exams in the mart are added'),
  earlier: z.array(earlierExam).max(200).default([]),
}

const verdict = z.object({
  code: z.string(),
  advice: z.enum(['recognise', 'together', 'repeat', 'perform']),
  reason: z.string().nullable(),
  list: z.string().nullable(),
  windowDays: z.number().nullable(),
  earlier: z.array(
    z.object({
      exam: z.string(),
      code: z.string(),
      institution: z.string(),
      at: z.string(),
      relation: z.string().nullable(),
      isRecognised: z.boolean(),
      why: z.array(z.string()),
      ageDays: z.number().nullable(),
    }),
  ),
})

/** Mutual recognition and the check of orders. Nothing that is sent is kept or logged. */
export function registerRecognition(instance: FastifyInstance, context: Context, orders: OrderDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['recognition']
  const config = { rateLimit: { max: CALLS_PER_MINUTE, timeWindow: '1 minute' } }

  app.post(
    '/recognise',
    {
      config,
      schema: {
        tags,
        summary: 'Which earlier exams of a patient stand for an intended order, and why or why not',
        description:
          'Patients are tokens, never names or numbers. The doctor decides: one of the six reasons lets an exam be repeated.',
        body: z.strictObject({
          ...patient,
          intended: z.strictObject({ codes, at: wallClock, reason: reason.optional(), ...person }),
        }),
        response: { 200: z.object({ orders: z.array(verdict) }) },
      },
    },
    async (request) => {
      const given = request.body.earlier.map((exam) => defined(exam) as EarlierExam)
      const found = await byToken(request.body)
      const earlier = [...given, ...found]
      const exams = new Map(earlier.map((exam) => [exam.id, exam]))
      // Of what was looked up, only what has to do with the order is told.
      const isUnrelated = ({ exam, relation }: { exam: string; relation: string | null }) =>
        (relation === null || relation === 'other') && found.some(({ id: own }) => own === exam)
      const verdicts = orders.recogniser.recognise(defined(request.body.intended), earlier)
      return {
        orders: verdicts.map((each) => ({
          ...each,
          earlier: each.earlier
            .filter((one) => !isUnrelated(one))
            .map((one) => ({
              ...one,
              why: [...one.why],
              institution: exams.get(one.exam)?.institution ?? '',
              at: exams.get(one.exam)?.at ?? '',
            })),
        })),
      }

      async function byToken(body: typeof request.body): Promise<readonly EarlierExam[]> {
        signedIn(request)
        if (body.token === undefined) return []
        const { insight } = context
        if (insight === undefined) throw new HttpProblem({ code: 'insight-not-set-up' })
        if (body.institutionId === undefined) {
          const error = { in: 'body', field: 'institutionId', rule: 'required', message: 'with token' } as const
          throw new HttpProblem({ code: 'request-invalid', errors: [error] })
        }
        await viewerOf(request, context, insight, body.institutionId)
        const mart = await insight.mart()
        if (!mart.ok) throw new HttpProblem(mart.problem)
        return await earlierExams(mart.value, body.token)
      }
    },
  )

  app.post(
    '/orders/check',
    {
      config,
      schema: {
        tags,
        summary: 'Checks an order before it is signed',
        description:
          'Recognisable and duplicate exams, lines that are part of one another or can be one exam, sides that are not said, codes that do not mean what the words say. Advice, never a refusal.',
        body: z.strictObject({
          lines: z.array(orderLine).min(1).max(50),
          pending: z.array(orderLine).max(50).default([]),
          at: wallClock,
          ...person,
          earlier: patient.earlier,
        }),
        response: {
          200: z.array(orderNote),
        },
      },
    },
    (request) => {
      signedIn(request)
      const { lines, pending, at, sex, age, earlier } = request.body
      const order = {
        at,
        lines: lines.map((each) => defined(each)),
        pending: pending.map((each) => defined(each)),
        ...(sex === undefined ? {} : { sex }),
        ...(age === undefined ? {} : { age }),
      }
      const notes = orders.check(
        order,
        earlier.map((exam) => defined(exam) as EarlierExam),
      )
      return saidNotes(notes, languageOf(request))
    },
  )
}
