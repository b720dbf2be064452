import type { BatchProblem } from '../problem.ts'
import { ProblemError } from '../problem.ts'

/** What the caller knows of the running statement. */
export interface DuckContext {
  readonly memory: number
  readonly spill: string
}

/** First telling line of an engine's message. */
function firstLine(message: string): string {
  return message.split('\n')[0]?.trim() ?? message
}

/**
 * Turns an error of DuckDB into a problem that says file, row and what to do. What it does not know becomes
 * `engine-refused` with the engine's own words; errors that are problems already pass through.
 */
export function explainDuckError(error: unknown, context: DuckContext): unknown {
  if (error instanceof ProblemError || !(error instanceof Error)) return error
  const problem = problemOf(error.message, context)
  return new ProblemError(problem, error)
}

function problemOf(message: string, context: DuckContext): BatchProblem {
  if (
    /No space left on device|File too large|Disk quota exceeded|could not write all bytes|max_temp_directory_size/iu.test(
      message,
    )
  ) {
    const folder = /file "([^"]+)"/u.exec(message)?.[1] ?? context.spill
    return { code: 'batch.disk-full', folder }
  }
  if (/^Out of Memory Error/u.test(message)) {
    return {
      code: 'batch.memory-too-small',
      limit: `${Math.round(context.memory / 1e6)}MB`,
      reason: firstLine(message),
    }
  }
  if (/^INTERRUPT/u.test(message)) return { code: 'batch.interrupted', step: '', folder: '' }
  const csv = csvProblem(message)
  if (csv !== null) return csv
  if (/parquet|thrift|magic bytes|snappy|zstd|page header/iu.test(message)) {
    const file = /file '([^']+)'|file "([^"]+)"|'([^']+\.parquet)'/iu.exec(message)
    return { code: 'batch.broken-parquet', file: file?.[1] ?? file?.[2] ?? file?.[3] ?? '', reason: firstLine(message) }
  }
  if (/^IO Error: No files found/u.test(message)) {
    return { code: 'batch.input-missing', input: /"([^"]+)"/u.exec(message)?.[1] ?? '' }
  }
  return { code: 'batch.engine-refused', engine: 'duckdb', reason: firstLine(message) }
}

function csvProblem(message: string): BatchProblem | null {
  const at = /CSV Error on Line: (\d+)/u.exec(message)
  if (at === null) return null
  const file = /file = (.+)/u.exec(message)?.[1]?.trim() ?? ''
  // The engine counts the header; rows are counted from 1 at the first line of data.
  const row = Number(at[1]) - 1
  const line = (/Original Line: (.*)/u.exec(message)?.[1] ?? '').slice(0, 120)
  if (/Invalid unicode/u.test(message)) return { code: 'batch.wrong-encoding', file, row, encoding: 'utf-8' }
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/u.exec(message)
  if (counts !== null)
    return { code: 'batch.ragged-row', file, row, expected: Number(counts[1]), found: Number(counts[2]), line }
  if (/unterminated quote/u.test(message)) return { code: 'batch.unclosed-quote', file, row, line }
  return {
    code: 'batch.engine-refused',
    engine: 'duckdb',
    reason: `${file}, row ${row}: ${message.split('\n')[2] ?? line}`,
  }
}
