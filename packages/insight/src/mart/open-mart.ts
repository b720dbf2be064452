import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClickHouseEngine } from '../engine/clickhouse-engine.ts'
import { openDuckEngine } from '../engine/duckdb-engine.ts'
import type { QueryEngine } from '../engine/query-engine.ts'
import { type Answer, refuse } from '../insight-problem.ts'
import type { RoleId } from '../model/source-roles.ts'

/** What a mart was made from; `mart.json` in its folder. */
export interface MartRecord {
  readonly format: 'yingma-insight-1'
  readonly engine: 'duckdb' | 'clickhouse'
  readonly source: string
  /** Roles that the exam table has, and the columns that play them. */
  readonly roles: readonly RoleId[]
  readonly columns: Readonly<Partial<Record<RoleId, string>>>
  readonly edition: string
  readonly workload: { readonly version: string; readonly basis: 'assumption' | 'agreed' }
  readonly lists: readonly { readonly id: string; readonly mark: string }[]
  readonly repeatDays: number
  /** Wall-clock time after which a time stamp lies in the future. */
  readonly asOf: string
  readonly exams: number
  readonly items: number
  readonly builtAt: string
}

/** Facts and aggregates, ready to be asked. */
export interface Mart {
  readonly folder: string
  readonly record: MartRecord
  readonly engine: QueryEngine
  close(): Promise<void>
}

export const MART_FILE = 'mart.json'

export interface OpenOptions {
  /** Where the tables of a ClickHouse mart lie: the address with its password is kept in no file. */
  readonly address?: string
  readonly memory?: number
  readonly threads?: number
}

/** Opens a mart that `buildMart` made. */
export async function openMart(folder: string, options: OpenOptions = {}): Promise<Answer<Mart>> {
  const record = readMartRecord(folder)
  if (record === undefined) return refuse({ code: 'insight.mart-missing', folder })
  if (record.engine === 'clickhouse' && options.address === undefined)
    return refuse({ code: 'insight.mart-missing', folder: `${folder} (clickhouse://…)` })
  const engine =
    record.engine === 'clickhouse'
      ? openClickHouseEngine(options.address ?? '')
      : await openDuckEngine({
          folder,
          ...(options.memory === undefined ? {} : { memory: options.memory }),
          ...(options.threads === undefined ? {} : { threads: options.threads }),
        })
  return { ok: true, value: { folder, record, engine, close: () => engine.close() } }
}

/** The record of the mart in a folder as it is now; undefined where there is none. */
export function readMartRecord(folder: string): MartRecord | undefined {
  const file = join(folder, MART_FILE)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MartRecord) : undefined
}
