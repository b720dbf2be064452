import { OVERRIDE_REASONS } from '@yingma/edition'
import { z } from 'zod'
import { CHANGE_KINDS } from './change.ts'

/** One line without control characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const LINE = /^(?:[^\u0000-\u001f\u007f\ud800-\udfff])*$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const PLAIN = /^(?:[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff])*$/u

/** Whether anything of a text can be seen. */
const isSeen = (text: string): boolean => /[^\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u.test(text)
const NOTHING_SEEN = 'no text, only spaces'

/** A line that people tell proposals apart by: signs that turn the direction of writing would let it say something else. */
const title = (max: number) =>
  line(max)
    .refine(isSeen, NOTHING_SEEN)
    .refine((text) => !/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text), 'signs of writing direction')

const line = (max: number, min = 1) => z.string().min(min).max(max).regex(LINE)
const day = z.iso.date()
const codeText = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[0-9A-Za-z-]+$/)

const codes = z.array(codeText).min(1).max(200)
const cells = z.record(line(60), line(2000, 0)).describe('cells by column')
const rows = z.array(cells).max(200)
const file = z
  .string()
  .max(100)
  .regex(/^[a-z0-9./-]{1,100}$/)
const dictionary = z
  .string()
  .max(60)
  .regex(/^[a-z-]{1,60}$/)
const leaving = { reason: line(500), date: day }

const itemChanges = [
  z.strictObject({ kind: z.literal('add'), subject: z.literal('item'), codes, note: line(500, 0).optional() }),
  z.strictObject({
    kind: z.literal('retire'),
    subject: z.literal('item'),
    code: codeText,
    successors: codes,
    ...leaving,
  }),
  z.strictObject({
    kind: z.literal('change'),
    subject: z.literal('item'),
    code: codeText,
    successors: codes,
    reason: line(500),
  }),
  z.strictObject({ kind: z.literal('merge'), subject: z.literal('item'), codes, into: codeText, ...leaving }),
  z.strictObject({ kind: z.literal('split'), subject: z.literal('item'), code: codeText, into: codes, ...leaving }),
  z.strictObject({
    kind: z.literal('re-word'),
    subject: z.literal('item'),
    code: codeText,
    name: line(200).optional(),
    nameEn: line(300).optional(),
    reason: z.enum(OVERRIDE_REASONS),
  }),
] as const

const value = { subject: z.literal('facet-value'), dictionary } as const
const valueChanges = [
  z.strictObject({ kind: z.literal('add'), ...value, row: cells }),
  z.strictObject({ kind: z.enum(['change', 're-word']), ...value, code: codeText, cells }),
  z.strictObject({ kind: z.literal('retire'), ...value, code: codeText }),
  z.strictObject({ kind: z.literal('merge'), ...value, codes, into: codeText, ...leaving }),
  z.strictObject({ kind: z.literal('split'), ...value, code: codeText, into: codes, ...leaving }),
] as const

/** One change of the standard, as it is asked for. */
const change = z
  .union([
    ...itemChanges,
    ...valueChanges,
    z.strictObject({
      kind: z.enum(CHANGE_KINDS),
      subject: z.enum(['rule', 'lexicon-term']),
      file,
      before: rows,
      after: rows,
    }),
  ])
  .meta({ id: 'StandardChange' })

/** Changes of one proposal. */
export const changesSchema = z.array(change).min(1).max(50)

/** A proposal as it is handed in: over HTTP, or in a file. */
export const contentSchema = z
  .strictObject({
    title: z.strictObject({ zh: title(200), en: title(300) }),
    reason: z.string().min(1).max(5000).regex(PLAIN).refine(isSeen, NOTHING_SEEN),
    changes: changesSchema,
    names: z
      .array(z.strictObject({ name: line(500), exams: z.number().int().min(0).max(1e12) }))
      .max(200)
      .default([])
      .describe('local names that led to it; everybody with a role sees them'),
    evidence: z.array(z.uuid()).max(50).default([]),
    promotes: z
      .array(z.strictObject({ institutionId: z.uuid(), code: codeText, into: codeText }))
      .max(500)
      .optional()
      .describe('own items of institutions that an item of the standard follows, once this is released'),
  })
  .meta({ id: 'ProposalContent' })
