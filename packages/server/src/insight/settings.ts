import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { FIGURE_IDS, REPORT_FORMATS } from '@yingma/insight'
import { z } from 'zod'
import type { DeskSettings } from './desk.ts'

const name = z.string().min(1).max(200)

const EVERY = ['day', 'week', 'month'] as const

const report = z.strictObject({
  /** Start of the file's name. */
  id: z.string().regex(/^[0-9a-z-]{1,60}$/),
  every: z.enum(EVERY),
  format: z.enum(REPORT_FORMATS),
  language: z.enum(['zh', 'en']).default('zh'),
  /** Code of the institution that it is about; none: the suppressed sum of the region. */
  institution: name.optional(),
  figures: z
    .array(z.enum(FIGURE_IDS as [string, ...string[]]))
    .min(1)
    .optional(),
  /** Months that it looks back, the present one included. */
  months: z.number().int().min(1).max(120).default(12),
  folder: name,
})

const file = z.strictObject({
  folder: name,
  engine: name.optional(),
  places: z.record(name, z.array(name).min(1)).default({}),
  reports: z.array(report).max(200).default([]),
})

export type ScheduledReport = z.infer<typeof report>

/** What a server is told about figures: where they lie, what institutions are called in them, which reports are due. */
export interface InsightSettings extends DeskSettings {
  readonly reports: readonly ScheduledReport[]
}

export interface SettingsProblem {
  readonly code: 'insight-settings-invalid'
  readonly file: string
  readonly place: string
  readonly rule: string
}

/** Reads the settings from a JSON file; folders in it are beside the file. Everything wrong is told with its place. */
export function readInsightSettings(
  path: string,
):
  | { readonly ok: true; readonly settings: InsightSettings }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] } {
  const bad = (place: string, rule: string): SettingsProblem => ({
    code: 'insight-settings-invalid',
    file: path,
    place,
    rule,
  })
  let said: unknown
  try {
    said = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return { ok: false, problems: [bad('', (error as Error).message)] }
  }
  const read = file.safeParse(said)
  if (!read.success)
    return { ok: false, problems: read.error.issues.map((issue) => bad(issue.path.join('.'), issue.message)) }
  const { folder, engine, places, reports } = read.data
  const unknown = reports.findIndex(
    ({ institution }) => institution !== undefined && !Object.hasOwn(places, institution),
  )
  if (unknown >= 0)
    return { ok: false, problems: [bad(`reports.${unknown}.institution`, Object.keys(places).join(' | '))] }
  const beside = (each: string) => resolve(dirname(path), each)
  return {
    ok: true,
    settings: {
      folder: beside(folder),
      places,
      reports: reports.map((each) => ({ ...each, folder: beside(each.folder) })),
      ...(engine === undefined ? {} : { address: engine }),
    },
  }
}
