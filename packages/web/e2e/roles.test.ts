import { expect, test } from 'vitest'
import { openBrowser, signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

let catalogue: string
const stage = setStage({
  prepare: async ({ served }) => {
    for (const role of ['reader', 'mapper', 'insurer-auditor', 'institution-admin']) await served.person(role, role)
    catalogue = await served.catalogue('字典', [{ name: '胸部CT平扫', modality: 'CT', count: 40 }])
  },
})

const PATHS = [
  ...['/', '/try', '/map', '/dashboard', '/prices?tab=simulation', '/prices?tab=audits', '/prices?tab=schedules'],
  ...['/dictionary', '/rollout', '/admin?tab=people', '/admin?tab=audit', '/prices?tab=nothing'],
]

test.each(['reader', 'mapper', 'insurer-auditor', 'institution-admin'])(
  'what the navigation offers to a %s is not refused, and every page has one heading',
  async (role) => {
    const own = await openBrowser()
    const page = await own.newPage()
    await signIn(page, stage.served.address, role)
    const refused: string[] = []
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
    })
    const offered = await page
      .locator('header nav a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    for (const path of PATHS.filter((one) => offered.includes(one.split('?')[0] ?? ''))) {
      await visit(page, stage.served.address + path)
      expect(await page.locator('h1').count(), path).toBe(1)
      expect(await page.locator('main').innerText(), path).toMatch(/\S\n+\S/)
    }
    expect(offered.includes('/map')).toBe(role !== 'insurer-auditor')
    expect(refused.filter((one) => !one.includes('/insight'))).toEqual([])
    await own.close()
  },
)

test('a reader is not offered decisions in the review, and a mapper takes a group', async () => {
  const own = await openBrowser()
  const page = await own.newPage()
  await signIn(page, stage.served.address, 'reader')
  await visit(page, `${stage.served.address}/review/${catalogue}`)
  await page.getByText('决定由对照员和复核员作出').waitFor()
  expect(await page.locator('.actions button').count()).toBe(0)
  await own.close()
  const other = await openBrowser()
  const at = await other.newPage()
  await signIn(at, stage.served.address, 'mapper')
  await visit(at, `${stage.served.address}/review/${catalogue}`)
  await at.getByRole('button', { name: /^归我/ }).click()
  await at.locator('.queue-row', { hasText: '归我' }).waitFor()
  expect(await at.getByRole('checkbox', { name: '第二人复核' }).count()).toBe(0)
  await other.close()
})

test('places that are not there have a heading and the way on, in both languages', async () => {
  for (const locale of ['zh-CN', 'en-US']) {
    const own = await openBrowser({ locale })
    const page = await own.newPage()
    await signIn(page, stage.served.address, 'mapper')
    for (const path of ['/nowhere', '/welcome', `/map/${catalogue.replace(/.$/, 'x')}`, '/compare?a=999&b=1']) {
      await visit(page, stage.served.address + path)
      expect(await page.locator('h1').count(), path).toBe(1)
      if (locale === 'en-US') expect(await page.locator('main').innerText(), path).not.toMatch(/[一-鿿]/)
    }
    await own.close()
  }
})
