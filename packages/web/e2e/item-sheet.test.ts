import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { runProgram } from './served.ts'
import { setStage } from './stage.ts'

const CHEST = '20040100110000'
const folder = mkdtempSync(join(tmpdir(), 'yingma-codes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stage = setStage({
  options: () => {
    const [table, into] = [join(folder, 'loinc.csv'), join(folder, 'loinc')]
    writeFileSync(table, `代码,名称,标准代码\n24627-2,CT Chest,${CHEST}\n`)
    const columns = ['--code', '代码', '--display', '名称', '--target', '标准代码']
    runProgram('import', 'codes', table, '--system', 'http://loinc.org', ...columns, '--into', into)
    return ['--terminology', into]
  },
  prepare: async ({ served }) => {
    const { token } = await served.person('clerk', 'mapper')
    const catalogue = await served.catalogue('本院字典', [
      { name: '肺部平扫CT', count: 120, localCode: 'CT001' },
      { name: '胸CT', count: 40 },
    ])
    const { rows } = (await served.api('GET', `/catalogues/${catalogue}/names`)) as {
      rows: { id: string; version: number }[]
    }
    const decisions = rows.map(({ id, version }) => ({ nameId: id, version, kind: 'change', codes: [CHEST] }))
    await served.api('POST', `/catalogues/${catalogue}/decisions`, { decisions }, token)
  },
})
const sheet = () => stage.page.locator('article.sheet')

test('the sections that somebody opened are part of the link that is shared', async () => {
  const { page, served, browsing, look } = stage
  await visit(page, `${served.address}/?item=${CHEST}`)
  await sheet().getByText('沿革', { exact: true }).click()
  await sheet().getByText('1.0.0', { exact: true }).waitFor()
  await sheet().getByText('收录').waitFor()
  await sheet().getByText('价格', { exact: true }).click()
  await sheet()
    .getByText(/¥[1-9]/)
    .first()
    .waitFor()
  const other = await browsing.newPage()
  await visit(other, page.url())
  await other.locator('article.sheet').getByText('收录').waitFor()
  await other
    .getByText(/¥[1-9]/)
    .first()
    .waitFor()
  expect(await other.title()).toContain('CT胸部(平扫)')
  await other.close()
  await look()
})

test('codes of other schemes stand on the sheet for all, names of an institution for its people, who get to their table', async () => {
  const { page, served, look } = stage
  const address = `${served.address}/?item=${CHEST}&open=mappings`
  await visit(page, address)
  await sheet().getByText('24627-2').waitFor()
  await sheet().getByText('等同').waitFor()
  await sheet().getByText('登录后').waitFor()
  await signIn(page, served.address, 'clerk')
  await visit(page, address)
  await sheet().getByText('2 个名称，160 例').waitFor()
  await look()
  await sheet().getByRole('link', { name: '肺部平扫CT' }).click()
  await page.getByText('CT胸部(平扫)', { exact: false }).first().waitFor()
  await page.getByRole('row', { name: /肺部平扫CT/ }).waitFor()
  expect(await page.locator('.vt-row').count()).toBe(2)
})
