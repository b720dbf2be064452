import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { type Browsing, missingBrowser, openBrowser } from './browser.ts'
import { PASSWORD, runProgram, type Served, startServed } from './served.ts'

let folder: string
let served: Served
let browsing: Browsing
let page: Page
let exams = 0

beforeAll(async () => {
  if (missingBrowser()) return
  folder = mkdtempSync(join(tmpdir(), 'yingma-figures-'))
  const [table, run, mart, settings] = ['t.parquet', 'run', 'mart', 'insight.json'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  runProgram('generate', '--rows', '3000', '--names', '300', '--institutions', '6', '--out', table)
  runProgram('run', table, '--out', run, '--no-report')
  runProgram('insight', run, '--out', mart)
  const told = JSON.parse(runProgram('report', 'volume', '--data', mart, '--by', 'institution', '--json')) as {
    rows: { institution: string; exams: number }[]
  }
  const [own] = told.rows
  exams = own?.exams ?? 0
  writeFileSync(settings, JSON.stringify({ folder: mart, places: { h: [own?.institution] } }))
  served = await startServed(['--insight', settings])
  await served.person('reader', 'reader')
  browsing = await openBrowser()
  page = await browsing.newPage()
  await page.goto(`${served.address}/login?to=/insight`)
  await page.locator('input[name=login]').fill('reader')
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.locator('form button[type=submit]').click()
  await page.getByRole('button', { name: 'reader' }).waitFor()
})
afterAll(async () => {
  await browsing?.close()
  await served?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
})
beforeEach((context) => {
  const missing = missingBrowser()
  if (missing) context.skip(missing)
})

test('a figure leads from its number to the exams behind it, of the own hospital only', async () => {
  await page.goto(`${served.address}/insight`)
  const volume = page.getByRole('region', { name: '检查量', exact: true })
  await volume.locator('canvas').waitFor()
  await volume.getByLabel('分组').selectOption('institution')
  await volume.getByText('数据表').click()
  await volume
    .getByRole('cell', { name: exams.toLocaleString('en'), exact: true })
    .first()
    .waitFor()
  expect(await volume.locator('details table tbody tr').count()).toBe(1)
  await volume.getByRole('button', { name: '明细' }).click()
  const rows = volume.getByRole('region', { name: /^检查明细/ })
  await rows.getByText(`共 ${exams.toLocaleString('en')} 行`, { exact: false }).waitFor()
  expect(await rows.locator('tbody tr').count()).toBe(50)
  expect(await seriousViolations(page)).toEqual([])
})

test('figures without their columns say which, and what is private is not in the sum of the region', async () => {
  await page.goto(`${served.address}/insight`)
  await page
    .getByRole('region', { name: '等候时间', exact: true })
    .getByText(/缺少.*orderedAt/)
    .waitFor()
  await page.getByRole('checkbox', { name: /区域汇总/ }).check()
  await page.getByRole('tab', { name: '绩效' }).click()
  await page.getByText('只在本机构内可见').first().waitFor()
})

test('dashboards of quality and recognition are there in English, without serious faults', async () => {
  await page.goto(`${served.address}/insight`)
  await page.getByRole('button', { name: 'English' }).click()
  for (const name of ['Quality', 'Recognition']) {
    await page.getByRole('tab', { name, exact: true }).click()
    await page.locator('.card h2').first().waitFor()
    expect(await seriousViolations(page)).toEqual([])
    expect(await page.locator('main .card h2').allTextContents()).not.toContainEqual(expect.stringMatching(/[一-鿿]/))
  }
  await page.getByRole('button', { name: '中文' }).click()
  expect(browsing.complaints).toEqual([])
})
