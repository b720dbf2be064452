import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const PERFUSION = '20040100410000'
const LIMBS = ['肩关节', '上臂', '肘关节', '前臂', '腕部', '手', '髋关节', '大腿', '膝关节', '小腿', '踝关节', '足']
const SIDED = LIMBS.flatMap((limb) => ['左', '右', '双侧'].map((side) => side + limb))
const TRUNK = [
  '颈部',
  '甲状腺',
  '颈椎',
  '胸椎',
  '腰椎',
  '胸骨',
  '肋骨',
  '上腹部',
  '肝脏',
  '胰腺',
  '盆腔',
  '膀胱',
  '前列腺',
]
const MORE = [...SIDED, ...TRUNK, '胆囊', '小肠', '结肠']

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.catalogue('检查字典', [
      { name: '胸部灌注CT', modality: 'CT', count: 90 },
      { name: '胸部CT平扫', modality: 'CT', count: 500 },
      ...MORE.map((part, at) => ({ name: `${part}灌注CT`, modality: 'CT', count: 80 - at })),
    ])
    await served.person('proposer', 'mapper')
    await signIn(page, served.address, 'proposer')
  },
})

test('what unmapped names ask for is listed, and begins a draft with its code and names', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern`)
  await page.getByRole('tab', { name: '来自未对照名称' }).click()
  const table = page.getByRole('table', { name: '来自未对照名称' })
  const row = table.getByRole('row').filter({ hasText: PERFUSION })
  await row.getByText('90', { exact: true }).waitFor()
  expect(await table.getByText('胸部CT平扫').count()).toBe(0)
  await look()
  await row.getByRole('link').click()
  await page.getByText('来自本地名称: 胸部灌注CT (90)').waitFor()
  await page.getByRole('button', { name: '采用这份草案' }).click()
  expect(await page.getByRole('combobox', { name: '新项目的代码（可多个）' }).inputValue()).toContain(PERFUSION)
  await page.locator('details.composer[open]').waitFor()
  await look()
})

test('goes on page by page with the total said, and is narrowed by what somebody types', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern?tab=suggestions`)
  const table = page.getByRole('table', { name: '来自未对照名称' })
  const codes = table.getByRole('rowheader')
  await page.getByText(/^显示 50 \/ 5\d 个，共 [\d,]+ 人次$/).waitFor()
  const total = Number(/\/ (\d+)/.exec((await page.getByText(/^显示 /).textContent()) ?? '')?.[1])
  const more = page.getByRole('button', { name: '显示更多' })
  await more.focus()
  await page.keyboard.press('Enter')
  await more.waitFor({ state: 'detached' })
  expect(new Set(await codes.allTextContents()).size).toBe(total)
  expect(total).toBeGreaterThan(50)
  // The keyboard goes on at the first of the new rows.
  expect(await page.evaluate(() => document.activeElement?.closest('tr')?.rowIndex)).toBe(51)
  await look()

  await page.getByLabel('代码、项目或名称中含有').fill('胸部灌注')
  await page.getByText('显示 1 / 1 个，共 90 人次').waitFor()
  expect(await codes.allTextContents()).toEqual([PERFUSION])
  await page.getByLabel('至少几家医院').fill('2')
  await page.getByText('没有符合条件的项目').waitFor()
  await look()
  await page.getByRole('button', { name: '清除条件' }).click()
  await page.getByText(`显示 ${total} / ${total} 个`).waitFor()
})
