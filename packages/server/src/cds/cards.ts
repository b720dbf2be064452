import type { Edition, Language } from '@yingma/core'
import { type OrderNote, REPEAT_REASONS, renderOrderNote } from '@yingma/insight'
import { z } from 'zod'
import { REASON_SYSTEM } from './read-request.ts'
import { suggestion, suggestionsOf } from './suggestions.ts'

const coding = z.object({ system: z.string(), code: z.string(), display: z.string() })

export const card = z
  .object({
    uuid: z.uuid(),
    summary: z.string(),
    detail: z.string(),
    indicator: z.enum(['info', 'warning', 'critical']),
    source: z.object({ label: z.string(), topic: coding }),
    suggestions: z.array(suggestion).optional(),
    selectionBehavior: z.enum(['any', 'at-most-one']).optional(),
    overrideReasons: z.array(coding).optional(),
  })
  .meta({ id: 'CdsCard' })

type Card = z.infer<typeof card>

/** Notes about what may be a mistake warn; what can be thought over informs. Nothing is critical: the doctor decides. */
const WARNS: ReadonlySet<OrderNote['code']> = new Set([
  'order.side-missing',
  'order.recognisable',
  'order.duplicate',
  'order.twice',
  'order.confusable-code',
  'order.text-differs',
])
const REPEATED: ReadonlySet<OrderNote['code']> = new Set(['order.recognisable', 'order.duplicate'])
const LONGEST_SUMMARY = 139

/** Cards of notes; one whose reason to repeat was given already is left out. */
export function cardsOf(
  notes: readonly OrderNote[],
  language: Language,
  edition: Edition,
  patientId: string | undefined,
): Card[] {
  return notes
    .filter((note) => !('reason' in note) || note.reason === null)
    .map((note) => {
      const suggestions = suggestionsOf(note, language, edition, patientId)
      const offered = suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'any' as const }
      return { ...cardOf(note, language), ...offered }
    })
}

function cardOf(note: OrderNote, language: Language): Card {
  const text = renderOrderNote(note, language)
  return {
    uuid: crypto.randomUUID(),
    summary: [...text].length > LONGEST_SUMMARY ? `${[...text].slice(0, LONGEST_SUMMARY - 1).join('')}…` : text,
    detail: text,
    indicator: WARNS.has(note.code) ? 'warning' : 'info',
    source: {
      label: language === 'zh' ? '影码 医嘱核对' : 'Yingma order check',
      topic: { system: 'https://w3id.org/yingma/order-note', code: note.code, display: note.code },
    },
    ...(REPEATED.has(note.code) ? { overrideReasons: reasons(language) } : {}),
  }
}

function reasons(language: Language): z.infer<typeof coding>[] {
  return Object.entries(REPEAT_REASONS).map(([code, text]) => ({
    system: REASON_SYSTEM,
    code,
    display: text[language],
  }))
}
