import { expect, test } from 'vitest'
import { enter, visit } from './browser.ts'
import { readyChanges } from './govern-way.ts'
import { setStage } from './stage.ts'

const PERFUSION = '20040100410000'
const ADD = [{ kind: 'add', subject: 'item', codes: [PERFUSION] }]

let token = ''
const stage = setStage({
  prepare: async ({ served, page }) => {
    token = (await served.person('proposer', 'mapper')).token
    await readyChanges(served, token, ADD)
    await page.goto(`${served.address}/login`)
    await enter(page, 'admin')
    await page.getByRole('button', { name: 'Administrator', exact: true }).waitFor()
  },
})

test('the publisher sees what a release would be, takes out what is in its way, and makes it', async () => {
  const { page, served, look } = stage
  const again = await readyChanges(served, token, ADD)
  await visit(page, `${served.address}/govern?tab=releases`)
  const form = page.getByRole('region', { name: '制作发布' })
  const preview = form.getByRole('button', { name: '预览' })
  await preview.click()
  await form.getByText(PERFUSION).waitFor()
  const blamed = form.getByRole('link', { name: '查看造成阻碍的提案' })
  expect(await blamed.getAttribute('href')).toContain(again)
  expect(await form.getByRole('button', { name: /^发布/ }).count()).toBe(0)
  await look()

  const { version } = await served.api('GET', `/proposals/${again}`)
  const reject = { version, act: { kind: 'reject', reason: '重复' } }
  await served.api('POST', `/proposals/${again}/acts`, reject)
  await form.getByLabel('发布日期').fill('2026-03-01')
  await preview.click()
  await form.getByText('1.0.0 → 1.1.0 · 新增项目 1 · 停用 0').waitFor()
  await form.getByText('提案 1', { exact: true }).waitFor()
  await look()

  await form.getByRole('button', { name: '发布 1.1.0' }).click()
  await page.getByText('1.1.0 · 2026-03-01').waitFor()
  await look()
})
