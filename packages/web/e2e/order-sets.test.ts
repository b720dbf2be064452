import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('office', 'institution-admin')
    await signIn(page, served.address, 'office')
  },
})

test('the sets of a specialty are shown, one is checked without an item, and leads to its price', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/order-sets`)
  const all = await page.locator('ul.cards section').count()
  await page.getByRole('combobox', { name: /^科室/ }).selectOption('neurology')
  await page.getByRole('region', { name: '卒中一站式' }).waitFor()
  expect(await page.locator('ul.cards section').count()).toBeLessThan(all)
  expect(new URL(page.url()).searchParams.get('specialty')).toBe('neurology')
  await look()
  const stroke = page.getByRole('region', { name: '卒中一站式' })
  await stroke.getByRole('checkbox').last().uncheck()
  await stroke.getByRole('button', { name: '检查这组医嘱' }).click()
  await stroke.getByText('2 项可以开单').waitFor()
  await stroke.getByRole('link', { name: '看看价格' }).click()
  await page.locator('.quote-total').waitFor()
})

test('a set of the institution is added, changed and taken away, with what is wrong said at its field', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/order-sets`)
  await page.getByRole('button', { name: '添加组合' }).click()
  const form = page.getByRole('form', { name: '添加组合' })
  await form.getByLabel('代号').fill('Own Set')
  await form.getByText('用小写字母开头').waitFor()
  await form.getByLabel('代号').fill('stroke-one-stop')
  await form.getByText('已有这个代号').waitFor()
  await form.getByLabel('代号').fill('own-chest')
  await form.getByLabel('名称', { exact: true }).fill('本院胸部')
  await form.getByRole('combobox', { name: '添加检查项目' }).fill('20040100110000')
  await page.locator('.picker-option').first().waitFor()
  await page.keyboard.press('Enter')
  await look()
  await form.getByRole('button', { name: '保存组合' }).click()
  const own = page.getByRole('region', { name: '本院胸部' })
  await own.getByText('本院自定').waitFor()
  await own.getByRole('button', { name: '修改组合' }).click()
  await page.getByRole('button', { name: '本院不用' }).click()
  await page.getByRole('button', { name: '删除', exact: true }).last().click()
  await own.waitFor({ state: 'detached' })
})

test('the picker offers the sets of a specialty while nothing is typed, and picks from them', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/picker?institution=${served.institutionId}&specialty=neurology`)
  const sets = page.getByRole('region', { name: '检查组合' })
  await sets.getByText('卒中一站式').click()
  await look()
  await sets.locator('.embed-offer').first().click()
  await page.locator('.embed-picked').waitFor()
})
