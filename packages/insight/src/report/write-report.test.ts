import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTable } from '@yingma/tables'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mart } from '../mart/open-mart.ts'
import { FIGURES } from '../model/figures.ts'
import { edition, martOf, yearFile } from '../testing/generated-year.ts'
import { collectReport } from './collect-report.ts'
import { reportHtml } from './report-html.ts'
import { type PrintPdf, writeReport } from './write-report.ts'

let mart: Mart
beforeAll(async () => {
  mart = await martOf(await yearFile(20_000, true))
})
afterAll(() => mart?.close())

const noPrinter: PrintPdf = () => Promise.resolve({ ok: false, why: 'no-browser' })
const folder = () => mkdtempSync(join(tmpdir(), 'insight-report-'))

test('a report of an institution holds every figure with its SQL, and nothing of others', async () => {
  const viewer = { kind: 'institution', institution: '示例医院003' } as const
  const page = reportHtml(await collectReport(mart, { edition, viewer, language: 'zh' }))
  for (const { title } of FIGURES) expect(page).toContain(`<h3>${title.zh}</h3>`)
  expect(page.match(/<pre>SELECT/gu)).toHaveLength(FIGURES.length)
  expect(page).toContain('CT胸部(平扫)')
  expect(page).toContain('假定')
  expect(/示例医院(?!003)\d{3}/u.exec(page)).toBeNull()
  expect(page).not.toMatch(/<script|y1\./u)
})

test('a shared report tells no institution and shows no small number', async () => {
  const viewer = { kind: 'shared', institutions: null } as const
  const report = await collectReport(mart, { edition, viewer, language: 'en' })
  expect(report.sections.some(({ figure }) => figure.isPrivate === true)).toBe(false)
  expect(report.findings).toEqual([])
  const page = reportHtml(report)
  expect(page).not.toMatch(/示例医院|[HTD]\d{3}-/u)
  expect(page).toContain('&#60;5')
})

test('months narrow the figures that have them', async () => {
  const task = { edition, viewer: { kind: 'all' }, language: 'zh', from: '2025-03', to: '2025-03' } as const
  const { sections } = await collectReport(mart, { ...task, figures: ['volume'] })
  expect(new Set(sections[0]?.rows.map((row) => row[1]))).toEqual(new Set(['2025-03']))
})

test('a figure without its columns says which, and the others are there', async () => {
  const lacking = { ...mart, record: { ...mart.record, roles: mart.record.roles.filter((role) => role !== 'price') } }
  const report = await collectReport(lacking, { edition, viewer: { kind: 'all' }, language: 'en' })
  expect(report.sections.filter(({ problem }) => problem !== undefined).map(({ figure }) => figure.id)).toEqual([
    'charging',
  ])
  expect(reportHtml(report)).toContain('needs columns that this exam table lacks: amount')
})

test('a workbook has a sheet a figure, numbers as numbers', async () => {
  const file = join(folder(), 'r.xlsx')
  const report = await collectReport(mart, { edition, viewer: { kind: 'all' }, language: 'zh', figures: ['volume'] })
  expect(await writeReport(report, 'xlsx', file, noPrinter)).toEqual({ ok: true, value: { file } })
  const opened = await openTable(file, { sheet: '检查量' })
  if (!opened.ok) throw new Error(opened.problem.code)
  const rows: string[][] = []
  for await (const step of opened.value.rows()) {
    if (step.kind === 'stop') throw new Error(step.problem.code)
    rows.push(...step.rows)
  }
  await opened.value.close()
  expect(rows).toEqual(report.sections[0]?.rows)
})

test('without a browser PDF is said to be unavailable, and nothing is left', async () => {
  const file = join(folder(), 'r.pdf')
  const report = await collectReport(mart, { edition, viewer: { kind: 'all' }, language: 'zh', figures: ['volume'] })
  const refused = await writeReport(report, 'pdf', file, noPrinter)
  expect(refused).toMatchObject({ ok: false, problem: { code: 'insight.pdf-unavailable' } })
  expect(existsSync(file)).toBe(false)
})

test('a place where nothing can be written is named', async () => {
  const file = join(folder(), 'nowhere', 'r.html')
  const report = await collectReport(mart, { edition, viewer: { kind: 'all' }, language: 'zh', figures: ['volume'] })
  expect(await writeReport(report, 'html', file, noPrinter)).toMatchObject({
    ok: false,
    problem: { code: 'insight.file-unwritable', file },
  })
  const good = join(folder(), 'r.html')
  await writeReport(report, 'html', good, noPrinter)
  expect(readFileSync(good, 'utf8')).toBe(reportHtml(report))
})
