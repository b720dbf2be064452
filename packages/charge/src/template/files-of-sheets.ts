import type { ScheduleProblem } from '../problems/charge-problem.ts'
import type { ScheduleFiles } from '../schedule/read-schedules.ts'
import type { TemplateSheet } from './schedule-sheets.ts'
import { HEAD_FIELDS, RULE_COLUMNS, SWITCH_COLUMNS, TABLE_OF_FILE } from './template-columns.ts'

export interface FilesRead {
  readonly files: ScheduleFiles
  /** `file` is the sheet, rows count as the sheet counts them. */
  readonly problems: readonly ScheduleProblem[]
}

/**
 * The sheets of a filled-in template as the files of a schedule. Only the form is looked at here; `readSchedules` and
 * `checkSchedule` say whether the tables make sense, with rows as in the sheets (rules and switches: see `sheetProblem`).
 */
export function filesOfSheets(sheets: readonly TemplateSheet[]): FilesRead {
  const problems: ScheduleProblem[] = []
  const head = sheets.find((sheet) => sheet.name === 'schedule')
  const files: Record<string, string> = {}
  const tables: Record<string, string | string[]> = {}
  for (const sheet of sheets) {
    if (sheet === head) continue
    const table = TABLE_OF_FILE[sheet.name.split('-')[0] ?? '']
    if (table === undefined) continue
    const isJson = table === 'rules' || table === 'switches'
    const name = `${sheet.name}.${isJson ? 'json' : 'tsv'}`
    files[name] = isJson ? jsonOf(sheet, problems) : textOf(sheet, problems)
    const known = tables[table]
    tables[table] = known === undefined ? name : [...(Array.isArray(known) ? known : [known]), name]
  }
  if (head === undefined) problems.push({ code: 'price-file-missing', file: 'schedule', row: 0 })
  const values = new Map((head?.rows ?? []).map(([field = '', value = '']) => [field, value.trim()]))
  files['schedule.json'] = JSON.stringify(headOf(values, tables, problems), null, 2)
  return { files: { id: values.get('id') ?? '', files }, problems }
}

/** A problem of the files with the sheet in the place of the file: rules and switches count from their first row. */
export function sheetProblem<P extends { readonly file?: string; readonly row?: number }>(problem: P, book: string): P {
  if (problem.file === undefined) return problem
  const name = problem.file.split('/').at(-1) ?? ''
  const row = problem.row === undefined || problem.row === 0 || !name.endsWith('.json') ? problem.row : problem.row + 1
  return { ...problem, file: `${book} [${name.replace(/\.(?:tsv|json)$/u, '')}]`, ...(row !== undefined && { row }) }
}

function headOf(
  values: ReadonlyMap<string, string>,
  tables: Readonly<Record<string, string | string[]>>,
  problems: ScheduleProblem[],
): unknown {
  const head: Record<string, unknown> = {}
  HEAD_FIELDS.forEach(({ field, path: [first = '', second] }, at) => {
    const value = values.get(field) ?? ''
    if (first === 'sheets' || (value === '' && (first === 'inherits' || first === 'settings'))) return
    if (second === undefined) head[first] = scalarOf(field, value, at + 2, problems)
    else {
      const inner = (head[first] ?? {}) as Record<string, unknown>
      inner[second] = second === 'tables' ? value.split('+').map((word) => word.trim()) : value
      head[first] = inner
    }
  })
  return { ...head, tables }
}

function scalarOf(field: string, value: string, row: number, problems: ScheduleProblem[]): unknown {
  if (field === 'validTo') return value === '' ? null : value
  if (field === 'invented') return value.toLowerCase() === 'true'
  return field === 'settings' ? readCell(value, 'schedule', row, field, problems) : value
}

function textOf({ name, header, rows }: TemplateSheet, problems: ScheduleProblem[]): string {
  const filled = header.filter((cell) => cell !== '').length
  const lines = rows.map((row, at) => {
    const cells = Array.from({ length: filled }, (_, column) => row[column] ?? '')
    cells.forEach((value, column) => {
      if (/[\t\r\n]/u.test(value))
        problems.push({
          code: 'price-cell',
          file: name,
          row: at + 2,
          column: header[column] ?? '',
          value,
          allowed: 'one line',
        })
    })
    return cells.map((cell) => cell.replaceAll(/[\t\r\n]+/gu, ' ')).join('\t')
  })
  return `${[header.slice(0, filled).join('\t'), ...lines].join('\n')}\n`
}

function jsonOf({ name, header, rows }: TemplateSheet, problems: ScheduleProblem[]): string {
  const columns: readonly string[] = name === 'switches' ? SWITCH_COLUMNS : RULE_COLUMNS
  for (const column of columns)
    if (!header.includes(column)) problems.push({ code: 'price-column-missing', file: name, row: 1, column })
  const list = rows.map((row, at) => {
    const cell = (column: string): string => row[header.indexOf(column)] ?? ''
    const title = { zh: cell('zh'), en: cell('en') }
    if (name === 'switches') {
      const values = cell('values')
        .split('|')
        .map((word) => word.trim())
      return { id: cell('id'), rule: cell('rule'), values, default: cell('default'), question: title }
    }
    const more = cell('more') === '' ? {} : readCell(cell('more'), name, at + 2, 'more', problems)
    return {
      id: cell('id'),
      kind: cell('kind'),
      certainty: cell('certainty'),
      source: cell('source'),
      ...(cell('when') !== '' && { when: cell('when') }),
      title,
      ...(typeof more === 'object' ? more : {}),
    }
  })
  return `[\n${list.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`
}

function readCell(text: string, file: string, row: number, column: string, problems: ScheduleProblem[]): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    problems.push({ code: 'price-cell', file, row, column, value: text, allowed: 'JSON' })
    return {}
  }
}
