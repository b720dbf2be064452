import { existsSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { literal } from '../../duck/quote.ts'
import type { DuckSession } from '../../duck/session.ts'
import type { DistinctCounts, Engine, ExamFile, ExamTable, Measures, Scanned, Tally } from '../../engine.ts'
import { makeWhole, type WorkFolder } from '../../run/work-folder.ts'
import { csvStatement } from './csv-statement.ts'
import { scanFiles } from './scan.ts'
import * as sql from './statements.ts'

export interface DuckEngineOptions {
  /** Files that the user gets: Parquet, or CSV with list columns joined by `+`. */
  readonly format: 'parquet' | 'csv'
  readonly partitioned: boolean
  /** Encoding of CSV inputs; found by looking where not given. */
  readonly encoding?: string
}

/** The embedded engine: exam rows are Parquet files, joins run in this process, nothing has to be installed. */
export function createDuckEngine(session: DuckSession, options: DuckEngineOptions): Engine {
  const standardisedPath = (work: WorkFolder) =>
    work.path('out', options.partitioned ? 'standardised' : 'standardised.parquet')
  const itemsPath = (work: WorkFolder) => work.path('out', 'exam_items.parquet')
  const standardised = (work: WorkFolder) => sql.standardisedRows(standardisedPath(work), options)

  async function measure(table: ExamTable, work: WorkFolder): Promise<Measures> {
    const rows = standardised(work)
    const [tallies, byState, byItem] = [
      await session.rows<TallyRow>(sql.tallyStatement(table, rows)),
      await session.rows<{ state: string | null; n: number }>(
        `SELECT yingma_state AS state, count(*) AS n FROM ${rows} GROUP BY ALL`,
      ),
      await session.rows<{ code: string; rows: number }>(
        `SELECT yingma_code AS code, count(*) AS rows FROM read_parquet(${literal(itemsPath(work))}) GROUP BY ALL ORDER BY rows DESC, code`,
      ),
    ]
    return {
      rows: byState.reduce((sum, row) => sum + row.n, 0),
      rowsWithoutVerdict: byState.find((row) => row.state === null)?.n ?? 0,
      byState: Object.fromEntries(byState.flatMap((row) => (row.state === null ? [] : [[row.state, row.n]])).sort()),
      tallies: tallies.map(tallyOf).sort((a, b) => compareTallies(a, b)),
      examItems: byItem.reduce((sum, row) => sum + row.rows, 0),
      byItem,
    }
  }

  /** What the user gets, by its final name. */
  async function results(work: WorkFolder): Promise<readonly string[]> {
    if (options.format === 'parquet') return [standardisedPath(work), itemsPath(work)]
    const made: string[] = []
    for (const [name, rows] of [
      ['standardised.csv', standardised(work)],
      ['exam_items.csv', `read_parquet(${literal(itemsPath(work))})`],
    ] as const) {
      const file = work.path('csv', name)
      if (!existsSync(file) && existsSync(work.path('out'))) {
        const columns = await session.rows<{ column_name: string; column_type: string }>(
          `DESCRIBE SELECT * FROM ${rows}`,
        )
        await makeWhole(file, (temporary) => session.run(csvStatement(rows, columns, temporary)))
      }
      made.push(file)
    }
    return made
  }

  return {
    name: 'duckdb',
    version: async () => `DuckDB ${(await session.row<{ v: string }>('SELECT version() AS v')).v}`,
    scan: (inputs, work): Promise<Scanned> => scanFiles(session, inputs, work, options.encoding),
    distinct: async (table, file): Promise<DistinctCounts> => {
      await makeWhole(file, (temporary) =>
        session.run(sql.distinctStatement(table, sql.examRows(filesOf(table)), temporary)),
      )
      return countDistinct(session, file, table)
    },
    standardise: (table, mapping, work) =>
      makeWhole(standardisedPath(work), (temporary) =>
        session.run(sql.standardiseStatement(table, filesOf(table), mapping, temporary, options)),
      ),
    examItems: (table, mapping, work) =>
      makeWhole(itemsPath(work), (temporary) =>
        session.run(sql.examItemsStatement(table, standardised(work), mapping, temporary)),
      ),
    measure,
    publish: async (_table, work) => {
      const published: string[] = []
      for (const from of await results(work)) {
        const to = join(work.out, basename(from))
        // Already there when a kill fell between this rename and the end of the run.
        if (existsSync(from)) {
          rmSync(to, { recursive: true, force: true })
          renameSync(from, to)
        }
        published.push(basename(to))
      }
      return published
    },
    progress: () => session.progress(),
    interrupt: () => session.interrupt(),
    close: () => Promise.resolve(),
  }
}

/** Counts a file of distinct inputs. Shared by the engines: each of them writes the same file. */
export async function countDistinct(
  session: DuckSession,
  file: string,
  { ruled }: Pick<ExamTable, 'ruled'>,
): Promise<DistinctCounts> {
  const counts = await session.row<{ rows: number; inputs: number; digits: number; sample: string | null }>(
    `SELECT coalesce(sum(count), 0)::BIGINT AS rows, count(*) AS inputs,
       coalesce(sum(count) FILTER (digits), 0)::BIGINT AS digits, min(name) FILTER (digits) AS sample
     FROM (SELECT *, regexp_full_match(name, '[0-9.,+\\-/ ]+') AS digits FROM read_parquet(${literal(file)}))`,
  )
  const found =
    ruled.length === 0
      ? []
      : await session.rows<{ institution: string; n: number }>(
          `SELECT institution, sum(count)::BIGINT AS n FROM read_parquet(${literal(file)}) GROUP BY institution`,
        )
  const byInstitution = new Map(found.map(({ institution, n }) => [institution, n]))
  return {
    rows: counts.rows,
    inputs: counts.inputs,
    numericRows: counts.digits,
    numericSample: counts.sample ?? '',
    ruledRows: Object.fromEntries(ruled.map((institution) => [institution, byInstitution.get(institution) ?? 0])),
  }
}

interface TallyRow {
  readonly modality: string | null
  readonly institution: string | null
  readonly month: string | null
  readonly state: string
  readonly n: number
  readonly grouped: number
}

/** `grouping()` sets a bit for each column that is rolled up: 3 = modality alone, 5 = institution, 6 = month. */
function tallyOf(row: TallyRow): Tally {
  const by = row.grouped === 3 ? 'modality' : row.grouped === 5 ? 'institution' : 'month'
  return { by, value: row[by] ?? '', state: row.state, rows: row.n }
}

/** The order of tallies in records and reports. */
export function compareTallies(a: Tally, b: Tally): number {
  const [x, y] = [`${a.by}\u0000${a.value}\u0000${a.state}`, `${b.by}\u0000${b.value}\u0000${b.state}`]
  return x < y ? -1 : x > y ? 1 : 0
}

function filesOf(table: ExamTable): readonly ExamFile[] {
  if (table.place.kind !== 'files') throw new Error('the embedded engine reads files')
  return table.place.files
}
