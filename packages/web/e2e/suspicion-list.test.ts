import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('prices', 'price-officer')
    await signIn(page, served.address, 'prices')
  },
})

test('more suspicions than a page are shown page by page, and downloaded whole', async () => {
  const { page, served, look } = stage
  await served.api('POST', `/institutions/${served.institutionId}/charge-audits`, {
    title: '七月',
    exams: Array.from({ length: 205 }, (_, at) => ({
      id: `M${at}`,
      date: '2026-07-01',
      items: [{ code: '20040100110000' }],
      lines: [{ id: '1', code: '012301020010000', quantity: 1, amountCents: 40_000 + at }],
    })),
  })
  await visit(page, `${served.address}/prices?tab=audits`)
  await page.getByRole('button', { name: '再显示一些（还有 5 个）' }).click()
  await page.locator('.suspicion').nth(204).waitFor()
  expect(await page.getByRole('button', { name: /再显示一些/ }).count()).toBe(0)
  await look()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '全部下载（CSV）' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('suspicions.csv')
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines).toHaveLength(206)
  expect(lines.filter((line) => line.includes(',M204,'))).toHaveLength(1)
})
