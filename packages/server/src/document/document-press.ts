import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { printPdf } from '@yingma/dictionary'
import { HttpProblem } from '../problems/server-problem.ts'

/** A whole edition takes some ten seconds; a browser that hangs is not waited for. */
const LIMIT_MS = 90_000
/** How long a failure stands before printing is tried again: nobody makes a browser start over and over. */
const RESTS_MS = 60_000

/** Prints documents to PDF. */
export interface DocumentPress {
  /** The PDF of a page, `key` being what tells one page from another. Throws `HttpProblem` where it cannot be printed. */
  pdfOf(key: string, html: string): Promise<Buffer>
  /** Ends what is being printed. */
  close(): Promise<void>
}

/** Prints one document at a time, each once: whoever asks for the same meanwhile, or later, gets the same. */
export function createDocumentPress(print: typeof printPdf, now: () => number = Date.now): DocumentPress {
  const printed = new Map<string, { readonly result: Promise<Buffer>; failedAt?: number }>()
  const stopping = new AbortController()
  let last: Promise<unknown> = Promise.resolve()

  const printNow = async (html: string): Promise<Buffer> => {
    if (stopping.signal.aborted) throw new HttpProblem({ code: 'stopping' })
    const folder = await mkdtemp(join(tmpdir(), 'yingma-document-'))
    try {
      const [page, pdf] = [join(folder, 'document.html'), join(folder, 'document.pdf')]
      await writeFile(page, html)
      const result = await print(page, pdf, { signal: stopping.signal, limitMs: LIMIT_MS })
      if (result.ok) return await readFile(pdf)
      throw new HttpProblem(
        result.why === 'no-browser'
          ? { code: 'document-no-browser' }
          : { code: 'document-not-printed', detail: result.detail },
      )
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  return {
    pdfOf: (key, html) => {
      const known = printed.get(key)
      if (known !== undefined && (known.failedAt === undefined || now() - known.failedAt < RESTS_MS))
        return known.result
      const result = last.then(() => printNow(html))
      const entry: { readonly result: Promise<Buffer>; failedAt?: number } = { result }
      printed.set(key, entry)
      last = result.catch(() => {
        entry.failedAt = now()
      })
      return result
    },
    close: async () => {
      stopping.abort()
      await last
    },
  }
}
