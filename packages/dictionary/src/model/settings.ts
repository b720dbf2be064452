import type { Text } from '@yingma/core'
import { z } from 'zod'

/** What an import file or a live table can hold of an item; one column of a hospital system each. */
export const FIELDS = [
  'code',
  'name',
  'nameEn',
  'pinyin',
  'modality',
  'device',
  'room',
  'part',
  'side',
  'contrast',
  'minutes',
  'preparation',
  'safety',
  'alias',
  'charges',
  'price',
  'insurance',
  'active',
  'oldCodes',
] as const
export type Field = (typeof FIELDS)[number]

const DIALECTS = ['postgresql', 'mysql', 'sqlserver', 'oracle'] as const

const text = z.string().min(1).max(2000)
const day = z.iso.date()

/** A column of a hospital system. `length` counts as `unit` of the target says; `cut` lets longer values be cut, never codes or names. */
const column = z.strictObject({
  name: z.string().min(1).max(128),
  length: z.number().int().min(1).max(100_000).optional(),
  cut: z.boolean().optional(),
})

const target = z.strictObject({
  /** Names the files: `his`, `ris`, `pacs` … */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  table: z.string().min(1).max(128),
  schema: z.string().min(1).max(128).optional(),
  columns: z.partialRecord(z.enum(FIELDS), column),
  /** What a length counts: characters, or bytes of the encoding of the database. */
  unit: z.enum(['characters', 'bytes']).default('characters'),
  encoding: z.enum(['utf-8', 'gb18030']).default('utf-8'),
  dialect: z.enum(DIALECTS).default('postgresql'),
  /** How the column `active` says yes and no. */
  yes: z.string().min(1).max(20).default('1'),
  no: z.string().min(1).max(20).default('0'),
})

const selector = {
  codes: z.array(text).optional(),
  modality: text.optional(),
  contrast: z.enum(['none', 'with', 'both']).optional(),
  /** Beginning of the part field of the code: `0401` is everything in the lungs. */
  part: text.optional(),
  /** The scan field of the code, e.g. `12` low dose: what contrast alone does not tell apart. */
  scan: text.optional(),
}

const settingsSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('yingma-dictionary'),
  institution: text,
  /** Items of the edition that the hospital wants beside those that it has volumes of. */
  chosen: z.array(text).default([]),
  /** Items that stay in the dictionary but cannot be ordered. */
  inactive: z.array(text).default([]),
  /** Items of the hospital's own under official ones: the first component is the parent. */
  local: z
    .array(
      z.strictObject({
        suffix: z.string().regex(/^[0-9A-Z]{1,8}$/),
        name: text,
        components: z.array(text).min(1).max(20),
      }),
    )
    .default([]),
  /** Shorter names for a target whose column is too short; the code says of what. */
  shortNames: z.record(z.string(), text).default({}),
  aliases: z.record(z.string(), z.array(text)).default({}),
  devices: z
    .array(
      z.strictObject({
        id: text,
        name: text,
        modality: text,
        room: z.string().default(''),
        station: z.string().max(16).default(''),
        /** Only these parts of the body (beginnings of the part field); none means all. */
        parts: z.array(text).default([]),
      }),
    )
    .default([]),
  protocols: z
    .array(z.strictObject({ item: text, device: text, protocol: text, note: z.string().default('') }))
    .default([]),
  /** Duration, preparation and safety note: the hospital's own words, the last one that fits wins field by field. */
  notes: z
    .array(
      z.strictObject({
        ...selector,
        minutes: z.number().int().min(1).max(1440).optional(),
        preparation: text.optional(),
        safety: text.optional(),
      }),
    )
    .default([]),
  /** Insurance code by price item. */
  insurance: z.record(z.string(), text).default({}),
  /** Order sets of the hospital: changed and added ones; `null` takes a shipped one away. */
  sets: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,60}$/),
      z
        .strictObject({
          name: text,
          nameEn: z.string().default(''),
          codes: z.array(text).min(1).max(40),
          /** Who is offered it at order time; not said: as the shipped set of this id, or everybody. */
          specialties: z.array(z.string().min(1).max(60)).max(40).optional(),
        })
        .nullable(),
    )
    .default({}),
  /** Old prices that differ from one another and were looked at: the new item, and why it is right. */
  priceMergesAccepted: z.record(z.string(), text).default({}),
  /** Items that have no price, or not the whole of it, in the schedule, and what holds instead. */
  withoutPriceAccepted: z.record(z.string(), text).default({}),
  /** While old and new names stand side by side the new ones carry a `*` in front. */
  parallel: z.strictObject({ from: day, to: day }).optional(),
  targets: z.array(target).default([]),
})

/** Everything that a hospital says about its dictionary beside its decisions on names. */
export type Settings = z.output<typeof settingsSchema>
export type Target = Settings['targets'][number]
export type Device = Settings['devices'][number]

export type SettingsProblem =
  | { readonly code: 'dictionary-settings-json'; readonly file: string }
  | {
      readonly code: 'dictionary-settings-value'
      readonly file: string
      readonly at: string
      readonly expected: Text
    }
  | { readonly code: 'dictionary-settings-code'; readonly file: string; readonly at: string; readonly value: string }

export type SettingsRead =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] }

/** Settings that say nothing but whose dictionary it is: no import files then. */
export function emptySettings(institution: string): Settings {
  return settingsSchema.parse({ format: 'yingma-dictionary', institution })
}

/**
 * Reads the settings from parsed JSON. Unknown keys and wrong values are named with their place; `isCode` says whether a
 * text means an item of the edition, a device's form of one, or a local item.
 */
export function readSettings(file: string, json: unknown, isCode: (code: string) => boolean): SettingsRead {
  const parsed = settingsSchema.safeParse(json)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      code: 'dictionary-settings-value' as const,
      file,
      at: issue.path.length === 0 ? '$' : issue.path.join('.'),
      expected: { zh: inChinese(issue), en: issue.message },
    }))
    return { ok: false, problems }
  }
  const settings = parsed.data
  const problems = codesOf(settings)
    .filter(({ value }) => !isCode(value))
    .map(({ at, value }) => ({ code: 'dictionary-settings-code' as const, file, at, value }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings }
}

const { localeError } = z.locales.zhCN()

/** The rule that a value breaks, as the library words it in Chinese. */
function inChinese(issue: z.core.$ZodIssue): string {
  const said = localeError(issue as z.core.$ZodRawIssue)
  return (typeof said === 'string' ? said : said?.message) ?? issue.message
}

function codesOf(settings: Settings): readonly { readonly at: string; readonly value: string }[] {
  const list = (at: string, values: readonly string[]) => values.map((value, i) => ({ at: `${at}.${i}`, value }))
  return [
    ...list('chosen', settings.chosen),
    ...settings.local.flatMap(({ components }, i) => list(`local.${i}.components`, components)),
    ...settings.notes.flatMap(({ codes = [] }, i) => list(`notes.${i}.codes`, codes)),
    ...Object.entries(settings.sets).flatMap(([id, set]) => list(`sets.${id}.codes`, set?.codes ?? [])),
  ]
}
