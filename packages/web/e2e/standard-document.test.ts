import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served }) => {
    await served.person('reads', 'reader')
  },
})

test('anybody opens the whole standard from the items, in the language that is spoken, and walks its contents', async () => {
  const { page, served } = stage
  await visit(page, served.address)
  await page.getByRole('button', { name: '导出' }).click()
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('menuitem', { name: '标准全文' }).click(),
  ])
  await opened.getByRole('heading', { name: '目录' }).waitFor()
  expect(await opened.locator('tr').count()).toBeGreaterThan(1882)
  await opened.getByRole('link', { name: '附录：项目', exact: true }).click()
  expect(new URL(opened.url()).hash).toBe('#items')
  // The style that the page brings is the only one, and it holds.
  expect(
    await opened
      .locator('th')
      .first()
      .evaluate((cell) => getComputedStyle(cell).backgroundColor),
  ).toBe('rgb(238, 238, 238)')
  expect(await seriousViolations(opened)).toEqual([])
  await opened.getByRole('link', { name: 'English' }).click()
  await opened.getByRole('heading', { name: 'Contents' }).waitFor()
  await opened.close()
  expect(stage.browsing.complaints).toEqual([])
})

test('the standard is downloaded as PDF, printed by the server', async () => {
  const { page, served, look } = stage
  await signIn(page, served.address, 'reads')
  await visit(page, `${served.address}/govern?tab=releases`)
  const button = page.getByRole('button', { name: '下载标准全文（PDF）' })
  await button.waitFor()
  await look()
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 110_000 }), button.click()])
  expect(download.suggestedFilename()).toMatch(/^standard-[\d.]+\.zh\.pdf$/)
  const file = join(served.folder, 'standard.pdf')
  await download.saveAs(file)
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  expect(statSync(file).size).toBeGreaterThan(100_000)
  await page.goto(`${served.address}/govern?tab=sandbox`)
  await page.getByRole('link', { name: '阅读即将发布的版本（草案）' }).waitFor()
})
