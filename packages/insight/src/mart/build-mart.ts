import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '@yingma/core'
import { openClickHouseEngine } from '../engine/clickhouse-engine.ts'
import { quoted } from '../engine/dialect.ts'
import { openDuckEngine } from '../engine/duckdb-engine.ts'
import type { QueryEngine } from '../engine/query-engine.ts'
import { type Answer, refuse } from '../insight-problem.ts'
import { findColumns, type RoleId, type SourceColumns } from '../model/source-roles.ts'
import { createRanges } from '../recognition/exam-range.ts'
import { coverRows, type RegionalList } from '../recognition/regional-list.ts'
import { STARTING_WORKLOAD, type Workload } from '../workload/workload.ts'
import { AGGREGATES } from './aggregates.ts'
import { CODED_COLUMNS } from './coded-columns.ts'
import { examFacts, itemFacts } from './fact-statements.ts'
import { ITEM_COLUMNS, itemRows } from './item-rows.ts'
import { MART_FILE, type MartRecord } from './open-mart.ts'
import { ROLLUPS, rollupStatement } from './rollups.ts'

export interface BuildTask {
  /** Folder that a batch run wrote, a standardised Parquet file, or the name of a ClickHouse table. */
  readonly source: string
  /** Folder for the mart. */
  readonly out: string
  readonly edition: Edition
  /** `clickhouse://…` to work on a server; DuckDB otherwise. */
  readonly address?: string
  /** Columns that their headers do not tell. */
  readonly columns?: SourceColumns
  readonly lists?: readonly RegionalList[]
  readonly workload?: Workload
  readonly repeatDays?: number
  /** Wall-clock `2026-03-01T12:00:00`; now if not said. */
  readonly asOf?: string
  readonly memory?: number
  readonly threads?: number
  readonly onStep?: (table: string) => void
}

export const DEFAULT_REPEAT_DAYS = 14

/**
 * Makes facts and aggregates anew from a standardised table: the job that refreshes what dashboards ask. Each table is replaced
 * whole when it is finished, `mart.json` last.
 */
export async function buildMart(task: BuildTask): Promise<Answer<MartRecord>> {
  mkdirSync(task.out, { recursive: true })
  const engine =
    task.address === undefined
      ? await openDuckEngine({
          folder: task.out,
          ...(task.memory === undefined ? {} : { memory: task.memory }),
          ...(task.threads === undefined ? {} : { threads: task.threads }),
        })
      : openClickHouseEngine(task.address)
  try {
    const source = locate(task)
    if (!source.ok) return source
    return await build(engine, task, source.value)
  } finally {
    await engine.close()
  }
}

interface Source {
  readonly relation: string
  /** Columns that the batch run found, by the words of its record. */
  readonly known: SourceColumns
}

function locate({ source, address }: BuildTask): Answer<Source> {
  if (address !== undefined) return { ok: true, value: { relation: source, known: {} } }
  const file = source.endsWith('.parquet') ? source : join(source, 'standardised.parquet')
  if (!existsSync(file)) return refuse({ code: 'insight.source-missing', source })
  const record = join(source, 'run.json')
  const known = existsSync(record) ? knownColumns(readFileSync(record, 'utf8')) : {}
  return { ok: true, value: { relation: `read_parquet(${quoted(file)})`, known } }
}

/** The roles of a batch run that mean the same here. */
function knownColumns(record: string): SourceColumns {
  const { roles = {} } = JSON.parse(record) as { roles?: Record<string, string> }
  const pairs: ReadonlyArray<readonly [RoleId, string]> = [
    ['name', 'name'],
    ['modality', 'modality'],
    ['institution', 'institution'],
    ['examId', 'examId'],
    ['startedAt', 'time'],
    ['sex', 'sex'],
    ['department', 'department'],
  ]
  return Object.fromEntries(
    pairs.flatMap(([role, their]) => (roles[their] === undefined ? [] : [[role, roles[their]]])),
  )
}

async function build(engine: QueryEngine, task: BuildTask, { relation, known }: Source): Promise<Answer<MartRecord>> {
  const { edition, lists = [], workload = STARTING_WORKLOAD, repeatDays = DEFAULT_REPEAT_DAYS } = task
  const asOf = task.asOf ?? new Date().toISOString().slice(0, 19)
  const had = await engine.columnsOf(relation)
  for (const column of ['yingma_codes', 'yingma_state']) {
    if (!had.includes(column)) return refuse({ code: 'insight.source-not-standardised', source: task.source, column })
  }
  for (const column of Object.values(task.columns ?? {}) as string[]) {
    if (!had.includes(column)) return refuse({ code: 'insight.column-unknown', column, columns: had })
  }
  const given = Object.entries({ ...known, ...task.columns }) as [RoleId, string][]
  const kept: SourceColumns = Object.fromEntries(given.filter(([, column]) => had.includes(column)))
  const columns = findColumns(
    had.filter((name) => !name.startsWith('yingma_')),
    kept,
  )
  const roles = Object.keys(columns) as RoleId[]
  await loadDimensions(engine, edition, lists, workload)
  const dialect = engine.dialect
  task.onStep?.('exams')
  const facts = examFacts({
    dialect,
    source: relation,
    columns,
    hasRow: had.includes('yingma_row'),
    asOf: Date.parse(`${asOf}Z`) / 1000,
  })
  // Facts stay in the order of the source: sorting whole rows by the million costs most of a refresh and helps no question.
  await engine.create('exams', facts, [])
  task.onStep?.('items')
  const workloadFrom = Date.parse(`${workload.validFrom}T00:00:00Z`) / 1000
  await engine.create('items', itemFacts(dialect, workloadFrom), [])
  for (const table of ['exams', 'items']) await engine.encode(table, CODED_COLUMNS[table] ?? {})
  for (const aggregate of AGGREGATES) {
    task.onStep?.(aggregate.table)
    const lastMonth = asOf.slice(0, 7)
    const select = aggregate.select({ dialect, roles: new Set(roles), repeatDays, workloadFrom, lastMonth })
    await engine.create(aggregate.table, select, aggregate.order)
    const coded = CODED_COLUMNS[aggregate.table]
    if (coded !== undefined) await engine.encode(aggregate.table, coded)
  }
  for (const rollup of ROLLUPS) {
    task.onStep?.(rollup.table)
    await engine.create(rollup.table, rollupStatement(rollup), rollup.order)
  }
  const [counted] = await engine.rows<{ exams: unknown }>('SELECT count(*) AS exams FROM exams')
  const [items] = await engine.rows<{ items: unknown }>('SELECT count(*) AS items FROM items')
  const record: MartRecord = {
    format: 'yingma-insight-1',
    engine: dialect.name,
    source: task.source,
    roles,
    columns,
    edition: edition.version,
    workload: { version: workload.version, basis: workload.basis },
    lists: lists.map(({ id, mark }) => ({ id, mark })),
    repeatDays,
    asOf,
    exams: Number(counted?.exams ?? 0),
    items: Number(items?.items ?? 0),
    builtAt: new Date().toISOString(),
  }
  const file = join(task.out, MART_FILE)
  writeFileSync(`${file}.tmp`, `${JSON.stringify(record, null, 2)}\n`)
  renameSync(`${file}.tmp`, file)
  return { ok: true, value: record }
}

async function loadDimensions(
  engine: QueryEngine,
  edition: Edition,
  lists: readonly RegionalList[],
  workload: Workload,
): Promise<void> {
  await engine.load('dim_item', ITEM_COLUMNS, itemRows(edition, workload))
  await engine.load(
    'dim_points',
    [
      { name: 'department', type: 'text' },
      { name: 'code', type: 'text' },
      { name: 'doctor', type: 'integer' },
      { name: 'technician', type: 'integer' },
    ],
    workload.overrides.map(({ department, code, doctor, technician }) => [
      department,
      code.toUpperCase(),
      Math.round(doctor * 100),
      Math.round(technician * 100),
    ]),
  )
  await engine.load(
    'dim_cover',
    [
      { name: 'code', type: 'text' },
      { name: 'by_code', type: 'text' },
      { name: 'window_days', type: 'integer' },
      { name: 'valid_from', type: 'integer' },
      { name: 'valid_to', type: 'integer' },
    ],
    lists.length === 0 ? [] : coverRows(lists, edition, createRanges(edition)),
  )
}
