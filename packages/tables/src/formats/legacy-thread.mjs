// Takes an old workbook apart in a thread of its own, because the library that knows these formats can loop for ever or
// fill the memory on a damaged file: the thread can be ended. Plain JavaScript, so that it starts under every runner.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

const library = createRequire(import.meta.url)('@e965/xlsx')

/** Text and truth values as they are, a number with its format, an error as its text, nothing as null. */
function plainCell(cell, html) {
  if (cell?.v === undefined) return null
  if (typeof cell.v === 'string' || typeof cell.v === 'boolean') return cell.v
  if (cell.t === 'e') return cell.w ?? '#N/A'
  if (typeof cell.v !== 'number') return cell.w ?? cell.v.toISOString()
  if (html) return cell.w ?? String(cell.v)
  return [cell.v, typeof cell.z === 'string' ? cell.z : 'General']
}

function readBook({ content, html }) {
  const book = library.read(content, {
    type: typeof content === 'string' ? 'string' : 'buffer',
    dense: true,
    raw: true,
    cellNF: true,
    cellText: html,
    cellHTML: false,
    cellFormula: false,
  })
  return {
    date1904: book.Workbook?.WBProps?.date1904 === true,
    sheets: book.SheetNames.map((name, i) => {
      const rows = []
      const numbers = []
      for (const [at, cells] of (book.Sheets[name]?.['!data'] ?? []).entries()) {
        if (cells === undefined) continue
        rows.push(Array.from(cells, (cell) => plainCell(cell, html)))
        numbers.push(at + 1)
      }
      return { name, hidden: (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0, rows, numbers }
    }),
  }
}

try {
  parentPort.postMessage({ book: readBook(workerData) })
} catch (error) {
  // The library throws whatever comes, even things that are no errors; only the password can be told apart.
  const message = error instanceof Error ? error.message : String(error)
  parentPort.postMessage({ failure: /password|encrypt/i.test(message) ? 'password' : 'unreadable' })
}
