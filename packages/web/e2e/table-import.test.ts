import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBrowser, signIn, visit } from './browser.ts'
import { runProgram } from './served.ts'
import { setStage } from './stage.ts'

const PERFUSION = '20040100410000'
const LOW_DOSE = '20040100120000'

const stage = setStage({
  prepare: async ({ served, page }) => {
    const editor = await served.person('leads', 'reader')
    await served.api('POST', `/users/${editor.id}/roles`, { role: 'editor' })
    await signIn(page, served.address, 'leads')
  },
})

/** The items of the edition as a workbook, without one, with a new one and with one that cannot be read. */
function nextTable(): string {
  const all = join(stage.served.folder, 'items.jsonl')
  runProgram('items', '--out', all)
  const items = readFileSync(all, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly code: string; readonly name: string })
  const kept = items.filter(({ code }) => code !== LOW_DOSE).map(({ code, name }) => `${code},${name}`)
  const file = join(stage.served.folder, '放射4.1.csv')
  writeFileSync(file, ['项目编码,项目名称', ...kept, `${PERFUSION},CT肺灌注成像`, '200401004,短'].join('\n'))
  return file
}

test('an editor sees what the next table changes, drafts it once, by keyboard, and is told when it stands', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/govern`)
  await page.getByRole('tab', { name: '导入新表' }).click()
  await page.locator('input[type=file]').setInputFiles(nextTable())
  const press = async (name: string | RegExp) => {
    const button = page.getByRole('button', { name })
    await button.focus()
    await page.keyboard.press('Enter')
  }
  await press('查看差异')
  await page.getByText('新增 1 项，停用 1 项，疑问 1 处').waitFor()
  await page.getByRole('table', { name: '新增' }).getByText(PERFUSION).waitFor()
  await page.getByRole('table', { name: '停用' }).getByText(LOW_DOSE).waitFor()
  await page.getByRole('table', { name: '疑问' }).getByText('第 1884 行：代码 200401004 读不出来').waitFor()
  await look()

  await press('起草 2 份提案')
  await page.getByText('已起草 2 份提案').waitFor()
  await look()
  await press('查看差异')
  await page.getByText('这些差异都已有提案').waitFor()
  expect(await page.getByRole('button', { name: /起草 \d+ 份提案/ }).count()).toBe(0)
  expect((await served.api('GET', '/proposals')).total).toBe(2)
})

test('whoever does not lead the rounds has no way to import', async () => {
  const { served } = stage
  await served.person('proposes', 'mapper')
  const other = await openBrowser()
  const page = await other.newPage()
  await signIn(page, served.address, 'proposes')
  await visit(page, `${served.address}/govern`)
  await page.getByRole('tab', { name: '起草提案' }).waitFor()
  expect(await page.getByRole('tab', { name: '导入新表' }).count()).toBe(0)
  expect(other.complaints).toEqual([])
  await other.close()
})
