import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InsightProblem } from '@yingma/insight'
import { afterAll, expect, test } from 'vitest'
import { loadStandard } from '../http/load-standard.ts'
import { insightWorld } from '../testing/insight-world.ts'
import { startReportSchedule } from './report-schedule.ts'
import { readInsightSettings, type ScheduledReport } from './settings.ts'

const standard = loadStandard()
const desk = insightWorld(standard)
afterAll(() => desk.close())

const folder = () => mkdtempSync(join(tmpdir(), 'reports-'))
const report = (more: Partial<ScheduledReport>): ScheduledReport => ({
  id: 'monthly',
  every: 'month',
  format: 'html',
  language: 'zh',
  months: 12,
  figures: ['volume', 'quality'],
  folder: folder(),
  ...more,
})
const schedule = (reports: readonly ScheduledReport[], problems: InsightProblem[] = []) =>
  startReportSchedule({
    desk,
    edition: standard.edition,
    reports,
    print: () => Promise.resolve({ ok: false, why: 'no-browser' }),
    onProblem: (_id, problem) => problems.push(problem),
    onError: (_id, error) => {
      throw error
    },
  })
/** A Wednesday. */
const NOW = new Date(2025, 11, 17, 6)

test('each report is written once for its month, week or day, and again in the next', async () => {
  const due = [
    report({ institution: 'A' }),
    report({ id: 'weekly', every: 'week' }),
    report({ id: 'daily', every: 'day' }),
  ]
  const { look, stop } = schedule(due)
  const names = (files: readonly string[]) => files.map((file) => file.split('/').at(-1))
  expect(names(await look(NOW))).toEqual(['monthly-2025-12.html', 'weekly-2025-12-15.html', 'daily-2025-12-17.html'])
  expect(await look(NOW)).toEqual([])
  expect(names(await look(new Date(2025, 11, 18)))).toEqual(['daily-2025-12-18.html'])
  expect(names(await look(new Date(2025, 11, 22)))).toEqual(['weekly-2025-12-22.html', 'daily-2025-12-22.html'])
  await stop()
  const own = readFileSync(join(due[0]?.folder ?? '', 'monthly-2025-12.html'), 'utf8')
  expect(own).toContain('示例医院001')
  expect(own).not.toContain('示例医院002')
  const shared = readFileSync(join(due[1]?.folder ?? '', 'weekly-2025-12-15.html'), 'utf8')
  expect(shared).not.toContain('示例医院')
})

test('one that cannot be written is told and stops none of the others', async () => {
  const problems: InsightProblem[] = []
  const due = [report({ id: 'printed', format: 'pdf' }), report({ id: 'book', format: 'xlsx' })]
  const { look, stop } = schedule(due, problems)
  expect(await look(NOW)).toHaveLength(1)
  await stop()
  expect(problems).toMatchObject([{ code: 'insight.pdf-unavailable' }])
  expect(readdirSync(due[1]?.folder ?? '')).toEqual(['book-2025-12.xlsx'])
})

test('settings are read with folders beside the file, and what is wrong is told with its place', () => {
  const place = folder()
  const file = join(place, 'insight.json')
  const due = { id: 'm', every: 'month', format: 'pdf', institution: 'A', folder: 'reports' }
  writeFileSync(file, JSON.stringify({ folder: 'mart', places: { A: ['示例医院001'] }, reports: [due] }))
  expect(readInsightSettings(file)).toMatchObject({
    ok: true,
    settings: {
      folder: join(place, 'mart'),
      reports: [{ folder: join(place, 'reports'), language: 'zh', months: 12 }],
    },
  })
  writeFileSync(file, JSON.stringify({ folder: 'mart', reports: [{ ...due, every: 'hour' }] }))
  expect(readInsightSettings(file)).toMatchObject({ ok: false, problems: [{ place: 'reports.0.every' }] })
  writeFileSync(file, JSON.stringify({ folder: 'mart', reports: [due] }))
  expect(readInsightSettings(file)).toMatchObject({ ok: false, problems: [{ place: 'reports.0.institution' }] })
  expect(readInsightSettings(join(place, 'none.json'))).toMatchObject({ ok: false, problems: [{ place: '' }] })
  expect(existsSync(join(place, 'mart'))).toBe(false)
})
