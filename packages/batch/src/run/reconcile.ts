import { literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import type { DistinctCounts, Measures, Scanned } from '../engine.ts'
import { ProblemError } from '../problem.ts'

/** One comparison of what should have been written with what was. */
export interface Check {
  readonly check: string
  readonly expected: number
  readonly found: number
}

interface MappingTotals {
  readonly inputs: number
  readonly rows: number
  readonly items: number
}

/**
 * Compares the totals of the three tables, each counted from what lies on disk. The first difference stops the run before
 * anything is published. Returns all checks, for the report.
 */
export async function reconcile(
  session: DuckSession,
  mapping: string,
  scanned: Scanned,
  distinct: DistinctCounts,
  measures: Measures,
): Promise<readonly Check[]> {
  const from = `read_parquet(${literal(mapping)})`
  const totals = await session.row<MappingTotals>(
    `SELECT count(*) AS inputs, coalesce(sum(count), 0)::BIGINT AS rows, coalesce(sum(count * len(codes)), 0)::BIGINT AS items FROM ${from}`,
  )
  const states = await session.rows<{ state: string; rows: number }>(
    `SELECT state, sum(count)::BIGINT AS rows FROM ${from} GROUP BY state ORDER BY state`,
  )
  const codes = await session.rows<{ code: string; rows: number }>(
    `SELECT code, sum(count)::BIGINT AS rows FROM (SELECT unnest(codes) AS code, count FROM ${from}) GROUP BY code`,
  )
  const byItem = new Map(measures.byItem.map(({ code, rows }) => [code, rows]))
  const itemsOff = codes.filter(({ code, rows }) => byItem.get(code) !== rows).length
  const checks: readonly Check[] = [
    { check: 'rows.grouped', expected: scanned.rows, found: distinct.rows },
    { check: 'inputs.normalised', expected: distinct.inputs, found: totals.inputs },
    { check: 'rows.mapped', expected: scanned.rows, found: totals.rows },
    { check: 'rows.written', expected: scanned.rows, found: measures.rows },
    { check: 'rows.without-verdict', expected: 0, found: measures.rowsWithoutVerdict },
    ...states.map(({ state, rows }) => ({
      check: `rows.state.${state}`,
      expected: rows,
      found: measures.byState[state] ?? 0,
    })),
    { check: 'exam-items.written', expected: totals.items, found: measures.examItems },
    { check: 'exam-items.codes-that-differ', expected: 0, found: itemsOff },
  ]
  const off = checks.find(({ expected, found }) => expected !== found)
  if (off !== undefined) throw new ProblemError({ code: 'batch.counts-differ', ...off })
  return checks
}
