import type { Language } from '@yingma/core'
import { type OrderNote, REPEAT_REASON_IDS, renderOrderNote } from '@yingma/insight'
import { z } from 'zod'
import { codeText, line } from '../../http/fields.ts'

export const wallClock = z
  .string()
  .max(19)
  .regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/)
  .describe('wall-clock time, 2026-03-01T08:30:00 or a day')
export const person = { sex: z.enum(['M', 'F']).optional(), age: z.number().min(0).max(130).optional() }
export const reason = z.enum(REPEAT_REASON_IDS)
export const codes = z.array(codeText).min(1).max(20)

export const earlierExam = z
  .strictObject({
    id: line(64),
    codes,
    institution: line(200),
    at: wallClock,
    marks: z.array(line(40)).max(20).optional(),
    ...person,
  })
  .meta({ id: 'EarlierExam' })

export const orderLine = z.strictObject({
  id: line(64),
  code: codeText.optional(),
  text: line(500).optional(),
  reason: reason.optional(),
})

export const orderNote = z.object({ code: z.string(), lines: z.array(z.string()), text: z.string() }).loose()

/** Notes with their text in the language of the reader. */
export function saidNotes(notes: readonly OrderNote[], language: Language): z.infer<typeof orderNote>[] {
  return notes.map((note) => ({ ...note, lines: [...note.lines], text: renderOrderNote(note, language) }))
}
