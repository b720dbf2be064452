import { literal } from '../duck/quote.ts'
import type { DuckSession } from '../duck/session.ts'
import type { Tally } from '../engine.ts'
import type { RunRecord } from '../run/run-record.ts'

/** A local name in one of the lists of the report. */
export interface NameRow {
  readonly name: string
  readonly modality: string
  readonly rows: number
  /** Reason, flags or candidates, as codes; the texts of states and flags belong to the normaliser. */
  readonly why: string
}

export interface ItemRow {
  readonly code: string
  readonly name: string
  readonly rows: number
  readonly names: number
}

/** One group with its rows by state. */
export interface GroupRow {
  readonly value: string
  readonly rows: number
  readonly states: Readonly<Record<string, number>>
  /** Share of rows in state `mapped`. */
  readonly rate: number
}

/** Cumulated share of exams over the most used names or items. */
export type Curve = ReadonlyArray<{ readonly rank: number; readonly share: number }>

/** Everything that the reports show; both are made from this and nothing else. */
export interface ReportData {
  readonly record: RunRecord
  readonly states: ReadonlyArray<{ readonly state: string; readonly rows: number; readonly names: number }>
  readonly modalities: readonly GroupRow[]
  readonly institutions: readonly GroupRow[]
  readonly months: readonly GroupRow[]
  readonly unmapped: readonly NameRow[]
  readonly conflicts: readonly NameRow[]
  readonly review: readonly NameRow[]
  readonly items: readonly ItemRow[]
  readonly before: { readonly count: number; readonly curve: Curve }
  readonly after: { readonly count: number; readonly curve: Curve }
}

/** Names in each of the lists. */
const LISTED = 200

/** Reads what the reports need from the mapping and the record; exam rows are not read again. */
export async function reportData(session: DuckSession, mapping: string, record: RunRecord): Promise<ReportData> {
  const from = `read_parquet(${literal(mapping)})`
  const hasModality = record.key.includes('modality')
  const list = (states: string, why: string) =>
    session.rows<NameRow>(
      `SELECT name, ${hasModality ? 'modality' : "''"} AS modality, count AS rows, ${why} AS why
       FROM ${from} WHERE ${states} ORDER BY count DESC, input_id LIMIT ${LISTED}`,
    )
  const states = await session.rows<{ state: string; rows: number; names: number }>(
    `SELECT state, sum(count)::BIGINT AS rows, count(*) AS names FROM ${from} GROUP BY state ORDER BY rows DESC, state`,
  )
  const items = await session.rows<ItemRow>(
    `SELECT code, any_value(name) AS name, sum(count)::BIGINT AS rows, count(*) AS names
     FROM (SELECT unnest(codes) AS code, unnest(item_names) AS name, count FROM ${from}) GROUP BY code ORDER BY rows DESC, code`,
  )
  const names = await session.rows<{ rank: number; share: number }>(
    `SELECT rank, share FROM (SELECT row_number() OVER (ORDER BY n DESC) AS rank, sum(n) OVER (ORDER BY n DESC ROWS UNBOUNDED PRECEDING) / sum(n) OVER () AS share
     FROM (SELECT sum(count) AS n FROM ${from} GROUP BY name)) WHERE rank IN (${ranks().join(', ')}) ORDER BY rank`,
  )
  const { distinctNames } = await session.row<{ distinctNames: number }>(
    `SELECT count(DISTINCT name) AS "distinctNames" FROM ${from}`,
  )
  return {
    record,
    states,
    modalities: groups(record.measures.tallies, 'modality'),
    institutions: groups(record.measures.tallies, 'institution'),
    months: groups(record.measures.tallies, 'month').toSorted((a, b) => (a.value < b.value ? -1 : 1)),
    unmapped: await list("state IN ('no-item', 'ambiguous')", 'coalesce(reason, state)'),
    conflicts: await list("state = 'conflict'", "array_to_string(flags, ' ')"),
    review: await list("state = 'review'", "array_to_string(codes, '+')"),
    items,
    before: { count: distinctNames, curve: names },
    after: { count: items.length, curve: curveOf(items.map(({ rows }) => rows)) },
  }
}

function groups(tallies: readonly Tally[], by: Tally['by']): readonly GroupRow[] {
  const values = new Map<string, Record<string, number>>()
  for (const tally of tallies) {
    if (tally.by !== by) continue
    const states = values.get(tally.value) ?? {}
    states[tally.state] = (states[tally.state] ?? 0) + tally.rows
    values.set(tally.value, states)
  }
  return [...values]
    .map(([value, states]) => {
      const rows = Object.values(states).reduce((sum, n) => sum + n, 0)
      return { value, rows, states, rate: rows === 0 ? 0 : (states.mapped ?? 0) / rows }
    })
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
}

/** Ranks at which the curves are drawn: 1, 2, 5, 10 … */
function ranks(): readonly number[] {
  return Array.from({ length: 8 }, (_, power) => [1, 2, 3, 5, 7].map((n) => n * 10 ** power)).flat()
}

function curveOf(volumes: readonly number[]): Curve {
  const total = volumes.reduce((sum, n) => sum + n, 0)
  const wanted = new Set([...ranks(), volumes.length])
  let sum = 0
  return volumes.flatMap((n, index) => {
    sum += n
    return wanted.has(index + 1) ? [{ rank: index + 1, share: sum / total }] : []
  })
}
