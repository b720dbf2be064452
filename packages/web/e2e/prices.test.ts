import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBrowser, signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('prices', 'price-officer')
    await signIn(page, served.address, 'prices')
  },
})

test('an exam is quoted by picking items, each line and step explained, and the address can be shared', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/prices`)
  const add = async (code: string): Promise<void> => {
    await page.getByRole('combobox', { name: '添加检查项目' }).fill(code)
    await page.locator('.picker-option', { hasText: code }).waitFor()
    await page.keyboard.press('Enter')
  }
  await add('20040100110000')
  const total = page.locator('.quote-total strong')
  await page.locator('.quote-total', { hasText: '¥210.00' }).waitFor()
  await add('20020100110000')
  await page.locator('.quote-total', { hasText: '¥420.00' }).waitFor()
  // Done twice in one exam it is billed once, and that is said.
  await page.getByRole('spinbutton', { name: '次数' }).first().fill('2')
  await page
    .locator('.quote')
    .getByText(/20040100110000/)
    .waitFor()
  const twice = await total.textContent()
  await visit(page, page.url())
  await total.waitFor()
  expect(await total.textContent()).toBe(twice)
  await look()
})

test('a reform is simulated on an uploaded catalogue, with charts and every row', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/prices?tab=simulation`)
  const file = join(served.folder, '目录.csv')
  writeFileSync(file, '项目名称,检查类型,数量\n胸部CT平扫,CT,900\n头颅MR平扫,MR,300\n胶片,,20\n')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: '模拟' }).click()
  await page.locator('.figures').waitFor()
  await page.locator('.chart canvas').waitFor()
  expect(await page.locator('.vt-row').count()).toBe(3)
  await look()
})

test('suspicions show their evidence and are rebutted by the hospital, then closed by the insurer', async () => {
  const { page, served, look } = stage
  await served.person('insurer', 'insurer-auditor')
  await served.api('POST', `/institutions/${served.institutionId}/charge-audits`, {
    title: '六月',
    exams: [
      {
        id: 'A1',
        date: '2026-06-01',
        items: [{ code: '20040100110000' }],
        lines: ['1', '2'].map((id) => ({ id, code: '012301020010000', quantity: 1, amountCents: 20_000 })),
      },
    ],
  })
  await visit(page, `${served.address}/prices?tab=audits`)
  await page.locator('.suspicion').first().waitFor()
  await look()
  expect(await page.locator('.card .plain tbody tr').count()).toBe(2)
  await page.getByLabel('理由').fill('两次检查')
  await page.getByRole('button', { name: '申辩' }).click()
  await page.locator('.history').getByText('两次检查').waitFor()
  const other = await openBrowser()
  const at = await other.newPage()
  await signIn(at, served.address, 'insurer')
  await visit(at, `${served.address}/prices?tab=audits`)
  await at.locator('.history').getByText('两次检查').waitFor()
  await at.getByLabel('理由').fill('报告只有一份')
  const uphold = at.getByRole('button', { name: '认定成立' })
  await at.getByLabel('退还金额').fill('99999')
  await at.getByText('请填 0 到').waitFor()
  expect(await uphold.isDisabled()).toBe(true)
  await at.getByLabel('退还金额').fill('150.5')
  await uphold.click()
  await at.getByText('没有疑点').waitFor()
  await at.getByLabel('状态').selectOption('upheld')
  await at.locator('.history').getByText('¥150.50').waitFor()
  await other.close()
})
