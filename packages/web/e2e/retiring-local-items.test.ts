import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { enter, visit } from './browser.ts'
import { setStage } from './stage.ts'

const PLAIN = '20040100110000'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await page.goto(`${served.address}/login`)
    await enter(page, 'admin')
    await page.getByRole('button', { name: 'Administrator', exact: true }).waitFor()
  },
})

test('one that names stand for is retired with a successor, one never used is deleted, and the list says what became of them', async () => {
  const { page, served, look } = stage
  const [used, next, unused] = ['U1', 'U2', 'U3'].map((suffix) => `${PLAIN}-${suffix}`)
  for (const code of [used, next, unused]) {
    await served.api('POST', `/institutions/${served.institutionId}/local-items`, { code, name: `胸部${code}` })
  }
  await decided(used ?? '')
  await visit(page, `${served.address}/govern?tab=local`)
  await page.getByRole('combobox', { name: '机构' }).selectOption({ value: served.institutionId })
  const row = (code = '') => page.getByRole('table', { name: '本地项目' }).getByRole('row', { name: code })
  await row(used).getByText('1 个名称，30 人次').waitFor()
  expect(await row(used).getByRole('button', { name: '删除' }).count()).toBe(0)

  // Away and back by keyboard: the focus is where the work began.
  const begin = row(used).getByRole('button', { name: `停用 ${used}` })
  await begin.press('Enter')
  const form = page.getByRole('form', { name: `停用 ${used}` })
  await form.getByRole('button', { name: '不改了' }).press('Enter')
  expect(await begin.evaluate((button) => button === document.activeElement)).toBe(true)

  await begin.press('Enter')
  await form.getByLabel('停用的原因').and(page.locator(':focus')).waitFor()
  await page.keyboard.type('标准已有')
  await form.getByRole('combobox', { name: '在标准中查找接替者' }).fill(PLAIN)
  await form.getByRole('listbox').getByRole('option').first().click()
  await form.getByText(`接替者: ${PLAIN}`).waitFor()
  await form.getByRole('combobox', { name: '或由本机构的另一项目接替' }).selectOption(next ?? '')
  await look()
  await confirm(form.getByRole('button', { name: '停用', exact: true }), '停用')
  const outcome = page.getByText(`${used} 已停用：1 个决定随接替者走，0 个重新打开。`)
  await outcome.waitFor()
  expect(await outcome.evaluate((line) => line === document.activeElement)).toBe(true)
  await row(`${used} `).getByText('已停用').waitFor()
  await row(`${used} `).getByText('标准已有').waitFor()
  await row(`${next} `).first().waitFor()

  // Another leads to it, so it does not end without a successor: what is in the way is said.
  await page.getByRole('button', { name: `停用 ${next}` }).click()
  const refused = page.getByRole('form', { name: `停用 ${next}` })
  await refused.getByLabel('停用的原因').fill('不用了')
  await confirm(refused.getByRole('button', { name: '停用', exact: true }), '停用')
  await refused.getByRole('alert').getByText(`${used} 已由 ${next} 接替`).waitFor()
  await refused.getByRole('button', { name: '不改了' }).click()

  await confirm(page.getByRole('button', { name: `删除 ${unused}` }), '删除')
  await page.getByText(`${unused} 已删除。`).waitFor()
  await look()
})

/** A name of the hospital that is decided as this item. */
async function decided(code: string): Promise<void> {
  const { served } = stage
  const catalogue = await served.catalogue('本院', [{ name: '胸部CT平扫', count: 30 }])
  const { rows } = (await served.api('GET', `/catalogues/${catalogue}/names`)) as { rows: { id: string }[] }
  const decisions = [{ nameId: rows[0]?.id, version: 0, kind: 'change', codes: [code] }]
  await served.api('POST', `/catalogues/${catalogue}/decisions`, { decisions })
}

/** Presses a button that asks once more, and says yes. */
async function confirm(button: Locator, yes: string): Promise<void> {
  await button.click()
  await stage.page.getByRole('tooltip').getByRole('button', { name: yes }).click()
}
