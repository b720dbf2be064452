import { readdirSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { WEB } from '../build/fingerprint.ts'
import { missingBrowser, openBrowser } from '../e2e/browser.ts'
import { PASSWORD, type Served, startServed } from '../e2e/served.ts'

type BenchRow = Readonly<Record<string, string | number | boolean>>

const NAMES = 206_560
const CHUNK = 10_000

const about = `Debian's Chromium without GPU against \`yingma serve\` with its embedded PostgreSQL, browser and server on the same machine, 1366 × 768. First page: the
JavaScript that the browser fetches for it, gzip. Interactive: from the navigation until the search box takes keys, nothing cached, median of three. Typeahead: from a
key to the changed list on screen, median of the keys of twelve that change it. Stall: the longest task of the page's main thread while a catalogue of ${NAMES.toLocaleString('en')} names scrolls
from end to end and is filtered. The load average of the machine was ${loadavg()[0]!.toFixed(1)} on two cores.`

export default { name: 'web', about, run }

async function run(): Promise<BenchRow[]> {
  const missing = missingBrowser()
  if (missing) throw new Error(missing)
  const served = await startServed()
  try {
    return [...(await firstPage(served)), ...(await bigCatalogue(served))]
  } finally {
    await served.stop()
  }
}

async function firstPage(served: Served): Promise<BenchRow[]> {
  const starts: number[] = []
  let bytes = 0
  const keys: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const browsing = await openBrowser()
    const page = await browsing.newPage()
    const scripts = new Set<string>()
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
    })
    const before = performance.now()
    await page.goto(served.address)
    await page.locator('.vt-row').first().waitFor()
    starts.push(performance.now() - before)
    bytes = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(join(WEB, 'dist', path))).length, 0)
    if (turn === 2) {
      for (const key of ['x', 'b', 'p', 's', 'c', 't', 'Backspace', 'Backspace', 'z', 'Backspace', 'm', 'r']) {
        const took = await typed(page, key)
        if (took !== undefined) keys.push(took)
      }
    }
    await browsing.close()
  }
  if (keys.length < 6) throw new Error(`only ${keys.length} of twelve keys changed the list`)
  const lazy = readdirSync(join(WEB, 'dist/assets')).filter((name) => name.endsWith('.js')).length
  return [
    row('JavaScript of the first page, gzip', Math.round(bytes / 1024), 'KiB', 350, `${lazy} files in all`),
    row('interactive', Math.round(median(starts)), 'ms', 2000),
    row('typeahead on screen', Math.round(median(keys)), 'ms', 100, `slowest ${Math.round(Math.max(...keys))}`),
  ]
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof openBrowser>>['newPage']>>

/** From the key to the frame that shows the changed count, as the page itself measures it. */
async function typed(page: Page, key: string): Promise<number | undefined> {
  await page.evaluate(() => {
    const count = document.querySelector('.find-count')!
    const state = { begun: 0, ended: 0 }
    Object.assign(globalThis, { typing: state })
    addEventListener('keydown', () => (state.begun = performance.now()), { once: true, capture: true })
    new MutationObserver((_, observer) => {
      observer.disconnect()
      requestAnimationFrame(() => (state.ended = performance.now()))
    }).observe(count, { characterData: true, childList: true, subtree: true })
  })
  await page.keyboard.press(key)
  await page.waitForTimeout(400)
  const { begun, ended } = (await page.evaluate('typing')) as { begun: number; ended: number }
  // A key that left the count as it was showed nothing to measure.
  return ended === 0 ? undefined : ended - begun
}

async function bigCatalogue(served: Served): Promise<BenchRow[]> {
  const id = await filled(served)
  await served.person('bench', 'reader')
  const browsing = await openBrowser()
  try {
    const page = await browsing.newPage()
    await page.goto(`${served.address}/login`)
    await page.locator('input[name=login]').fill('bench')
    await page.locator('input[name=password]').fill(PASSWORD)
    await page.locator('form button[type=submit]').click()
    await page.getByRole('button', { name: 'bench' }).waitFor()
    await page.goto(`${served.address}/map/${id}`)
    await page.locator('.vt-row').first().waitFor()
    await page.evaluate(() => {
      const tasks: number[] = []
      Object.assign(globalThis, { tasks })
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        entryTypes: ['longtask'],
      })
    })
    await page.evaluate(async () => {
      const box = document.querySelector('.vt-box')!
      for (let step = 0; step <= 120; step++) {
        box.scrollTop = (box.scrollHeight * step) / 120
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    })
    const scrolled = longest(await page.evaluate('tasks.splice(0)'))
    const before = performance.now()
    await page.locator('.name-search').fill('胸部CT平扫 20655')
    await page.getByText(/^11 个名称/).waitFor()
    const answered = performance.now() - before
    const filtered = longest(await page.evaluate('tasks.splice(0)'))
    return [
      row('longest stall while scrolling', scrolled, 'ms', 100, `${NAMES.toLocaleString('en')} names`),
      row('longest stall while filtering', filtered, 'ms', 100, `answer after ${Math.round(answered)} ms`),
    ]
  } finally {
    await browsing.close()
  }
}

/** The browser reports tasks from 50 ms on. */
function longest(tasks: unknown): number {
  return Math.round(Math.max(0, ...(tasks as number[])))
}

async function filled(served: Served): Promise<string> {
  const first = await served.catalogue('大表', [{ name: '胸部CT平扫 0', count: 1 }])
  for (let from = 1; from < NAMES; from += CHUNK) {
    const names = Array.from({ length: Math.min(CHUNK, NAMES - from) }, (_, at) => ({
      name: `胸部CT平扫 ${from + at}`,
    }))
    const { job } = await served.api('POST', `/catalogues/${first}/names`, { names })
    // Only the names matter here, not what the normaliser says of them.
    await served.api('POST', `/jobs/${(job as { id: string }).id}/cancel`)
  }
  return first
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function row(figure: string, value: number, unit: string, goal: number, note = ''): BenchRow {
  return { figure, value, unit, goal: `≤ ${goal}`, note, met: value <= goal }
}
