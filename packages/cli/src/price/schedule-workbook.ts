import { type ChargeProblem, filesOfSheets, sheetProblem, sheetsOfFiles, type TemplateSheet } from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { loadSchedules } from '@yingma/edition'
import { openTable, restoreFormula, type TableProblem, writeFormWorkbook } from '@yingma/tables'

type ScheduleFiles = ReturnType<typeof loadSchedules>[number]

/** Writes a schedule as a workbook that can be edited and read back. */
export async function writeScheduleWorkbook(
  target: string,
  files: ScheduleFiles,
  language: Language,
): Promise<TableProblem | undefined> {
  const sheets = sheetsOfFiles(files, language).map(({ name, header, rows }) => ({
    name,
    columns: header.map((title) => ({ name: title, origin: 'ours' as const, width: title === 'more' ? 60 : 22 })),
    rows,
  }))
  const written = await writeFormWorkbook(target, sheets)
  return written.ok ? undefined : written.problem
}

export type WorkbookRead =
  | { readonly ok: true; readonly files: ScheduleFiles }
  | { readonly ok: false; readonly problems: readonly (TableProblem | ChargeProblem)[] }

/** Reads a workbook of `writeScheduleWorkbook` after people have edited it. */
export async function readScheduleWorkbook(book: string): Promise<WorkbookRead> {
  const head = await readSheet(book, 'schedule')
  if ('code' in head) return { ok: false, problems: [head] }
  const named = head.rows.find(([field]) => field === 'sheets')?.[1] ?? ''
  const sheets: TemplateSheet[] = [head]
  const problems: TableProblem[] = []
  for (const name of named
    .split('+')
    .map((word) => word.trim())
    .filter((word) => word !== '')) {
    const sheet = await readSheet(book, name)
    if (!('code' in sheet)) sheets.push(sheet)
    else if (sheet.code !== 'table-no-rows') problems.push(sheet)
  }
  if (problems.length > 0) return { ok: false, problems }
  const read = filesOfSheets(sheets)
  if (read.problems.length > 0)
    return { ok: false, problems: read.problems.map((problem) => sheetProblem(problem, book)) }
  return { ok: true, files: read.files }
}

async function readSheet(book: string, name: string): Promise<TemplateSheet | TableProblem> {
  const opened = await openTable(book, { sheet: name, header: true, keep: 'all' })
  if (!opened.ok) return opened.problem
  const table = opened.value
  const rows: (readonly string[])[] = []
  try {
    for await (const step of table.rows()) {
      if (step.kind === 'stop') return step.problem
      for (const [at, row] of step.rows.entries()) {
        // Rows that were passed over as empty keep the others at their numbers.
        const number = step.numbers[at] ?? rows.length + 2
        while (rows.length + 2 < number) rows.push([])
        rows.push(row.map(restoreFormula))
      }
    }
  } finally {
    await table.close()
  }
  return { name, header: table.headers, rows }
}
