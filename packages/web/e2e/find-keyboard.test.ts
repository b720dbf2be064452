import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openBrowser, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage()
const box = () => stage.page.getByRole('searchbox')
const sheet = () => stage.page.locator('article.sheet')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.className ?? '')
const query = () => new URL(stage.page.url()).searchParams

test('back takes steps back: the item, the filter, and the box follows the address', async () => {
  const { page, served } = stage
  await visit(page, `${served.address}/?q=xbps`)
  await page.locator('.filters label', { hasText: 'MR' }).first().click()
  await page.getByText('2 项（共').waitFor()
  await box().press('Enter')
  await sheet().waitFor()
  await page.goBack()
  await sheet().waitFor({ state: 'detached' })
  await page.getByText('2 项（共').waitFor()
  await page.goBack()
  await page.getByText('10 项（共').waitFor()
  await page.getByRole('link', { name: '查项目' }).click()
  await page.getByText('1882 项（共').waitFor()
  expect(await box().inputValue()).toBe('')
  await page.goBack()
  await page.getByText('10 项（共').waitFor()
  expect(await box().inputValue()).toBe('xbps')
})

test('the keyboard goes into an item, out of it to where it was, and on to the next', async () => {
  const { page, served } = stage
  await visit(page, `${served.address}/?q=xbps`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await sheet().getByRole('heading', { name: 'MR胸部(平扫)' }).waitFor()
  expect(await focused(page)).toBe('sheet')
  await page.keyboard.press('Escape')
  await sheet().waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('vt-box')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await sheet().getByRole('heading', { name: 'CT胸部(平扫+增强)' }).waitFor()
})

test('each figure of the body map is one stop of the tab key, with arrows inside', async () => {
  const { page, served, look } = stage
  await visit(page, served.address)
  expect(await page.locator('.body-map [tabindex="0"]').count()).toBe(2)
  await page.locator('.body-map [tabindex="0"]').first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await page.waitForURL(/part=/)
  await page.getByText(/^\d{1,3} 项（共 1882/).waitFor()
  await look()
})

test('initials are found while an input method composes, and its keys are its own', async () => {
  const { page, served, browsing } = stage
  await visit(page, served.address)
  await box().focus()
  const keyboard = await browsing.context.newCDPSession(page)
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await compose("x'b'p's")
  await page.getByText('10 项（共').waitFor()
  await page.keyboard.press('Enter')
  expect([query().get('q'), query().get('item')]).toEqual([null, null])
  await keyboard.send('Input.insertText', { text: '胸部平扫' })
  await page.waitForURL(/q=/)
  expect(query().get('q')).toBe('胸部平扫')
  await box().press('Enter')
  await sheet().waitFor()
})

test('nothing found: filters are taken away, or the text is read as a name, with one press', async () => {
  const { page, served, look } = stage
  await visit(page, `${served.address}/?q=${encodeURIComponent('肺CT平扫甲院')}&f=modality:MR`)
  await page.getByText('没有符合的项目').waitFor()
  await look()
  await page.locator('.empty-note').getByRole('button', { name: '清除筛选' }).click()
  await page.waitForFunction(() => !location.search.includes('f='))
  await page.getByRole('link', { name: '试读这个名称' }).click()
  await page.locator('article.reading').waitFor()
  expect(await page.getByRole('textbox').inputValue()).toBe('肺CT平扫甲院')
})

test('columns are chosen by keyboard and stay chosen', async () => {
  const { page, served } = stage
  await visit(page, `${served.address}/?q=xbps`)
  await page.getByRole('button', { name: '列', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: '扫描方式' }).waitFor()
  await page.getByRole('menuitem', { name: '扫描方式' }).press('Enter')
  await page.getByRole('columnheader', { name: '扫描方式' }).waitFor()
  await page.reload()
  await page.getByRole('columnheader', { name: '扫描方式' }).waitFor()
  expect(await page.locator('.vt-row').first().textContent()).toMatch(/CT平扫$/)
})

test('on a phone a row says the whole name over its code, and the filters open and close by key', async () => {
  const { served } = stage
  const phone = await openBrowser({ viewport: { width: 390, height: 780 }, locale: 'en-US', colorScheme: 'dark' })
  const page = await phone.newPage()
  await visit(page, `${served.address}/?q=xbps`)
  expect(await page.locator('.vt-row').first().textContent()).toContain('20040100110000')
  const { scrollWidth, clientWidth } = await page.locator('.vt-box').evaluate((element) => ({
    scrollWidth: element.scrollWidth,
    clientWidth: element.clientWidth,
  }))
  expect(scrollWidth).toBe(clientWidth)
  await page.getByRole('button', { name: 'Filters' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('find-side find-side-open')
  await page.keyboard.press('Escape')
  await page.locator('.find-side').waitFor({ state: 'hidden' })
  expect(await focused(page)).toBe('search-box')
  expect(phone.complaints).toEqual([])
  await phone.close()
})
