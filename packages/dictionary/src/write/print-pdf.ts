import { execFile } from 'node:child_process'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'msedge', 'chrome.exe', 'msedge.exe']
const LIMIT_MS = 120_000

export type Printed =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'no-browser' }
  | { readonly ok: false; readonly why: 'failed'; readonly detail: string }

/** The first browser on the path that can print, or what YINGMA_BROWSER names; undefined where there is none. */
async function findBrowser(env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const named = env.YINGMA_BROWSER
  const candidates =
    named === undefined || named === ''
      ? (env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
      : [named]
  for (const candidate of candidates) {
    if (
      await access(candidate).then(
        () => true,
        () => false,
      )
    )
      return candidate
  }
  return undefined
}

/** Prints a page to PDF with Chromium, in a profile of its own and without network. */
export async function printPdf(
  html: string,
  pdf: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Printed> {
  const browser = await findBrowser(env)
  if (browser === undefined) return { ok: false, why: 'no-browser' }
  const profile = await mkdtemp(join(tmpdir(), 'yingma-print-'))
  try {
    await promisify(execFile)(
      browser,
      [
        '--headless',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--no-pdf-header-footer',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${profile}`,
        `--print-to-pdf=${resolve(pdf)}`,
        pathToFileURL(resolve(html)).href,
      ],
      { timeout: LIMIT_MS, env: { ...process.env, HOME: profile } },
    )
    await access(pdf)
    return { ok: true }
  } catch (error) {
    return { ok: false, why: 'failed', detail: (error as Error).message.split('\n')[0] ?? '' }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
