import { createTableWriter, openTable, restoreFormula, type TableProblem, type WriteFormat } from '@yingma/tables'
import { isDiskFull } from '../disk-full.ts'
import { ProblemError } from '../problem.ts'
import { EMPTY_ENTRY, type ExchangeFormat } from './format.ts'
import type { MappingEntry, Target } from './mapping-entry.ts'

/** Key columns in their order, then the verdict; lists are joined by `+`, names of items by a line end. */
const KEY = [
  'name',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'ageGroup',
  'charge',
  'department',
  'sex',
  'institution',
  'localCode',
] as const
const COLUMNS = [
  ...KEY,
  'count',
  'state',
  'confidence',
  'codes',
  'item_names',
  'relations',
  'negatives',
  'negative_names',
  'reason',
  'flags',
  'modifiers',
] as const

/** One row per input, as CSV. */
export const csv = flatTable('csv', 'mapping.csv')
/** One row per input, as a workbook. */
export const xlsx = flatTable('xlsx', 'mapping.xlsx')

const BATCH = 2000

function flatTable(format: WriteFormat, fileName: string): ExchangeFormat {
  return {
    id: format,
    fileName,
    losses: ['explanation'],
    write: async (file, entries) => {
      const columns = COLUMNS.map((name) => ({
        name,
        origin: 'ours' as const,
        ...(['count', 'confidence'].includes(name) && { type: 'number' as const }),
      }))
      const opened = await createTableWriter(file, { format, columns, mark: format === 'csv' })
      if (!opened.ok) throw notWritten(fileName, opened.problem)
      let rows: string[][] = []
      for await (const entry of entries()) {
        rows.push(cells(entry))
        if (rows.length < BATCH) continue
        await opened.value.write(rows)
        rows = []
      }
      await opened.value.write(rows)
      const closed = await opened.value.close()
      if (!closed.ok) throw notWritten(fileName, closed.problem)
    },
    read: async (file) => {
      const opened = await openTable(file, { keep: 'all', header: true, delimiter: ',' })
      if (!opened.ok) throw new ProblemError({ code: 'batch.broken-workbook', file, reason: opened.problem.code })
      const entries: MappingEntry[] = []
      for await (const step of opened.value.rows()) {
        if (step.kind === 'stop')
          throw new ProblemError({ code: 'batch.broken-workbook', file, reason: step.problem.code })
        entries.push(...step.rows.map(entryOf))
      }
      await opened.value.close()
      return entries
    },
  }
}

function notWritten(file: string, problem: TableProblem): ProblemError {
  return new ProblemError(
    'reason' in problem && isDiskFull(problem.reason)
      ? { code: 'batch.disk-full', folder: file }
      : { code: 'batch.engine-refused', engine: file, reason: problem.code },
  )
}

function cells(entry: MappingEntry): string[] {
  const { targets, negatives } = entry
  return [
    ...KEY.map((name) => entry.key[name] ?? ''),
    String(entry.count),
    entry.state,
    String(entry.confidence),
    targets.map(({ code }) => code).join('+'),
    targets.map(({ name }) => name).join('\n'),
    targets.map(({ relation }) => relation).join('+'),
    negatives.map(({ code }) => code).join('+'),
    negatives.map(({ name }) => name).join('\n'),
    entry.reason,
    entry.flags.join('+'),
    entry.modifiers.join('+'),
  ]
}

function entryOf(row: readonly string[]): MappingEntry {
  const cell = (name: (typeof COLUMNS)[number]) => restoreFormula(row[COLUMNS.indexOf(name)] ?? '')
  const list = (name: (typeof COLUMNS)[number], separator = '+') =>
    cell(name) === '' ? [] : cell(name).split(separator)
  const [names, relations, notNames] = [list('item_names', '\n'), list('relations'), list('negative_names', '\n')]
  return {
    ...EMPTY_ENTRY,
    key: Object.fromEntries(KEY.map((name) => [name, cell(name)]).filter(([, value]) => value !== '')),
    count: Number(cell('count')),
    state: cell('state'),
    confidence: Number(cell('confidence')),
    targets: list('codes').map((code, n) => ({
      code,
      name: names[n] ?? '',
      relation: (relations[n] ?? 'equivalent') as Target['relation'],
    })),
    negatives: list('negatives').map((code, n) => ({ code, name: notNames[n] ?? '' })),
    reason: cell('reason'),
    flags: list('flags'),
    modifiers: list('modifiers'),
  }
}
