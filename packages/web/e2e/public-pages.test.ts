import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { openBrowser, visit } from './browser.ts'
import { setStage } from './stage.ts'

const stage = setStage()

const go = (path: string) => stage.page.goto(stage.served.address + path)

describe('find', () => {
  test('initials lead to an item, its sheet and its neighbours, by keyboard alone', async () => {
    const { page } = stage
    await go('/')
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.type('xbps')
    await page
      .getByRole('row', { name: /CT胸部\(平扫\)/ })
      .first()
      .waitFor()
    await page.keyboard.press('Enter')
    const sheet = page.locator('article.sheet')
    await sheet.getByText('概念号').waitFor()
    expect(await sheet.locator('.code-fields tbody tr').count()).toBeGreaterThan(5)
    expect(await sheet.locator('.neighbours li').count()).toBeGreaterThan(0)
    expect(new URL(page.url()).searchParams.get('item')).toBeTruthy()
  })

  test('filters narrow with counts that hold, and the address keeps them', async () => {
    const { page } = stage
    await go('/')
    const filter = page.locator('.filters label', { hasText: 'MR' }).first()
    const count = Number(await filter.locator('.filter-count').textContent())
    await filter.click()
    await page.getByText(`${count} 项（共`).waitFor()
    await page.reload()
    await page.getByText(`${count} 项（共`).waitFor()
    await page
      .getByRole('button', { name: /^头部 \d/ })
      .first()
      .click()
    await page.waitForFunction(
      (before) => !document.querySelector('.find-count')?.textContent?.startsWith(`${before} `),
      count,
    )
  })

  test('the body map picks a part with its side, and the sheet says everything in words', async () => {
    const { page } = stage
    await go('/')
    await page
      .getByRole('button', { name: /^左侧膝关节，/ })
      .first()
      .press('Enter')
    await page.waitForURL(/radiology.*0722/)
    await page.locator('.find-main .side-left').first().waitFor()
    expect(await page.locator('.find-main .side-right').count()).toBe(0)
    await page.getByRole('row', { name: /CT左膝关节\(平扫\)/ }).click()
    const sheet = page.locator('article.sheet')
    await sheet.getByText('概念号').waitFor()
    expect(await sheet.locator('.pairs').first().textContent()).not.toMatch(/left|none/)
    await sheet.getByText('价格', { exact: true }).click()
    await sheet
      .locator('.sheet-section')
      .getByText(/¥[1-9]/)
      .first()
      .waitFor()
  })

  test('the kind of scan is a filter across modalities', async () => {
    const { page } = stage
    await go('/')
    const plain = page.locator('.filters label', { hasText: /^增强/ }).first()
    const count = Number(await plain.locator('.filter-count').textContent())
    await plain.click()
    await page.getByText(`${count} 项（共`).waitFor()
  })

  test('what is found is exported', async () => {
    const { page } = stage
    await go('/?q=%E8%86%9D')
    await page.getByText(/^3\d 项/).waitFor()
    await page.getByRole('button', { name: '导出' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('CSV', { exact: true }).click(),
    ])
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split(/\r?\n/)
    expect(rows.length).toBeGreaterThan(30)
    expect(rows[0]).toContain('code')
  })

  test('English is complete at the press of a button and stays chosen', async () => {
    const { page } = stage
    await go('/')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByText(/items \(of/).waitFor()
    await page.reload()
    await page.getByText(/items \(of/).waitFor()
    const chinese = await page.locator('.top, .find-bar, .filters-head').allTextContents()
    expect(chinese.join(' ').replace(/影码|中文/g, '')).not.toMatch(/[一-鿿]/)
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByText(/项（共/).waitFor()
  })
})

describe('try', () => {
  test('names are read with their words coloured, and one with markup in it stays text', async () => {
    const { page } = stage
    await go('/try')
    const markup = '胸部CT平扫<img src=x onerror="document.title=1">'
    await page.getByRole('textbox').fill(`${markup}\n膝关节CT`)
    await page.keyboard.press('Control+Enter')
    const readings = page.locator('article.reading')
    await readings.nth(1).waitFor()
    expect(await readings.nth(0).locator('.spans').textContent()).toBe(markup)
    expect(await readings.nth(0).locator('mark.span-part').first().textContent()).toBe('胸部')
    expect(await readings.nth(1).textContent()).toContain('不明确')
    expect(await page.locator('article.reading img').count()).toBe(0)
  })
})

describe('decode and compare', () => {
  test('a slip in a code is named, with the items near it', async () => {
    const { page } = stage
    await go('/decode')
    await page.getByRole('textbox').fill('20040100110009')
    await page.locator('.decoded .neighbours li').first().waitFor()
    await page.locator('.decoded').getByText('CT胸部(平扫)').waitFor()
  })

  test('left and right knee differ in one field', async () => {
    const { page } = stage
    await go('/compare?a=20072201110000&b=20072202110000')
    await page.locator('tr.differs').waitFor()
    expect(await page.locator('tr.differs').count()).toBe(1)
  })
})

describe('every public page', () => {
  const PATHS = [
    '/',
    '/?item=20040100110000',
    '/try',
    '/decode?code=20040100110000',
    '/compare',
    '/prices',
    '/picker',
    '/login',
    '/welcome',
    '/nowhere',
  ]

  /** In dark colours everything else is as in light ones. */
  const COLOURS = ['color-contrast']

  test.each(['light', 'dark'] as const)('has no serious fault of accessibility in %s colours', async (scheme) => {
    const { served } = stage
    const own = await openBrowser({ colorScheme: scheme })
    const at = await own.newPage()
    const found: string[] = []
    for (const path of PATHS) {
      await visit(at, served.address + path)
      found.push(
        ...(await seriousViolations(at, scheme === 'dark' ? COLOURS : undefined)).map((one) => `${path} ${one}`),
      )
    }
    expect(own.complaints).toEqual([])
    await own.close()
    expect(found).toEqual([])
  })

  test('works on a phone without scrolling sideways', async () => {
    const { served } = stage
    const own = await openBrowser({ viewport: { width: 390, height: 780 } })
    const at = await own.newPage()
    for (const path of ['/', '/try', '/?item=20040100110000', '/prices', '/picker']) {
      await visit(at, served.address + path)
      expect(await at.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
    }
    await own.close()
  })

  test('works without what came after Chromium 87, in functions and in styles', async () => {
    const { served } = stage
    const own = await openBrowser()
    const at = await own.newPage()
    await at.addInitScript(() => {
      for (const [target, names] of [
        [Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed']],
        [String.prototype, ['at']],
        [Object, ['hasOwn', 'groupBy']],
        [globalThis, ['structuredClone']],
        [crypto, ['randomUUID']],
        [Promise, ['withResolvers']],
      ] as const) {
        for (const name of names) Reflect.deleteProperty(target, name)
      }
    })
    for (const path of PATHS) {
      await visit(at, served.address + path)
      const rules = await at.evaluate(() =>
        [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)),
      )
      // The library marks the focus of tabs that look like cards by `:has(`; there are none here.
      expect(await at.locator('.ant-tabs-card').count()).toBe(0)
      const tooNew = rules.filter(
        (rule) =>
          /:where\(|:is\(|:has\(|color-mix\(|@layer|@container/.test(rule) && !rule.startsWith('.ant-tabs-card '),
      )
      expect(
        tooNew.map((rule) => rule.slice(0, 120)),
        path,
      ).toEqual([])
    }
    expect(own.complaints).toEqual([])
    await own.close()
  })

  test('is the build for everybody, not that of developers', async () => {
    const { page, served } = stage
    await visit(page, served.address)
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.js') ? [name] : [])),
    )
    expect(scripts.length).toBeGreaterThan(2)
    const texts = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()))
    expect(texts.filter((text) => text.includes('React DevTools'))).toEqual([])
  })

  test('the browser complained of nothing: no error, nothing that the policy refused', () => {
    const { browsing } = stage
    expect(browsing.complaints).toEqual([])
  })
})
