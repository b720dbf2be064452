import { expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

let readers: readonly { readonly id: string; readonly token: string }[]
const stage = setStage({
  prepare: async ({ served, page }) => {
    readers = [await served.person('reviewer', 'reviewer'), await served.person('second', 'reviewer')]
    await signIn(page, served.address, 'reviewer')
  },
})

test('every name of a filter is decided at once, and that is undone', async () => {
  const { page, served } = stage
  const id = await served.catalogue('成批', [{ name: '胸部CT平扫' }, { name: '胸部CT增强' }, { name: '头颅MR平扫' }])
  const accepted = async () =>
    ((await served.api('GET', `/catalogues/${id}`)).progress as { byStatus: { accepted: { names: number } } }).byStatus
      .accepted.names
  await visit(page, `${served.address}/map/${id}`)
  await page.getByRole('searchbox').fill('胸部')
  await page.getByRole('button', { name: '对筛选出的 2 个名称执行' }).click()
  await page.getByRole('button', { name: '执行', exact: true }).click()
  await page.getByRole('button', { name: '撤销' }).waitFor()
  expect(await accepted()).toBe(2)
  await page.getByRole('button', { name: '撤销' }).click()
  await expect.poll(accepted).toBe(0)
  expect(await seriousViolations(page)).toEqual([])
})

test('a sample is read by two, their agreement is told, and what differs is settled', async () => {
  const { page, served, browsing } = stage
  const id = await served.catalogue('抽样', [{ name: '胸部CT平扫' }])
  await visit(page, `${served.address}/samples/${id}`)
  await page.getByLabel('第一位').selectOption(readers[0]?.id ?? '')
  await page.getByLabel('第二位').selectOption(readers[1]?.id ?? '')
  await page.getByRole('button', { name: '抽取' }).click()
  await page.getByText('还有 1 个').waitFor()
  await page.getByRole('button', { name: '无对应项目' }).click()
  await page.getByText('还有 0 个').waitFor()
  const [sample] = (await served.api('GET', `/catalogues/${id}/samples`)) as unknown as { id: string }[]
  const { readings } = (await served.api('GET', `/samples/${sample?.id}`)) as { readings: { nameId: string }[] }
  const said = { nameId: readings[0]?.nameId, codes: ['20040100110000'] }
  await served.api('POST', `/samples/${sample?.id}/readings`, said, readers[1]?.token)
  await visit(page, `${served.address}/samples/${id}`)
  await page.getByText('1 个不一致').waitFor()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: '取第二位的' }).click()
  await page.getByText('1 个不一致').waitFor({ state: 'detached' })
  const { rows } = (await served.api('GET', `/catalogues/${id}/names`)) as { rows: { codes: string[] }[] }
  expect(rows[0]?.codes).toEqual(['20040100110000'])
  expect(browsing.complaints).toEqual([])
})

test('a name that was read wrongly becomes a task of the reviewers', async () => {
  const { page, served } = stage
  const id = await served.catalogue('反馈', [{ name: '头颅MR平扫' }])
  await visit(page, `${served.address}/try`)
  await page.locator('textarea').fill('怪名字CT')
  await page.keyboard.press('Control+Enter')
  await page.getByText('读得不对').click()
  await page.getByLabel('表格').selectOption(id)
  await page.getByRole('button', { name: '交给复核' }).click()
  await page.getByText('已成为复核任务').waitFor()
  const { rows } = (await served.api('GET', `/catalogues/${id}/names`)) as { rows: { name: string }[] }
  expect(rows.map(({ name }) => name)).toContain('怪名字CT')
  expect(await seriousViolations(page)).toEqual([])
})
