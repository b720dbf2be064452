import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { missingBrowser, openBrowser, signIn, visit } from './browser.ts'
import { PASSWORD, type Served, startServed } from './served.ts'

/**
 * `npm run screenshots`: the main pages in Chinese and English as docs/screenshots/<page>.<language>.png, from a registry of
 * its own with the example table. Needs the browser and the fonts of the browser tests.
 */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const FOLDER = join(ROOT, 'docs/screenshots')
const EXAM = '20040100110000*1+low-dose,20020100110000'

interface Shot {
  readonly name: string
  readonly path: string
  /** What must be on screen. */
  readonly shows: string
  readonly prepare?: (page: Page) => Promise<void>
}

const missing = missingBrowser()
if (missing) throw new Error(missing)
mkdirSync(FOLDER, { recursive: true })
const served = await startServed()
try {
  await served.person('wang', 'reviewer')
  const shots = shotsOf(await exampleCatalogue(served))
  for (const language of ['zh', 'en'] as const) await shoot(language, shots)
} finally {
  await served.stop()
}

async function shoot(language: 'zh' | 'en', shots: readonly Shot[]): Promise<void> {
  const browsing = await openBrowser({ locale: language === 'zh' ? 'zh-CN' : 'en-US' })
  const page = await browsing.newPage()
  await signIn(page, served.address, 'wang')
  for (const { name, path, shows, prepare } of shots) {
    await visit(page, served.address + path)
    await prepare?.(page)
    await page.locator(shows).first().waitFor()
    await page.screenshot({ path: join(FOLDER, `${name}.${language}.png`), animations: 'disabled' })
  }
  await browsing.close()
}

function shotsOf(catalogue: string): readonly Shot[] {
  const names = '1.5T磁共振头颅常规平扫+DWI\n双膝关节正侧位DR\n膝关节CT\n胸部CT平扫（不含片）'
  return [
    { name: 'find', path: '/', shows: '.body-region:not(.body-empty)' },
    { name: 'item', path: '/?q=xbps&item=20040100110000', shows: '.neighbours li' },
    {
      name: 'try',
      path: '/try',
      shows: 'article.reading',
      prepare: async (page) => {
        await page.locator('textarea').fill(names)
        await page.keyboard.press('Control+Enter')
      },
    },
    { name: 'table', path: `/map/${catalogue}`, shows: '.vt-row .item-line' },
    { name: 'review', path: `/review/${catalogue}`, shows: 'article.reading' },
    { name: 'quote', path: `/prices?exam=${encodeURIComponent(EXAM)}`, shows: '.quote-total' },
    { name: 'dashboard', path: '/dashboard', shows: '.chart canvas' },
    {
      name: 'picker',
      path: '/picker',
      shows: '.embed-picked .embed-choices',
      prepare: async (page) => {
        await page.getByRole('searchbox').fill('左膝CT')
        await page.locator('.embed-offer').first().click()
      },
    },
  ]
}

/** The example table of the repository, uploaded as anybody does it, and half of it decided. */
async function exampleCatalogue({ address, api, institutionId }: Served): Promise<string> {
  const { id } = await api('POST', `/institutions/${institutionId}/catalogues`, {
    kind: 'exam-dictionary',
    title: 'exams.csv',
  })
  const body = new FormData()
  body.append('file', new Blob([readFileSync(join(ROOT, 'examples/exams.csv'))]), 'exams.csv')
  const session = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'wang', password: PASSWORD }),
  })
  const { token } = (await session.json()) as { token: string }
  const uploaded = await fetch(`${address}/api/v1/catalogues/${id}/upload`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  })
  if (!uploaded.ok) throw new Error(await uploaded.text())
  await ended(api, ((await uploaded.json()) as { job: { id: string } }).job.id)
  const filter = { suggestedState: ['mapped'], minConfidence: 0.95 }
  const job = await api('POST', `/catalogues/${id}/jobs`, { kind: 'decide', filter, decision: 'accept' }, token)
  await ended(api, String(job.id))
  return String(id)
}

async function ended(api: Served['api'], jobId: string): Promise<void> {
  for (
    let job = await api('GET', `/jobs/${jobId}`);
    job.finishedAt === null;
    job = await api('GET', `/jobs/${jobId}`)
  ) {
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
