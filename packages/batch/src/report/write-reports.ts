import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckSession } from '../duck/session.ts'
import type { FinishedTables } from '../run/run-batch.ts'
import { reportHtml } from './html.ts'
import { reportData } from './report-data.ts'
import { reportWorkbook } from './workbook.ts'

/** Writes report.html and report.xlsx into a folder; for the option `reports` of a run. */
export async function writeReports(
  session: DuckSession,
  folder: string,
  run: Pick<FinishedTables, 'mapping' | 'record'>,
): Promise<readonly string[]> {
  const data = await reportData(session, run.mapping, run.record)
  writeFileSync(join(folder, 'report.html'), reportHtml(data))
  writeFileSync(join(folder, 'report.xlsx'), await reportWorkbook(data))
  return ['report.html', 'report.xlsx']
}
