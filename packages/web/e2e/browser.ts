import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { PASSWORD } from './served.ts'

/** The browser that Debian ships; another one can be named. */
const CHROMIUM = process.env.YINGMA_CHROMIUM ?? '/usr/bin/chromium'

/** Why the browser tests cannot run here, and the command that changes it; `undefined` where they can. */
export function missingBrowser(): string | undefined {
  return existsSync(CHROMIUM)
    ? undefined
    : `no browser at ${CHROMIUM}: apt-get install --no-install-recommends chromium fonts-noto-cjk`
}

export interface Browsing {
  readonly context: BrowserContext
  newPage(): Promise<Page>
  /** What the browser complained of: uncaught errors, and everything that the content security policy refused. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** How long nothing was asked for when a page counts as quiet, in milliseconds. */
const QUIET = 120

/** Opens an address and waits until the page has its heading and asks for nothing any more. */
export async function visit(page: Page, address: string): Promise<void> {
  let under = 0
  let last = performance.now()
  const count = (change: number) => (): void => {
    under = Math.max(0, under + change)
    last = performance.now()
  }
  const [more, less] = [count(1), count(-1)]
  page.on('request', more).on('requestfinished', less).on('requestfailed', less)
  await page.goto(address)
  await page.locator('main > *').first().waitFor({ state: 'attached' })
  while (under > 0 || performance.now() - last < QUIET) await new Promise((resolve) => setTimeout(resolve, 20))
  page.off('request', more).off('requestfinished', less).off('requestfailed', less)
}

/** Signs somebody in on the page's own form. */
export async function signIn(page: Page, address: string, login: string): Promise<void> {
  await page.goto(`${address}/login`)
  await enter(page, login)
  await page.getByRole('button', { name: login, exact: true }).waitFor()
}

/** Fills in the form that is open. */
export async function enter(page: Page, login: string): Promise<void> {
  await page.locator('input[name=login]').fill(login)
  await page.locator('input[name=password]').fill(PASSWORD)
  await page.locator('form button[type=submit]').click()
}

/** One person's browser, with nothing kept from before. */
export async function openBrowser(options: BrowserContextOptions = {}): Promise<Browsing> {
  const profile = mkdtempSync(join(tmpdir(), 'yingma-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    ...options,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  const newPage = async (): Promise<Page> => {
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(`${error.message}\n${error.stack ?? ''}`))
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) complaints.push(message.text())
    })
    return page
  }
  return {
    context,
    newPage,
    complaints,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
