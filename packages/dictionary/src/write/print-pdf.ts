import { spawn } from 'node:child_process'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

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

/** How a page is printed; everything has a default. */
export interface PrintOptions {
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Ends the printing before its time, with all that it started. */
  readonly signal?: AbortSignal
  readonly limitMs?: number
}

/** Prints a page to PDF with Chromium, in a profile of its own and without network. No process outlives it. */
export async function printPdf(html: string, pdf: string, options: PrintOptions = {}): Promise<Printed> {
  const { env = process.env, signal, limitMs = LIMIT_MS } = options
  const browser = await findBrowser(env)
  if (browser === undefined) return { ok: false, why: 'no-browser' }
  const profile = await mkdtemp(join(tmpdir(), 'yingma-print-'))
  try {
    await runToEnd(
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
      profile,
      AbortSignal.any([AbortSignal.timeout(limitMs), ...(signal === undefined ? [] : [signal])]),
    )
    await access(pdf)
    return { ok: true }
  } catch (error) {
    return { ok: false, why: 'failed', detail: (error as Error).message.split('\n')[0] ?? '' }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** Runs a program in a group of its own. At its end, or when it is stopped, whatever is left of the group is killed. */
async function runToEnd(program: string, args: readonly string[], home: string, stop: AbortSignal): Promise<void> {
  stop.throwIfAborted()
  const hasGroups = process.platform !== 'win32'
  const child = spawn(program, args, { stdio: 'ignore', detached: hasGroups, env: { ...process.env, HOME: home } })
  const killAll = (): void => {
    if (child.pid === undefined) return
    try {
      if (hasGroups) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
    } catch (error) {
      // The group is gone already: that is what is wanted.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
  stop.addEventListener('abort', killAll, { once: true })
  try {
    await new Promise<void>((done, fail) => {
      child.once('error', fail)
      child.once('close', (code, signal) => {
        if (stop.aborted) fail(new Error('stopped before it was printed'))
        else if (code === 0) done()
        else fail(new Error(`${basename(program)} ended with ${signal ?? code}`))
      })
    })
  } finally {
    stop.removeEventListener('abort', killAll)
    killAll()
  }
}
