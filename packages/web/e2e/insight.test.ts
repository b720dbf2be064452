import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { signIn } from './browser.ts'
import { runProgram } from './served.ts'
import { setStage } from './stage.ts'

let folder: string
let exams = 0
const stage = setStage({
  options: () => {
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
    return ['--insight', settings]
  },
  prepare: async ({ served, page }) => {
    await served.person('reader', 'reader')
    await signIn(page, served.address, 'reader')
  },
})
afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true })
})

test('a figure leads from its number to the exams behind it, of the own hospital only', async () => {
  const { page, served } = stage
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
  const { page, served } = stage
  await page.goto(`${served.address}/insight`)
  await page
    .getByRole('region', { name: '等候时间', exact: true })
    .getByText(/缺少.*开单时间/)
    .waitFor()
  await page.getByRole('checkbox', { name: /区域汇总/ }).check()
  await page.getByRole('tab', { name: '绩效' }).click()
  await page.getByText('只在本机构内可见').first().waitFor()
})

test('dashboards of quality and recognition are there in English, without serious faults', async () => {
  const { page, served, browsing } = stage
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
