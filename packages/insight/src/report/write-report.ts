import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeFormWorkbook } from '@yingma/tables'
import { type Answer, refuse } from '../insight-problem.ts'
import type { Report } from './collect-report.ts'
import { reportHtml } from './report-html.ts'
import { reportSheets } from './report-sheets.ts'

export const REPORT_FORMATS = ['html', 'xlsx', 'pdf'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Prints a page to PDF, as the program that writes booklets does it. */
export type PrintPdf = (
  html: string,
  pdf: string,
) => Promise<
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'no-browser' }
  | { readonly ok: false; readonly why: 'failed'; readonly detail: string }
>

/** Writes a report to a file: whole or not at all. */
export async function writeReport(
  report: Report,
  format: ReportFormat,
  file: string,
  print: PrintPdf,
): Promise<Answer<{ readonly file: string }>> {
  switch (format) {
    case 'html':
      return await writePage(report, file)
    case 'xlsx': {
      const written = await writeFormWorkbook(file, reportSheets(report))
      if (written.ok) return { ok: true, value: { file } }
      const reason = 'reason' in written.problem ? String(written.problem.reason) : written.problem.code
      return refuse({ code: 'insight.file-unwritable', file, reason })
    }
    case 'pdf':
      return await printReport(report, file, print)
  }
}

async function writePage(report: Report, file: string): Promise<Answer<{ readonly file: string }>> {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, reportHtml(report))
    await rename(part, file)
    return { ok: true, value: { file } }
  } catch (error) {
    await rm(part, { force: true })
    return refuse({ code: 'insight.file-unwritable', file, reason: (error as Error).message })
  }
}

async function printReport(report: Report, file: string, print: PrintPdf): Promise<Answer<{ readonly file: string }>> {
  const folder = mkdtempSync(join(tmpdir(), 'yingma-report-'))
  const part = `${file}.${process.pid}.part.pdf`
  try {
    const page = join(folder, 'report.html')
    writeFileSync(page, reportHtml(report))
    // Under a name of its own until it is whole: the schedule takes a file that is there for done.
    const printed = await print(page, part)
    if (printed.ok) {
      await rename(part, file)
      return { ok: true, value: { file } }
    }
    if (printed.why === 'no-browser') return refuse({ code: 'insight.pdf-unavailable' })
    return refuse({ code: 'insight.file-unwritable', file, reason: printed.detail })
  } catch (error) {
    return refuse({ code: 'insight.file-unwritable', file, reason: (error as Error).message })
  } finally {
    await rm(part, { force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}
