import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { type Browsing, enter, missingBrowser, openBrowser, signIn, visit } from './browser.ts'
import { type Served, startServed } from './served.ts'

let served: Served
let first: Browsing
let page: Page

beforeAll(async () => {
  if (missingBrowser()) return
  served = await startServed()
  await served.person('mapper', 'mapper')
  await served.person('reviewer', 'reviewer')
  first = await openBrowser()
  page = await signedIn(first, 'mapper')
})
afterAll(async () => {
  await first?.close()
  await served?.stop()
})
beforeEach((context) => {
  const missing = missingBrowser()
  if (missing) context.skip(missing)
})

async function signedIn(browsing: Browsing, login: string): Promise<Page> {
  const at = await browsing.newPage()
  await signIn(at, served.address, login)
  return at
}

const remaining = (at: Page, n: number) => at.getByText(`还有 ${n} 组`).waitFor()
const progressOf = async (id: string) =>
  ((await served.api('GET', `/catalogues/${id}`)).progress as { byStatus: Record<string, { names: number }> }).byStatus

describe('a table on its way', () => {
  test('is uploaded, its columns are said, reviewed by keyboard and exported', async () => {
    const file = join(tmpdir(), '检查项目.csv')
    writeFileSync(
      file,
      '项目代码,项目名称,检查类型,数量\nA1,胸部CT平扫,CT,900\nA2,CT胸部平扫,CT,80\nB1,头颅MR平扫,MR,300\nC1,膝关节CT,CT,50\nD1,胶片,,20\n',
    )
    await page.goto(`${served.address}/map`)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: '上传' }).click()
    await page.getByText('项目名称 → 检查名称').waitFor()
    // The one of the form comes when the names are read; those of the list are there before.
    await page.locator('section.card .next-step').click()
    await page.locator('.queue-row').first().waitFor()
    const before = await page.locator('.queue-row').count()
    expect(await page.locator('.queue-row').first().textContent()).toContain('980')
    await page.locator('article.reading').waitFor()
    await page.keyboard.press('a')
    await remaining(page, before - 1)
    await page.keyboard.press('a')
    await remaining(page, before - 2)
    // The knee without a side: the person says which, by typing.
    await page.locator('.queue-row[aria-current=true]', { hasText: '膝关节CT' }).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.type('20072201110000')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await remaining(page, before - 3)
    await page.keyboard.press('x')
    await page.getByText('全部复核完了').waitFor()
    await page.keyboard.press('u')
    await remaining(page, 1)
    await page.keyboard.press('x')
    await page.getByRole('link', { name: '查看进度和导出' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /CSV/ }).click(),
    ])
    const exported = readFileSync(await download.path(), 'utf8')
    expect(exported).toMatch(/胸部CT平扫.*accepted.*20040100110000/)
    expect(exported).toMatch(/膝关节CT.*changed.*20072201110000/)
    expect(exported).toMatch(/胶片.*rejected/)
  })

  test('that is none is refused with the reason, and the form stays filled', async () => {
    const file = join(tmpdir(), 'not-a-table.xlsx')
    writeFileSync(file, Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]))
    await page.goto(`${served.address}/map`)
    await page.getByLabel(/标题/).fill('我的表')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.locator('.ant-alert-error').waitFor()
    expect(await page.getByLabel(/标题/).inputValue()).toBe('我的表')
  })
})

describe('the review workbench', () => {
  test('accepts 100 clusters with at most two interactions each', async () => {
    const contents = (await served.api('GET', '/edition/contents')) as { items: { name: string; modality: string }[] }
    const items = contents.items.filter(({ modality, name }) => /^(CT|MR)$/.test(modality) && !/[[\]]/.test(name))
    const id = await served.catalogue(
      '一百组',
      items.slice(0, 260).map(({ name }, at) => ({ name, count: 1000 - at })),
    )
    await page.goto(`${served.address}/review/${id}`)
    await page.locator('article.reading').waitFor()
    const before = Number(/还有 (\d+) 组/.exec((await page.locator('.desk-queue').textContent()) ?? '')?.[1])
    expect(before).toBeGreaterThan(100)
    let interactions = 0
    for (let accepted = 0; accepted < 100; accepted++) {
      await page.keyboard.press('a')
      interactions++
      await remaining(page, before - accepted - 1)
    }
    for (let turn = 0; (await progressOf(id)).accepted!.names < 100 && turn < 100; turn++)
      await page.waitForTimeout(100)
    expect((await progressOf(id)).accepted!.names).toBeGreaterThanOrEqual(100)
    expect(interactions / 100).toBeLessThanOrEqual(2)
  })

  test('shows both what was decided when two decide at once, and lets the second one choose', async () => {
    const id = await served.catalogue('同时', [{ name: '胸部CT平扫', count: 9 }])
    const second = await openBrowser()
    const other = await signedIn(second, 'reviewer')
    for (const at of [page, other]) {
      await at.goto(`${served.address}/review/${id}`)
      await at.locator('article.reading').waitFor()
    }
    await page.keyboard.press('a')
    await page.getByText('全部复核完了').waitFor()
    for (let turn = 0; (await progressOf(id)).accepted!.names < 1 && turn < 50; turn++) await page.waitForTimeout(100)
    await other.keyboard.press('n')
    const note = other.locator('.conflict')
    await note.waitFor()
    expect(await note.textContent()).toContain('已接受')
    await note.getByRole('button', { name: '用我的决定' }).click()
    for (let turn = 0; (await progressOf(id)).changed!.names < 1 && turn < 50; turn++) await page.waitForTimeout(100)
    expect((await progressOf(id)).changed!.names).toBe(1)
    expect(second.complaints).toEqual([])
    await second.close()
  })

  test('keeps a decision that meets the end of the session, and sends it after signing in again', async () => {
    const id = await served.catalogue('断线', [{ name: '胸部CT平扫' }, { name: '头颅MR平扫' }])
    const own = await openBrowser()
    const at = await signedIn(own, 'mapper')
    await at.goto(`${served.address}/review/${id}`)
    await at.locator('article.reading').waitFor()
    await own.context.clearCookies()
    await at.keyboard.press('a')
    await at.locator('main').getByRole('link', { name: '登录' }).click()
    await enter(at, 'mapper')
    await at.locator('.unsent').getByRole('button').click()
    await remaining(at, 1)
    expect((await progressOf(id)).accepted!.names).toBe(1)
    await own.close()
  })

  test('builds the code from facets that are picked', async () => {
    const id = await served.catalogue('要素', [{ name: '左膝关节CT平扫' }])
    await page.goto(`${served.address}/review/${id}`)
    await page.locator('article.reading').waitFor()
    await page.keyboard.press('c')
    await page.locator('.facets select').nth(1).selectOption('072202')
    expect(await page.locator('.facets .code').textContent()).toBe('20072202110000')
    await page.getByRole('button', { name: '用这个项目' }).click()
    for (let turn = 0; (await progressOf(id)).changed!.names < 1 && turn < 50; turn++) await page.waitForTimeout(100)
    const { rows } = (await served.api('GET', `/catalogues/${id}/names`)) as {
      rows: { codes: string[]; needsSecond: boolean }[]
    }
    expect(rows[0]).toMatchObject({ codes: ['20072202110000'], needsSecond: true })
  })
})

test('a reviewer gives a cluster to somebody else, and takes it back', async () => {
  const id = await served.catalogue('分工', [{ name: '胸部CT平扫', count: 9 }])
  const browsing = await openBrowser()
  try {
    const reviewer = await signedIn(browsing, 'reviewer')
    await visit(reviewer, `${served.address}/review/${id}`)
    const holder = async () => {
      const { rows } = (await served.api('GET', `/catalogues/${id}/queue`)) as { rows: { assignedTo: string | null }[] }
      return rows[0]?.assignedTo
    }
    const people = reviewer.getByLabel('分给')
    await people.locator('option').nth(1).waitFor({ state: 'attached' })
    const mapper = await people.locator('option', { hasText: /^mapper$/i }).getAttribute('value')
    await people.selectOption(mapper)
    await reviewer.locator('.queue-row', { hasText: '归他人' }).waitFor()
    expect(await holder()).toBe(mapper)
    expect(await seriousViolations(reviewer)).toEqual([])
    await people.selectOption('')
    await reviewer.locator('.queue-row:not(:has-text("归他人"))').waitFor()
    expect(await holder()).toBe(null)
  } finally {
    await browsing.close()
  }
})

test('whoever decides takes a cluster for themselves, and gives it back', async () => {
  const id = await served.catalogue('归我', [{ name: '胸部CT平扫' }])
  await visit(page, `${served.address}/review/${id}`)
  await page.locator('article.reading').waitFor()
  await page.keyboard.press('g')
  await page.locator('.queue-row', { hasText: '归我' }).waitFor()
  await page.keyboard.press('g')
  await page.locator('.queue-row:not(:has-text("归我"))').waitFor()
})

test('a bar of the dashboard leads to its names, and to no others', async () => {
  const id = await served.catalogue('看板明细', [
    { name: '胸部CT平扫', count: 9 },
    { name: '胸部DR正位', count: 4 },
    { name: '胶片', count: 1 },
  ])
  await visit(page, `${served.address}/dashboard`)
  await page.getByLabel('表格').selectOption(id)
  await page.getByRole('link', { name: /^胸部 · 2/ }).click()
  await page.getByText('只看：胸部').waitFor()
  await page.getByText('2 个名称，13 例', { exact: true }).waitFor()
  await page.goBack()
  await page.getByLabel('表格').selectOption(id)
  await page.locator('.chart').first().locator('canvas').waitFor()
  await page.getByRole('link', { name: /^CT · 1/ }).click()
  await page.getByText('1 个名称，9 例', { exact: true }).waitFor()
  await page.getByRole('link', { name: '看全部名称' }).click()
  await page.getByText('3 个名称，14 例', { exact: true }).waitFor()
  await visit(page, `${served.address}/map/${id}?item=none`)
  await page.getByText('1 个名称，1 例', { exact: true }).waitFor()
})

test('no private page has a serious fault of accessibility, and the browser complained of nothing', async () => {
  const id = await served.catalogue('可达性', [{ name: '胸部CT平扫' }, { name: '膝关节CT' }])
  const found: string[] = []
  for (const path of ['/map', `/map/${id}`, '/dashboard', '/prices', '/admin', `/review/${id}`]) {
    await visit(page, served.address + path)
    found.push(...(await seriousViolations(page)).map((one) => `${path} ${one}`))
  }
  await page.keyboard.press('s')
  found.push(...(await seriousViolations(page)))
  expect(found).toEqual([])
  expect(first.complaints).toEqual([])
})
