import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('office', 'institution-admin')
    await served.catalogue('检查项目字典', [{ name: '胸部CT平扫', modality: 'CT', localCode: 'D1', count: 40 }])
    await served.api('PUT', `/institutions/${served.institutionId}/dictionary/settings/general`, {
      version: 0,
      body: { targets: [{ id: 'his', table: 'exams', columns: { code: { name: '代码' }, name: { name: '名称' } } }] },
    })
    await signIn(page, served.address, 'office')
  },
})

test('the board counts, a step is marked with a note and taken back, and all of it is exported', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/rollout`)
  await page.getByRole('rowheader', { name: '示范医院' }).waitFor()
  await page.getByRole('cell', { name: '✓ 1 / 1' }).first().waitFor()
  await look()
  await page.getByRole('button', { name: '示范医院 · 已批准' }).click()
  await page.getByLabel('说明').fill('院办公会')
  await page.getByRole('button', { name: '标记为完成' }).click()
  await page.getByRole('button', { name: /已批准: ✓ .*office/ }).click()
  await page.getByText('院办公会').waitFor()
  await look()
  await page.getByRole('button', { name: '撤回' }).click()
  await page.getByRole('button', { name: '示范医院 · 已批准: —' }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Excel/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('rollout.xlsx')
})

test('a dictionary is built, downloaded, and held against the live system and what came since', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/dictionary`)
  await page.getByLabel('规则有把握的读法视为已接受').check()
  await page.getByRole('button', { name: '生成新字典' }).click()
  await page.getByRole('button', { name: 'import-his.csv', exact: true }).waitFor()
  await look()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /ZIP/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('dictionary.zip')

  const live = join(served.folder, 'live.csv')
  writeFileSync(live, '代码,名称\n2.00401E+13,CT胸部(平扫)\n')
  const verify = page.getByRole('region', { name: '核对现行系统' })
  await verify.locator('input[type=file]').setInputFiles(live)
  await verify.getByRole('button', { name: '核对现行系统' }).click()
  await verify.getByText('代码被当成数字存放').waitFor()

  const log = join(served.folder, 'log.csv')
  writeFileSync(log, '日期,项目代码,项目名称\n2026-03-02,20040100110000,CT胸部(平扫)\n2026-03-03,X9,左膝关节MR平扫\n')
  const watch = page.getByRole('region', { name: '上线后观察' })
  await watch.locator('input[type=file]').setInputFiles(log)
  await watch.getByRole('button', { name: '上线后观察' }).click()
  await watch.getByRole('rowheader', { name: '2026-03' }).waitFor()
  await watch.getByText('50.0%').waitFor()
  await look()
})
