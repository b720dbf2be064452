import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const PERFUSION = '20040100410000'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.catalogue('检查字典', [
      { name: '胸部灌注CT', modality: 'CT', count: 90 },
      { name: '胸部CT平扫', modality: 'CT', count: 500 },
    ])
    await served.person('proposer', 'mapper')
    await signIn(page, served.address, 'proposer')
  },
})

test('what unmapped names ask for is listed, and begins a draft with its code and names', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern`)
  await page.getByRole('tab', { name: '来自未对照名称' }).click()
  const table = page.getByRole('table', { name: '来自未对照名称' })
  const row = table.getByRole('row').filter({ hasText: PERFUSION })
  await row.getByText('90', { exact: true }).waitFor()
  expect(await table.getByText('胸部CT平扫').count()).toBe(0)
  await look()
  await row.getByRole('link').click()
  await page.getByText('来自本地名称: 胸部灌注CT (90)').waitFor()
  await page.getByRole('button', { name: '采用这份草案' }).click()
  expect(await page.getByRole('combobox', { name: '新项目的代码（可多个）' }).inputValue()).toContain(PERFUSION)
  await page.locator('details.composer[open]').waitFor()
  await look()
})
