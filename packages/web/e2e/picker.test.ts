import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { type Browsing, missingBrowser, openBrowser, signIn, visit } from './browser.ts'
import { type Served, startServed } from './served.ts'

let served: Served
let browsing: Browsing
let page: Page
/** The order screen of another system. */
let host: Server
let hostOrigin: string
let hostPage = ''

beforeAll(async () => {
  if (missingBrowser()) return
  host = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(hostPage)
  })
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  hostOrigin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`
  served = await startServed(['--embed', hostOrigin])
  browsing = await openBrowser()
  page = await browsing.newPage()
})
afterAll(async () => {
  await browsing?.close()
  await served?.stop()
  host?.close()
})
beforeEach((context) => {
  const missing = missingBrowser()
  if (missing) context.skip(missing)
})

test('an order screen gets the code, after the side was said', async () => {
  hostPage = `<!doctype html><title>HIS</title><yingma-picker></yingma-picker>
    <script type="module" src="${served.address}/picker-element.js"></script>
    <script>addEventListener('yingma-pick', (event) => { document.title = JSON.stringify(event.detail) })</script>`
  await page.goto(hostOrigin)
  const frame = page.frameLocator('iframe')
  await frame.getByRole('searchbox').fill('20072201110000')
  await frame.locator('.embed-offer', { hasText: '20072201110000' }).click()
  const take = frame.getByRole('button', { name: '选用' })
  await take.waitFor()
  expect(await take.isDisabled()).toBe(true)
  await frame.locator('.embed-warning li').first().waitFor()
  await frame.getByRole('button', { name: '右', exact: true }).click()
  await frame.getByRole('heading', { name: /右膝关节/ }).waitFor()
  await take.click()
  await page.waitForFunction(() => document.title.includes('code'))
  expect(JSON.parse(await page.title())).toMatchObject({ code: '20072202110000', side: 'right' })
})

test("the hospital's own names come first, and the page has no serious fault", async () => {
  const { id: _, token } = await served.person('clerk', 'mapper')
  const catalogue = await served.catalogue('字典', [{ name: '肺部平扫CT' }])
  const { rows } = (await served.api('GET', `/catalogues/${catalogue}/names`)) as {
    rows: { id: string; version: number }[]
  }
  const decisions = rows.map(({ id, version }) => ({ nameId: id, version, kind: 'change', codes: ['20040100110000'] }))
  await served.api('POST', `/catalogues/${catalogue}/decisions`, { decisions }, token)
  await signIn(page, served.address, 'clerk')
  await visit(page, `${served.address}/picker?catalogue=${catalogue}`)
  await page.getByRole('searchbox').fill('肺部')
  await page.locator('.embed-offer strong', { hasText: '肺部平扫CT' }).click()
  await page.getByRole('button', { name: '选用' }).click()
  await page.getByText('已选 20040100110000').waitFor()
  expect(await seriousViolations(page)).toEqual([])
  expect(browsing.complaints).toEqual([])
})
