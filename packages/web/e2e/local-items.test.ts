import { expect, test } from 'vitest'
import { enter, visit } from './browser.ts'
import { setStage } from './stage.ts'

const PLAIN = '20040100110000'
const PERFUSION = '20040100410000'

const stage = setStage({
  prepare: async ({ served, page }) => {
    const { parentId } = (await served.api('GET', `/institutions/${served.institutionId}`)) as { parentId: string }
    const other = await served.api('POST', '/institutions', {
      kind: 'institution',
      code: 'h2',
      name: '第二医院',
      parentId,
    })
    const own = { code: `${PLAIN}-R2`, name: '胸部CT平扫(科研)' }
    await served.api('POST', `/institutions/${other.id}/local-items`, own)
    await page.goto(`${served.address}/login`)
    await enter(page, 'admin')
    await page.getByRole('button', { name: 'Administrator', exact: true }).waitFor()
  },
})

test('an institution adds an item under a parent and names it better; what two have alike becomes a proposal', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern?tab=local`)
  await page.getByRole('combobox', { name: '机构' }).selectOption({ value: served.institutionId })
  await page.getByText('还没有本地项目').waitFor()
  await page.getByText('目前没有。').waitFor()
  const add = page.getByRole('form', { name: '添加本地项目' })
  const button = add.getByRole('button', { name: '添加本地项目' })
  expect(await button.isDisabled()).toBe(true)
  await add.getByRole('combobox', { name: '查找上级项目' }).fill(PLAIN)
  await add.getByRole('option').first().click()
  await add.getByLabel('后缀').fill('科')
  await add.getByLabel('本地名称').fill('胸部CT平扫(筛查)')
  await button.click()
  await add.getByRole('alert').waitFor()
  await look()

  await add.getByLabel('后缀').fill('S1')
  await button.click()
  const own = page.getByRole('table', { name: '本地项目' })
  await own.getByText(`${PLAIN}-S1`).waitFor()
  await own.getByRole('button', { name: '改名' }).click()
  const rename = page.getByRole('form', { name: `为 ${PLAIN}-S1 改名` })
  await rename.getByLabel('本地名称').fill('胸部CT平扫(肺癌筛查)')
  await look()
  await rename.getByRole('button', { name: '改名' }).click()
  await own.getByText('胸部CT平扫(肺癌筛查)').waitFor()

  const alike = page.getByRole('region', { name: '多家机构都有的' })
  await alike.getByText('2 家机构').waitFor()
  await alike.getByText(`${PLAIN}-R2`).waitFor()
  await look()
  await alike.getByRole('link', { name: '提议纳入标准' }).click()
  await page
    .getByText('来自本地名称: 胸部CT平扫(肺癌筛查) (0)、胸部CT平扫(科研) (0)')
    .or(page.getByText('来自本地名称: 胸部CT平扫(科研) (0)、胸部CT平扫(肺癌筛查) (0)'))
    .waitFor()
  await page.locator('details.composer[open]').getByText(PLAIN.slice(0, 4)).first().waitFor()

  // Both are taken up, until one is unticked; the proposal says which item follows.
  const choice = page.getByRole('group', { name: '纳入标准的本地项目' })
  await choice.getByRole('checkbox', { name: `示范医院 ${PLAIN}-S1` }).waitFor()
  const other = choice.getByRole('checkbox', { name: `第二医院 ${PLAIN}-R2` })
  expect(await other.isChecked()).toBe(true)
  await other.press('Space')
  expect(await other.isChecked()).toBe(false)
  expect(await other.evaluate((box) => box === document.activeElement)).toBe(true)
  await page.getByRole('combobox', { name: '新项目的代码（可多个）', exact: true }).fill(PERFUSION)
  const follows = choice.getByRole('combobox', { name: `接替 ${PLAIN}-S1 的项目` })
  expect(await follows.inputValue()).toBe(PERFUSION)
  await look()
  await page.getByRole('textbox', { name: '标题（中文）' }).fill('胸部灌注纳入标准')
  await page.getByRole('textbox', { name: '标题（英文）' }).fill('Perfusion of the chest')
  await page.getByRole('textbox', { name: '理由' }).fill('两院都有')
  await page.getByRole('button', { name: /^提交提案/ }).click()
  await page.getByRole('heading', { name: '胸部灌注纳入标准', exact: true }).waitFor()
  const taken = page.getByRole('region', { name: '纳入标准的本地项目' }).getByRole('listitem')
  expect(await taken.count()).toBe(1)
  expect(await taken.innerText()).toContain(`示范医院 ${PLAIN}-S1`)
  expect((await taken.innerText()).replace(/\s/g, '')).toContain(`→${PERFUSION}`)
  await look()
})
