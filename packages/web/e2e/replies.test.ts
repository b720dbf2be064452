import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const ADD = [{ kind: 'add', subject: 'item', codes: ['20040100410000'] }]

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('chest-expert', 'expert')
    await signIn(page, served.address, 'chest-expert')
  },
})

test('a comment is answered below it, an answer likewise, and what came too late is kept', async () => {
  const { page, served, look } = stage
  const content = { title: { zh: '胸部灌注', en: 'Chest perfusion' }, reason: '两院在用', changes: ADD }
  const { id } = await served.api('POST', '/proposals', { content })
  const say = (version: number, text: string) =>
    served.api('POST', `/proposals/${id}/acts`, { version, act: { kind: 'comment', text } })
  await say(1, '剂量如何？')
  await visit(page, `${served.address}/govern?proposal=${id}`)
  const thread = page.getByRole('region', { name: '意见', exact: true })
  await thread.getByText('Administrator', { exact: true }).waitFor()
  await thread.getByText('系统管理员').waitFor()
  const open = thread.getByRole('button', { name: '回复“剂量如何？”' })
  await open.click()
  await thread.getByRole('button', { name: '取消' }).click()
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === '回复“剂量如何？”')
  await page.keyboard.press('Enter')
  const form = thread.getByRole('form', { name: '回复“剂量如何？”' })
  const send = form.getByRole('button', { name: '发表回复' })
  expect(await send.isDisabled()).toBe(true)
  await form.getByRole('textbox').fill('低于 5 mSv')
  await look()

  await say(2, '另一条')
  await send.click()
  await form.getByText(/^他人已先行修改，/).waitFor()
  expect(await form.getByRole('textbox').inputValue()).toBe('低于 5 mSv')
  await thread.getByText('另一条').waitFor()
  await send.click()
  const first = thread.getByRole('listitem').filter({ hasText: '剂量如何？' }).first()
  await first.getByRole('listitem').getByText('低于 5 mSv').waitFor()

  await thread.getByRole('button', { name: '回复“低于 5 mSv”' }).click()
  await thread.getByRole('form').getByRole('textbox').fill('请附文献')
  await send.or(thread.getByRole('button', { name: '发表回复' })).click()
  await first.getByRole('listitem').getByRole('listitem').getByText('请附文献').waitFor()
  // Who answers whom is said, not only shown by the indent.
  const replies = thread.getByRole('list', { name: '对“剂量如何？”的回复' })
  await replies.getByText('chest-expert', { exact: true }).first().waitFor()
  await replies.getByText('回复 Administrator').waitFor()
  await replies.getByText('示范医院 · 专家').first().waitFor()
  await look()
})
