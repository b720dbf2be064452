import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { setStage } from './stage.ts'

/** The order screen of another system, whose own policy is strict. */
let hostPage = ''
let hostPolicy = ''
const host = createServer((_request, response) => {
  response.setHeader('content-security-policy', hostPolicy)
  response.setHeader('content-type', 'text/html; charset=utf-8').end(hostPage)
})
const hostOrigin = () => `http://127.0.0.1:${(host.address() as AddressInfo).port}`
const stage = setStage({
  options: async () => {
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    return ['--embed', hostOrigin()]
  },
})
afterAll(() => host.close())

/** The picker with these attributes in a page that writes down each event, under the policy that the guide asks for. */
async function order(attributes: string): Promise<void> {
  const { address } = stage.served
  hostPolicy = `default-src 'none'; script-src ${address} 'nonce-host'; frame-src ${address}`
  hostPage = `<!doctype html><title>HIS</title><yingma-picker ${attributes}></yingma-picker>
    <script type="module" src="${address}/picker-element.js"></script>
    <script nonce="host">
      var told = {}
      for (const type of ['ready', 'pick', 'leave', 'size'])
        addEventListener('yingma-' + type, (event) => { told[type] = event.detail })
    </script>`
  await stage.page.goto(hostOrigin())
  await told('ready')
}
/** What the page around was told; asked from outside, since its policy lets nothing be evaluated inside. */
async function told(type: string): Promise<unknown> {
  const heard = () => stage.page.evaluate(`told.${type}`)
  await expect.poll(heard, { timeout: 15_000 }).toBeDefined()
  return await heard()
}
const frame = () => stage.page.frameLocator('iframe')

test('an order screen gets the code, after the side was said', async () => {
  await order('')
  await frame().getByRole('searchbox').fill('20072201110000')
  await frame().locator('.embed-offer', { hasText: '20072201110000' }).click()
  const take = frame().getByRole('button', { name: '选用' })
  await take.waitFor()
  expect(await take.isDisabled()).toBe(true)
  await frame().locator('.embed-warning li').first().waitFor()
  await frame().getByRole('button', { name: '右', exact: true }).click()
  await frame()
    .getByRole('heading', { name: /右膝关节/ })
    .waitFor()
  await take.click()
  expect(await told('pick')).toMatchObject({ code: '20072202110000', side: 'right', modality: 'CT', alias: null })
})

test('the page around says language and query, the keyboard does the rest, and escape leaves', async () => {
  const { page, browsing } = stage
  await order('lang="en" scheme="dark" query="20072201110000"')
  await frame().locator('.embed-offer', { hasText: 'Left knee' }).waitFor()
  await page.evaluate(() => document.querySelector('yingma-picker')?.setAttribute('query', 'DR颈椎'))
  await frame().locator('.embed-offer', { hasText: 'DR' }).first().waitFor()
  await page.evaluate(() => (document.querySelector('yingma-picker') as HTMLElement).focus())
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await frame().getByText('Position').first().waitFor()
  const frameHeight = await page.evaluate(() => document.querySelector('iframe')?.clientHeight ?? 0)
  expect(frameHeight).toBeGreaterThanOrEqual(((await told('size')) as { height: number }).height)
  await page.keyboard.press('Enter')
  await frame().getByRole('button', { name: 'Take' }).click()
  expect(await told('pick')).toMatchObject({ modality: 'DR', position: expect.stringMatching(/^[0-9A-Z]{2}$/i) })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  expect(await told('leave')).toEqual({})
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  expect(browsing.complaints).toEqual([])
})

test("the hospital's own names come first, and the page has no serious fault", async () => {
  const { page, served, look } = stage
  const { id: _, token } = await served.person('clerk', 'mapper')
  const catalogue = await served.catalogue('字典', [{ name: '肺部平扫CT' }])
  const { rows } = (await served.api('GET', `/catalogues/${catalogue}/names`)) as {
    rows: { id: string; version: number }[]
  }
  const decisions = rows.map(({ id, version }) => ({ nameId: id, version, kind: 'change', codes: ['20040100110000'] }))
  await served.api('POST', `/catalogues/${catalogue}/decisions`, { decisions }, token)
  const body = {
    notes: [
      { modality: 'CT', contrast: 'none', preparation: '去除金属饰物' },
      { modality: 'CT', contrast: 'with', preparation: '空腹四小时' },
    ],
  }
  await served.api('PUT', `/institutions/${served.institutionId}/dictionary/settings/general`, { version: 0, body })
  await signIn(page, served.address, 'clerk')
  await visit(page, `${served.address}/picker?catalogue=${catalogue}&institution=${served.institutionId}`)
  await page.getByRole('searchbox').fill('肺部')
  await page.locator('.embed-offer strong', { hasText: '肺部平扫CT' }).click()
  await page.getByRole('button', { name: '选用' }).click()
  await page.getByText('已选 20040100110000').waitFor()
  await page.getByText('去除金属饰物').waitFor()
  await look()
  await page.getByRole('searchbox').fill('20040100210000')
  await page.getByRole('searchbox').press('Enter')
  await page.getByText('空腹四小时').waitFor()
})
