import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { seriousViolations } from './accessibility.ts'
import { type Browsing, missingBrowser, openBrowser } from './browser.ts'
import { type Served, startServed } from './served.ts'

/** A server, a browser and its first page: what the tests of one file share. */
export interface Stage {
  readonly served: Served
  readonly browsing: Browsing
  readonly page: Page
  /** Nothing serious about the page as it is now, and nothing that the browser complained of. */
  look(): Promise<void>
}

export interface StagePlan {
  /** Further options of `yingma serve`, made when the browser is known to be there. */
  readonly options?: () => readonly string[] | Promise<readonly string[]>
  /** What the tests find: people, tables, somebody signed in. */
  readonly prepare?: (stage: Stage) => Promise<void>
  readonly browser?: BrowserContextOptions
}

/** Sets the stage for the tests of this file and strikes it after them. Without a browser they are skipped, with the reason. */
export function setStage({ options, prepare, browser }: StagePlan = {}): Stage {
  let served: Served | undefined
  let browsing: Browsing | undefined
  let page: Page | undefined
  const stage: Stage = {
    get served() {
      return there(served)
    },
    get browsing() {
      return there(browsing)
    },
    get page() {
      return there(page)
    },
    look: async () => {
      expect(await seriousViolations(there(page))).toEqual([])
      expect(browsing?.complaints).toEqual([])
    },
  }
  beforeAll(async () => {
    if (missingBrowser()) return
    served = await startServed(await options?.())
    browsing = await openBrowser(browser)
    page = await browsing.newPage()
    await prepare?.(stage)
  })
  afterAll(async () => {
    await browsing?.close()
    await served?.stop()
  })
  beforeEach((context) => {
    const missing = missingBrowser()
    if (missing) context.skip(missing)
  })
  return stage
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the stage is set before the first test, not before')
  return part
}
