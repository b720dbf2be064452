import { DEFAULT_BASE_URI, type Edition, type Language } from '@yingma/core'
import type { OrderNote } from '@yingma/insight'
import { z } from 'zod'

const action = z.object({
  type: z.literal('create'),
  description: z.string(),
  resource: z.object({
    resourceType: z.literal('ServiceRequest'),
    status: z.literal('draft'),
    intent: z.literal('order'),
    subject: z.object({ reference: z.string() }).optional(),
    code: z.object({
      coding: z.array(z.object({ system: z.string(), code: z.string(), display: z.string() })),
      text: z.string(),
    }),
  }),
})

export const suggestion = z.object({ label: z.string(), uuid: z.uuid(), actions: z.array(action) })

type Suggestion = z.infer<typeof suggestion>

/** What a record system can do at a key: drafts of what is left of an order set, all of it or each item alone. */
export function suggestionsOf(
  note: OrderNote,
  language: Language,
  edition: Edition,
  patientId: string | undefined,
): Suggestion[] {
  if (note.code !== 'order.set') return []
  const actions = note.missing.flatMap(({ code }) => actionFor(code, language, edition, patientId))
  const all = language === 'zh' ? `开出“${note.name}”其余各项` : `order the rest of '${note.nameEn}'`
  const each = actions.map((one) => ({ label: one.description, uuid: crypto.randomUUID(), actions: [one] }))
  return actions.length === 1 ? each : [{ label: all, uuid: crypto.randomUUID(), actions }, ...each]
}

function actionFor(
  code: string,
  language: Language,
  edition: Edition,
  patientId: string | undefined,
): z.infer<typeof action>[] {
  const item = edition.byCode.get(code.toUpperCase())
  if (item === undefined) return []
  const name = language === 'zh' ? item.name : item.nameEn
  return [
    {
      type: 'create',
      description: name,
      resource: {
        resourceType: 'ServiceRequest',
        status: 'draft',
        intent: 'order',
        ...(patientId === undefined ? {} : { subject: { reference: `Patient/${patientId}` } }),
        code: {
          coding: [{ system: `${DEFAULT_BASE_URI}/${item.facets.scheme}`, code: item.code, display: item.name }],
          text: item.name,
        },
      },
    },
  ]
}
