import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { signIn, visit } from './browser.ts'
import { readyChanges } from './govern-way.ts'
import { setStage } from './stage.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'
const REWORD = {
  kind: 're-word',
  subject: 'item',
  code: '20999999440000',
  nameEn: 'CT spectral',
  reason: 'established-term',
}
const ADD = { kind: 'add', subject: 'item', codes: ['20040100410000'] }

let proposalId = ''

/** The smallest screen that people use, dark, in English: where most goes wrong. */
const stage = setStage({
  browser: { viewport: { width: 375, height: 720 }, locale: 'en-US', colorScheme: 'dark' },
  prepare: async ({ served }) => {
    const { token } = await served.person('coder', 'mapper')
    await served.person('chest-expert', 'expert')
    await served.person('head', 'institution-admin')
    await served.person('auditor', 'insurer-auditor')
    await readyChanges(served, token, [REWORD])
    const content = { title: { zh: '胸部灌注', en: 'Chest perfusion' }, reason: 'in use', changes: [ADD] }
    proposalId = String((await served.api('POST', '/proposals', { content }, token)).id)
  },
})

/** Opens every tab that the page offers; none may be refused, and none may be wider than the screen. */
async function everyTab(page: Page, look: () => Promise<void>): Promise<string[]> {
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
  })
  const tabs = page.getByRole('tablist').first().getByRole('tab')
  const names = await tabs.allTextContents()
  await tabs.first().focus()
  for (const [at, name] of names.entries()) {
    if (at > 0) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    // While it has the focus, its place among the tabs stands before its name.
    await page.getByRole('tab', { name: new RegExp(`${name}$`), selected: true }).waitFor()
    await page.waitForLoadState('networkidle')
    await look()
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(isWider, name).toBe(false)
  }
  expect(refused).toEqual([])
  return names
}

for (const login of ['chest-expert', 'head', 'coder']) {
  test(`${login} reaches every tab by keyboard on a small dark screen, and nothing there is refused`, async () => {
    const { page, served, look } = stage
    await signIn(page, served.address, login)
    await visit(page, `${served.address}/govern`)
    const names = await everyTab(page, look)
    expect(names).toContain('Proposals')
    expect(names).not.toContain('Import')
    page.removeAllListeners('response')
  })
}

test('who has no part in proposals is told so, and still sees releases and the feed', async () => {
  const { page, served, look } = stage
  await signIn(page, served.address, 'auditor')
  await visit(page, `${served.address}/govern`)
  await page.getByText(/^Hospitals, experts and editors propose/).waitFor()
  expect(await everyTab(page, look)).toEqual(['Releases', 'Subscriptions'])
  page.removeAllListeners('response')
})

test('an address that leads nowhere leads back', async () => {
  const { page, served } = stage
  await signIn(page, served.address, 'coder')
  await visit(page, `${served.address}/govern?tab=nonsense`)
  await page.getByRole('tab', { name: 'Proposals', selected: true }).waitFor()
  await visit(page, `${served.address}/govern?proposal=${NOBODY}`)
  await page.getByRole('alert').waitFor()
  await page.getByRole('link', { name: 'All proposals' }).click()
  await page.getByText('2 of 2 shown').waitFor()
})

test('what is said by keyboard leaves the keyboard in place, and what has ended offers nothing more', async () => {
  const { page, served, look } = stage
  await signIn(page, served.address, 'coder')
  await visit(page, `${served.address}/govern?proposal=${proposalId}`)
  const said = page.getByLabel('Comment or reason')
  await said.focus()
  await page.keyboard.type('as two hospitals have it')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Comments', exact: true }).getByText('as two hospitals have it').waitFor()
  await page.waitForFunction(() => document.activeElement?.id === 'govern-said')
  await page.keyboard.type('no longer needed')
  await page.getByRole('button', { name: 'Withdraw' }).press('Enter')
  await page.getByText(/^This proposal has ended/).waitFor()
  expect(await said.count()).toBe(0)
  await look()
})
