import { explainSuspicion, type PriceLibrary } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { SUSPICION_EVENTS, SUSPICION_STATUSES, type SuspicionCase, type SuspicionState } from '@yingma/store'
import { z } from 'zod'
import { day, flag, id, line, listOf } from '../../http/fields.ts'
import { cents, examItem, modifiers } from './price-shapes.ts'

/** Shapes of charge audits and suspicions. Amounts are whole cents. */
const chargedLine = z.strictObject({
  id: line(60),
  code: line(60),
  name: line(300).optional(),
  kind: z.enum(['film', 'service']).optional(),
  quantity: z.number().min(-10_000).max(10_000),
  amountCents: z.number().int().min(-1e11).max(1e11),
})

export const chargedExam = z.strictObject({
  id: line(200).describe('number of the order; never a person'),
  date: day,
  items: z.array(examItem).max(50),
  modifiers: modifiers.optional(),
  lines: z.array(chargedLine).max(200),
  sex: z.enum(['male', 'female']).optional(),
  performed: z.boolean().optional(),
  guidance: z.boolean().optional(),
  filmConsent: z.boolean().optional(),
  filmsPrinted: z.number().int().min(0).max(1000).optional(),
  inpatient: z.boolean().optional(),
  department: line(100).optional().describe('department that ordered the exam'),
  indicated: z.boolean().optional().describe('whether the order gives an indication; left out where nobody knows'),
})

export const chargeAudit = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    title: z.string(),
    jurisdiction: z.string(),
    createdBy: z.uuid(),
    createdAt: z.string(),
    sessions: z.number().int(),
    suspicions: z.number().int(),
  })
  .meta({ id: 'ChargeAudit' })

export const suspicion = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    auditId: z.uuid(),
    session: z.string(),
    day: z.string(),
    kind: z.string().describe('75 … 99 of the national list, or ceiling, excluded, beyond'),
    certainty: z.enum(['F', 'I', 'A']),
    warning: z.boolean(),
    stakeCents: cents,
    evidence: z.array(z.object({ code: z.string() }).loose()),
    text: z.array(z.string()).describe('the kind, then its evidence, in words'),
    lines: z.array(z.string()),
    foundAt: z.string(),
    status: z.enum(SUSPICION_STATUSES),
    version: z.number().int(),
    returnedCents: cents,
  })
  .meta({ id: 'Suspicion' })

/** Which suspicions, in a query. */
export const suspicionFilter = {
  institutionId: id.optional(),
  auditId: id.optional(),
  kind: line(20).optional(),
  status: listOf(SUSPICION_STATUSES).optional().describe('comma separated'),
  warning: flag.optional(),
}

export const suspicionCase = suspicion.extend({
  exam: z
    .object({ id: z.string(), date: z.string(), lines: z.array(z.unknown()), items: z.array(z.unknown()) })
    .loose(),
  events: z.array(
    z.object({
      version: z.number().int(),
      kind: z.enum(SUSPICION_EVENTS),
      reason: z.string(),
      returnedCents: cents,
      actor: z.uuid(),
      at: z.string(),
    }),
  ),
})

/** A suspicion with its text in the language of the request. */
export function suspicionJson(
  state: SuspicionState,
  prices: PriceLibrary,
  language: Language,
): z.infer<typeof suspicion> {
  const told = { ...state, exam: state.session, rebuttals: [], closing: null }
  return {
    ...state,
    evidence: state.evidence.map((one) => ({ ...one })),
    lines: [...state.lines],
    text: [...explainSuspicion(told, prices.schedules, language)],
  }
}

export function caseJson(
  { path: _, exam, events, ...state }: SuspicionCase,
  prices: PriceLibrary,
  language: Language,
): z.infer<typeof suspicionCase> {
  return {
    ...suspicionJson(state, prices, language),
    exam: { ...exam, lines: [...exam.lines], items: [...exam.items] },
    events: events.map((event) => ({ ...event })),
  }
}
