import type { Language } from '@yingma/core'
import type { ScheduleFiles } from '../schedule/read-schedules.ts'
import { HEAD_FIELDS, RULE_COLUMNS, SWITCH_COLUMNS } from './template-columns.ts'

/** A sheet of the template: a header and rows, all text. */
export interface TemplateSheet {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * The files of a schedule as sheets of a workbook: the head, then every table under the name of its file, rules and switches
 * a row each. `filesOfSheets` takes them back.
 */
export function sheetsOfFiles({ id, files }: ScheduleFiles, language: Language): readonly TemplateSheet[] {
  const head = JSON.parse(files['schedule.json'] ?? '{}') as Readonly<Record<string, unknown>>
  const tables = Object.keys(files)
    .filter((name) => name !== 'schedule.json')
    .sort()
    .map((name) => (name.endsWith('.json') ? jsonSheet(name, files[name] ?? '') : textSheet(name, files[name] ?? '')))
    .filter(({ rows }) => rows.length > 0)
  return [headSheet(id, { ...head, sheets: tables.map(({ name }) => name) }, language), ...tables]
}

function headSheet(id: string, head: Readonly<Record<string, unknown>>, language: Language): TemplateSheet {
  const rows = HEAD_FIELDS.map(({ field, path, zh, en }) => [
    field,
    field === 'id'
      ? id
      : cellOf(path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], head)),
    language === 'zh' ? zh : en,
  ])
  return { name: 'schedule', header: ['field', 'value', 'note'], rows }
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.join('+')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function textSheet(name: string, text: string): TemplateSheet {
  const [header = '', ...lines] = text
    .replace(/^\uFEFF/u, '')
    .replace(/\r?\n$/u, '')
    .split(/\r?\n/u)
  return {
    name: name.replace(/\.tsv$/u, ''),
    header: header.split('\t'),
    rows: lines.map((line) => line.split('\t')),
  }
}

function jsonSheet(name: string, text: string): TemplateSheet {
  const list = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[]
  const columns = name === 'switches.json' ? SWITCH_COLUMNS : RULE_COLUMNS
  const bilingual = name === 'switches.json' ? 'question' : 'title'
  return {
    name: name.replace(/\.json$/u, ''),
    header: columns,
    rows: list.map((one) => columns.map((column) => ruleCell(one, column, bilingual, columns))),
  }
}

function ruleCell(
  one: Readonly<Record<string, unknown>>,
  column: string,
  bilingual: string,
  columns: readonly string[],
): string {
  if (column === 'zh' || column === 'en')
    return cellOf((one[bilingual] as Record<string, unknown> | undefined)?.[column])
  if (column === 'values') return (one.values as readonly string[] | undefined)?.join(' | ') ?? ''
  if (column !== 'more') return cellOf(one[column])
  const rest = Object.entries(one).filter(([key]) => key !== bilingual && !columns.includes(key))
  return rest.length === 0 ? '' : JSON.stringify(Object.fromEntries(rest))
}
