import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTable } from '@yingma/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf, sampleRows } from '../testing/exam-rows.ts'
import { resultOf } from '../testing/outcomes.ts'
import { runSample } from '../testing/run-sample.ts'
import { STATE_TEXTS, TEXTS } from './texts.ts'

let folder: string
let out: string
let html: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'report-'))
  out = join(folder, 'out')
  const input = join(folder, 'exams.csv')
  writeFileSync(
    input,
    csvOf([
      ...sampleRows(4000),
      ...Array.from({ length: 30 }, (_, n) => [`X${n}`, 'H1', null, 'CT', '<img src=x>扫描', '9']),
    ]),
  )
  resultOf(await runSample({ inputs: [input], out, withReports: true }))
  html = readFileSync(join(out, 'report.html'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the page stands alone: no script, no address, no file beside it', () => {
  expect(html).not.toMatch(/<script|<link|<[a-z][^>]*\s(?:src|href)=|https?:|@import|url\(/u)
  expect(html.match(/<svg/gu)?.length).toBeGreaterThanOrEqual(5)
})

test('every text is there in Chinese and in English', () => {
  for (const text of [...Object.values(STATE_TEXTS), TEXTS.byMonth, TEXTS.unmapped, TEXTS.beforeAfter]) {
    expect(html).toContain(text.zh)
    expect(html).toContain(text.en.replaceAll("'", '&#39;'))
  }
})

test('names are text, never markup', () => {
  expect(html).toContain('&#60;img src=x&#62;扫描')
  expect(html).not.toContain('<img')
})

test('shown counts are those of run.json', () => {
  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))
  expect(record.files).toContain('report.html')
  for (const rows of Object.values(record.counts.rowsByState as Record<string, number>))
    expect(html).toContain(`<td class="n">${rows.toLocaleString('en')}</td>`)
})

test('the workbook has the same sections with numbers in them', async () => {
  const opened = await openTable(join(out, 'report.xlsx'), { sheet: 2, keep: 'all' })
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  const rows: string[][] = []
  for await (const step of opened.value.rows()) if (step.kind === 'rows') rows.push(...step.rows)
  await opened.value.close()
  const record = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'))
  expect(Object.fromEntries(rows.map(([state, count]) => [state, Number(count)]))['已对应 Mapped']).toBe(
    record.counts.rowsByState.mapped,
  )
})
