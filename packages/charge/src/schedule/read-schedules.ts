import type { PriceSchedule, Unreachable } from '../model/schedule.ts'
import type { ScheduleProblem } from '../problems/charge-problem.ts'
import { type FieldReader, fieldReader, isRecord, isTexts, readJson } from './read-fields.ts'
import { readItems } from './read-items.ts'
import {
  readImplied,
  readModifiers,
  readNames,
  readParts,
  readPositions,
  readScans,
  readVocabularies,
} from './read-mapping.ts'
import { readRules, readSwitches } from './read-rules.ts'
import { readTable } from './read-table.ts'

/** The files of one schedule, by name, as a loader finds them in its folder. */
export interface ScheduleFiles {
  /** Name of the folder. */
  readonly id: string
  readonly files: Readonly<Record<string, string>>
}

export interface SchedulesRead {
  readonly schedules: readonly PriceSchedule[]
  readonly problems: readonly ScheduleProblem[]
}

type TableId =
  | 'items'
  | 'vocabularies'
  | 'parts'
  | 'scans'
  | 'implied'
  | 'modifiers'
  | 'positions'
  | 'rules'
  | 'switches'
  | 'unreachable'
  | 'names'

/** A table found: where it stands, for messages, and its text. */
interface Found {
  readonly file: string
  readonly text: string
}

/**
 * Reads schedules from their files. A schedule may take tables of another one (`inherits`: their mapping is the same where
 * both follow the same national guide). A schedule with defects is left out and its defects are listed.
 */
export function readSchedules(folders: readonly ScheduleFiles[]): SchedulesRead {
  const problems: ScheduleProblem[] = []
  const schedules: PriceSchedule[] = []
  for (const folder of folders) {
    const before = problems.length
    const schedule = readSchedule(folder, folders, problems)
    if (schedule && problems.length === before) schedules.push(schedule)
  }
  return { schedules, problems }
}

function readSchedule(
  folder: ScheduleFiles,
  folders: readonly ScheduleFiles[],
  problems: ScheduleProblem[],
): PriceSchedule | null {
  const head = headOf(folder, problems)
  if (head === null) return null
  const tables = (id: TableId): readonly Found[] => findTables(folder, folders, id, problems)
  const all = <T>(
    id: TableId,
    read: (file: string, text: string, problems: ScheduleProblem[]) => readonly T[],
  ): readonly T[] => tables(id).flatMap(({ file, text }) => read(file, text, problems))
  const codes = head.choice('codes', ['national-15', 'free'])
  const items = all('items', (file, text, p) => readItems(file, text, codes, p))
  const switches = all('switches', readSwitches)
  const settings = Object.fromEntries(switches.map((s) => [s.id, s.default]))
  return {
    id: folder.id,
    title: head.bilingual('title'),
    jurisdiction: head.text('jurisdiction'),
    hospitalLevel: head.text('hospitalLevel'),
    validFrom: head.text('validFrom'),
    validTo: head.raw('validTo') === null ? null : head.text('validTo'),
    invented: head.raw('invented') === true,
    codes,
    source: head.bilingual('source'),
    items,
    byCode: new Map(items.map((item) => [item.code, item])),
    vocabularies: vocabularies(all('vocabularies', readVocabularies)),
    rules: all('rules', readRules),
    switches,
    settings: { ...settings, ...ownSettings(head) },
    mapping: {
      parts: all('parts', readParts),
      scans: all('scans', readScans),
      implied: all('implied', readImplied),
      modifiers: all('modifiers', readModifiers),
      positions: new Map(tables('positions').flatMap(({ file, text }) => [...readPositions(file, text, problems)])),
      names: all('names', readNames),
    },
    unreachable: all('unreachable', readUnreachable),
    derivedFrom: null,
  }
}

function headOf(folder: ScheduleFiles, problems: ScheduleProblem[]): FieldReader | null {
  const file = `${folder.id}/schedule.json`
  const text = folder.files['schedule.json']
  if (text === undefined) {
    problems.push({ code: 'price-file-missing', file, row: 0 })
    return null
  }
  const value = readJson(file, text, problems)
  return isRecord(value) ? fieldReader(file, 0, value, problems) : null
}

/** A schedule's own table, else that of the schedule it builds on, else none. */
function findTables(
  folder: ScheduleFiles,
  folders: readonly ScheduleFiles[],
  id: TableId,
  problems: ScheduleProblem[],
): readonly Found[] {
  const head = headOf(folder, [])
  const own = head?.raw('tables')
  const named = isRecord(own) ? own[id] : undefined
  const names = typeof named === 'string' ? [named] : isTexts(named) ? named : []
  const found = names.flatMap((name) => {
    const text = folder.files[name]
    if (text === undefined) problems.push({ code: 'price-file-missing', file: `${folder.id}/${name}`, row: 0 })
    return text === undefined ? [] : [{ file: `${folder.id}/${name}`, text }]
  })
  const inherits = head?.raw('inherits')
  if (!isRecord(inherits) || !isTexts(inherits.tables) || !inherits.tables.includes(id)) return found
  const base = folders.find((f) => f.id === inherits.schedule)
  if (base === undefined || base.id === folder.id) {
    problems.push({
      code: 'price-inherits',
      file: `${folder.id}/schedule.json`,
      row: 0,
      schedule: String(inherits.schedule),
    })
    return found
  }
  // Own rows come first: the first match decides.
  return [...found, ...findTables(base, folders, id, problems)]
}

function vocabularies(
  values: PriceSchedule['vocabularies'] extends ReadonlyMap<string, ReadonlyMap<string, infer V>>
    ? readonly V[]
    : never,
): PriceSchedule['vocabularies'] {
  const result = new Map<string, Map<string, (typeof values)[number]>>()
  for (const value of values) {
    const known = result.get(value.vocabulary) ?? new Map()
    if (!known.has(value.value)) known.set(value.value, value)
    result.set(value.vocabulary, known)
  }
  return result
}

function ownSettings(head: FieldReader): Readonly<Record<string, string>> {
  const value = head.raw('settings')
  if (value === undefined) return {}
  if (isRecord(value) && isTexts(Object.values(value))) return value as Readonly<Record<string, string>>
  head.wrong('settings', 'texts by switch')
  return {}
}

function readUnreachable(file: string, text: string, problems: ScheduleProblem[]): readonly Unreachable[] {
  return readTable(file, text, { required: ['code', 'reason', 'note'] }, problems).map((row) => ({
    code: row.get('code'),
    reason: row.get('reason'),
    note: row.get('note'),
  }))
}
