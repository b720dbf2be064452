import { Worker } from 'node:worker_threads'

/** A cell as the thread gives it: text and truth values, a number with its format, or nothing. */
export type LegacyCell = string | boolean | null | readonly [number, string]

export interface LegacyBook {
  readonly date1904: boolean
  readonly sheets: readonly {
    readonly name: string
    readonly hidden: boolean
    readonly rows: readonly (readonly LegacyCell[])[]
    readonly numbers: readonly number[]
  }[]
}

export type LegacyFailure = 'password' | 'unreadable' | 'endless' | 'memory'

/** Memory of the thread; a workbook that needs more is given up, and the program lives on. */
const MEGABYTES = 2048

/** Takes a workbook apart in a thread of its own, within a time and a memory (`legacy-thread.mjs`). */
export function readLegacyBook(
  content: Buffer | string,
  html: boolean,
  seconds: number,
): Promise<LegacyBook | LegacyFailure> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./legacy-thread.mjs', import.meta.url), {
      workerData: { content, html },
      // Loaders of this process are of no use there and slow its start. What the library prints is not for the user.
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    const timer = setTimeout(() => finish('endless'), seconds * 1000)
    function finish(outcome: LegacyBook | LegacyFailure): void {
      clearTimeout(timer)
      resolve(outcome)
      void worker.terminate()
    }
    worker.once('message', (message: { readonly book: LegacyBook } | { readonly failure: LegacyFailure }) => {
      finish('book' in message ? message.book : message.failure)
    })
    worker.once('error', (error) => {
      finish('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'unreadable')
    })
    worker.once('exit', () => finish('unreadable'))
  })
}
