import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

let colleague: string
const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('proposer', 'mapper')
    colleague = (await served.person('colleague', 'mapper')).token
    await signIn(page, served.address, 'proposer')
  },
})

test('an item is proposed, its impact shown, and a comment that came too late is kept', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern`)
  await page.getByRole('tab', { name: '起草提案' }).click()
  await page.getByLabel('新项目的代码（可多个）').first().fill('20040100410000')
  await page.getByLabel('标题（中文）').fill('胸部灌注')
  await page.getByLabel('标题（英文）').fill('Chest perfusion')
  await page.getByLabel('理由', { exact: true }).fill('两院在用')
  await page.getByRole('button', { name: /^提交提案/ }).click()
  await page.getByRole('heading', { name: '胸部灌注' }).waitFor()
  await page.getByText('读法改变的名称').waitFor()
  await page.getByText('相差一键的代码').click()
  expect(await page.getByText('20040100210000').count()).toBeGreaterThan(0)
  await look()

  const id = new URL(page.url()).searchParams.get('proposal')?.replaceAll('"', '') ?? ''
  await served.api(
    'POST',
    `/proposals/${id}/acts`,
    { version: 1, act: { kind: 'comment', text: '我院也在用' } },
    colleague,
  )
  const said = page.getByLabel('意见或理由')
  await said.fill('请看依据')
  await page.getByRole('button', { name: '发表意见' }).click()
  await page.getByText('你写的内容还在上面').waitFor()
  expect(await said.inputValue()).toBe('请看依据')
  await page.getByText('我院也在用').waitFor()
  await page.getByRole('button', { name: '发表意见' }).click()
  await page.locator('li', { hasText: '请看依据' }).first().waitFor()
  await look()
  await visit(page, `${served.address}/govern`)
  await page.getByRole('link', { name: '胸部灌注' }).waitFor()
  await look()
})
