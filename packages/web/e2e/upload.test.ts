import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage({
  prepare: async ({ served, page }) => {
    await served.person('maps', 'mapper')
    await signIn(page, served.address, 'maps')
  },
})

const inFolder = (name: string, text: string): string => {
  const file = join(stage.served.folder, name)
  writeFileSync(file, text)
  return file
}
const tables = async (): Promise<number> =>
  Number((await stage.served.api('GET', `/institutions/${stage.served.institutionId}/catalogues`)).total)

test('a file that cannot be a table is refused with the way out, and leaves nothing behind', async () => {
  const { page, served } = stage
  const before = await tables()
  await visit(page, `${served.address}/map`)
  const choose = (file: string) => page.locator('input[type=file]').setInputFiles(file)
  const huge = inFolder('huge.csv', '名称\n')
  truncateSync(huge, 65 * 1024 * 1024)
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  await choose(huge)
  await page.getByText('最大 64 MB：请拆成几个文件').waitFor()
  expect(sent.filter((url) => url.includes('/upload'))).toEqual([])
  await choose(inFolder('picture.csv', '\u0000\u0001\u0002PNG'))
  await page.locator('.ant-alert-error').waitFor()
  expect(await page.getByRole('button', { name: '再试一次' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: '上传' }).count()).toBe(0)
  expect(await tables()).toBe(before)
})

test('columns are shown as guessed with their first rows, put right by the person, and read so', async () => {
  const { page, served, look } = stage
  const before = await tables()
  await visit(page, `${served.address}/map`)
  const text = '编号,项目名称,院内叫法,患者姓名\nA1,胸部CT平扫,胸平扫,张三\nA2,头颅MR平扫,头平扫,李四\n'
  await page.locator('input[type=file]').setInputFiles(inFolder('目录.csv', text))
  const roleOf = (column: string) => page.getByLabel(`列“${column}”是`)
  await page.getByRole('cell', { name: '胸平扫', exact: true }).waitFor()
  expect(await roleOf('项目名称').inputValue()).toBe('name')
  expect(await roleOf('患者姓名').count()).toBe(0)
  expect(await page.getByText('张三').count()).toBe(0)
  await roleOf('项目名称').selectOption('')
  await page.getByText('请先指定哪一列是检查名称').waitFor()
  expect(await page.getByRole('button', { name: '上传' }).isDisabled()).toBe(true)
  await roleOf('院内叫法').selectOption('name')
  await look()
  await page.getByRole('button', { name: '上传' }).click()
  await page.getByText('院内叫法 → 检查名称').waitFor()
  expect(await tables()).toBe(before + 1)
})

test('the sheet of a workbook and the row of the header are put right before the upload', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/map`)
  const text = '某医院项目,,\n六月,,\n甲,乙,丙\nA1,胸部CT平扫,3\nA2,头颅MR平扫,1\n'
  await page.locator('input[type=file]').setInputFiles(inFolder('无表头.csv', text))
  const header = page.getByLabel('表头在哪一行')
  await header.selectOption('3')
  await page.getByRole('columnheader', { name: /^乙/ }).waitFor()
  expect(await page.getByRole('cell', { name: '六月' }).count()).toBe(0)
  await page.getByLabel('列“乙”是').selectOption('name')
  await look()
  await page.getByRole('button', { name: '上传' }).click()
  await page.getByText('乙 → 检查名称').waitFor()
  await page.getByText(/共 2 行/).waitFor()
})

test('the dashboard of a table without names says what to do', async () => {
  const { page, served, look } = stage
  const path = `/institutions/${served.institutionId}/catalogues`
  await served.api('POST', path, { kind: 'exam-dictionary', title: '空表' })
  await visit(page, `${served.address}/dashboard`)
  await page.getByText('这个表格里还没有名称').waitFor()
  expect(await page.locator('.chart').count()).toBe(0)
  await look()
  await page.locator('.empty-note').getByRole('link').click()
  await page.locator('input[type=file]').waitFor()
})
