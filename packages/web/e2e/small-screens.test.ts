import { expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { openBrowser, signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

let catalogue: string
const stage = setStage({
  prepare: async ({ served }) => {
    await served.person('office', 'institution-admin')
    catalogue = await served.catalogue('字典', [
      { name: '胸部CT平扫', modality: 'CT', count: 40 },
      { name: '膝关节CT', modality: 'CT', count: 9 },
    ])
  },
})

test.each(['light', 'dark'] as const)('every page of who is signed in fits a phone, in %s colours', async (scheme) => {
  const own = await openBrowser({ viewport: { width: 375, height: 720 }, colorScheme: scheme })
  const page = await own.newPage()
  const { address } = stage.served
  await signIn(page, address, 'office')
  const paths = [
    ...['/map', `/map/${catalogue}`, `/review/${catalogue}`, `/samples/${catalogue}`, '/dashboard', '/dictionary'],
    ...['/rollout', '/prices?tab=audits', '/prices?tab=schedules', '/admin?tab=people', '/admin?tab=audit'],
  ]
  const found: string[] = []
  for (const path of paths) {
    await visit(page, address + path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375)
    found.push(...(await seriousViolations(page)).map((one) => `${path} ${one}`))
  }
  expect(found).toEqual([])
  await visit(page, `${address}/review/${catalogue}`)
  const accept = await page.getByRole('button', { name: /^接受/ }).boundingBox()
  expect((accept?.x ?? 375) + (accept?.width ?? 0)).toBeLessThanOrEqual(375)
  expect(own.complaints).toEqual([])
  await own.close()
})

test('paper shows what is on screen, in colours for white paper, without what is pressed', async () => {
  const own = await openBrowser({ colorScheme: 'dark' })
  const page = await own.newPage()
  await page.goto(`${stage.served.address}/?q=%E8%86%9D`)
  await page.locator('.vt-row').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.vt-row').first().isVisible()).toBe(true)
  expect(await page.locator('header').isVisible()).toBe(false)
  expect(
    await page
      .locator('.vt-row')
      .first()
      .evaluate((row) => getComputedStyle(row).color),
  ).toBe('rgb(24, 34, 47)')
  await own.close()
})
