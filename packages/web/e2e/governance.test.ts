import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { type Browsing, missingBrowser, openBrowser, signIn, visit } from './browser.ts'
import { type Served, startServed } from './served.ts'

let served: Served
let browsing: Browsing
let page: Page
let colleague: string

beforeAll(async () => {
  if (missingBrowser()) return
  served = await startServed()
  browsing = await openBrowser()
  page = await browsing.newPage()
  await served.person('proposer', 'mapper')
  colleague = (await served.person('colleague', 'mapper')).token
  await signIn(page, served.address, 'proposer')
})
afterAll(async () => {
  await browsing?.close()
  await served?.stop()
})
beforeEach((context) => {
  const missing = missingBrowser()
  if (missing) context.skip(missing)
})

const look = async (): Promise<void> => {
  expect(await seriousViolations(page)).toEqual([])
  expect(browsing.complaints).toEqual([])
}

test('an item is proposed, its impact shown, and a comment that came too late is kept', async () => {
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
