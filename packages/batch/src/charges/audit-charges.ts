import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { BIGINT, BOOLEAN, DuckDBDataChunk, VARCHAR } from '@duckdb/node-api'
import { AUDIT_KINDS, type Pricer } from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import { DuckSession } from '../duck/session.ts'
import { scanFiles } from '../engines/duckdb/scan.ts'
import { type Outcome, outcomeOf, ProblemError } from '../problem.ts'
import { makeWhole, WorkFolder, writeWhole } from '../run/work-folder.ts'
import { type ChargeRoles, chooseChargeRoles } from './charge-columns.ts'
import {
  type ChargeTable,
  departmentsStatement,
  linesWithoutSession,
  SHAPES_STATEMENT,
  sessionsStatement,
  shapeLinesStatement,
  suspicionsStatement,
  unreadableMoney,
} from './charge-statements.ts'
import { createJudge, type Judge, type ShapeFinding, type ShapeLine } from './judge-shapes.ts'

/** An audit of a whole table of charge lines. */
export interface ChargeAudit {
  readonly inputs: readonly string[]
  readonly out: string
  /** Pricers of the schedules that lines may fall into, of one jurisdiction. */
  readonly pricers: readonly Pricer[]
  readonly language: Language
  /** Reads exam names where the lines hold no codes. */
  normaliser(): Normaliser
  readonly roles?: ChargeRoles
  readonly format?: 'parquet' | 'csv'
  readonly encoding?: string
  readonly memory: number
  readonly threads: number
  /** Folder for what does not fit in memory; inside the output folder where not said. */
  readonly spill?: string
}

export interface KindTotal {
  readonly kind: string
  readonly warning: boolean
  readonly sessions: number
  readonly stakeCents: number
}

/** How often a department has what only its rate can tell. */
export interface DepartmentShare {
  /** Where the table says it. */
  readonly institution?: string
  readonly department: string
  readonly kind: string
  readonly sessions: number
  /** All sessions of the department in the table. */
  readonly of: number
}

/** What an audit came to. */
export interface ChargeAuditRecord {
  readonly lines: number
  readonly sessions: number
  /** Distinct shapes of sessions: as many as were judged. */
  readonly shapes: number
  readonly suspicions: number
  readonly suspectSessions: number
  readonly kinds: readonly KindTotal[]
  /** Kinds that show as a rate, by department, most sessions first; empty where the table has no departments. */
  readonly departments: readonly DepartmentShare[]
  /** Sessions that could not be held against a quote, by reason; kinds that need none were still looked for. */
  readonly notQuoted: Readonly<Record<string, number>>
  readonly roles: ChargeRoles
  readonly files: readonly string[]
}

/**
 * Audits a table of charge lines. Lines are grouped into sessions and sessions into shapes inside the engine; one session of
 * each shape is judged here, and what is found is joined back to all of its kind. Writes the suspicions and audit.json.
 */
export function auditCharges(audit: ChargeAudit): Promise<Outcome<ChargeAuditRecord>> {
  return outcomeOf(async () => {
    mkdirSync(audit.out, { recursive: true })
    const work = new WorkFolder(audit.out)
    const { memory, threads } = audit
    const session = await DuckSession.open({ memory, threads, spill: audit.spill ?? join(audit.out, '.yingma-spill') })
    try {
      const { place, columns, rows } = await scanFiles(session, audit.inputs, work, audit.encoding)
      if (place.kind !== 'files') throw new Error('charge lines are files')
      const roles = chooseChargeRoles(
        columns.map(({ name }) => name),
        audit.roles ?? {},
      )
      const periods = audit.pricers.map(({ schedule }) => schedule)
      const table: ChargeTable = { files: place.files.map(({ path }) => path), columns, roles, periods }
      return await auditTable(session, table, rows, audit)
    } finally {
      session.close()
      work.remove()
    }
  })
}

async function auditTable(
  session: DuckSession,
  table: ChargeTable,
  lines: number,
  audit: ChargeAudit,
): Promise<ChargeAuditRecord> {
  const empty = await session.row<{ lines: number }>(linesWithoutSession(table))
  if (empty.lines > 0) {
    const columns = (table.roles.session ?? '').split(',')
    throw new ProblemError({ code: 'batch.session-empty', columns, lines: empty.lines })
  }
  for (const { column, statement } of unreadableMoney(table)) {
    const { lines: unread, example } = await session.row<{ lines: number; example: string }>(statement)
    if (unread > 0) throw new ProblemError({ code: 'batch.money-unreadable', column, lines: unread, example })
  }
  await session.run(sessionsStatement(table))
  await session.run(SHAPES_STATEMENT)
  const notQuoted = await judgeShapes(session, table, createJudge(audit))
  const format = audit.format ?? 'parquet'
  const file = `suspicions.${format}`
  await makeWhole(join(audit.out, file), (temporary) => session.run(suspicionsStatement(table, temporary, format)))
  const counts = await session.row<{ sessions: number; shapes: number; suspicions: number; suspect: number }>(
    `SELECT sum(sessions)::BIGINT AS sessions, count(*) AS shapes, coalesce(sum(sessions * found), 0)::BIGINT AS suspicions,
      coalesce(sum(sessions) FILTER (found > 0), 0)::BIGINT AS suspect
    FROM shapes LEFT JOIN (SELECT shape_id, count(*) AS found FROM findings GROUP BY shape_id) USING (shape_id)`,
  )
  const kinds = await session.rows<KindTotal>(
    `SELECT kind, warning, sum(sessions)::BIGINT AS sessions, sum(sessions * stake_cents)::BIGINT AS "stakeCents"
    FROM findings JOIN shapes USING (shape_id) GROUP BY kind, warning ORDER BY warning, "stakeCents" DESC, kind`,
  )
  const record = {
    lines,
    sessions: counts.sessions,
    shapes: counts.shapes,
    suspicions: counts.suspicions,
    suspectSessions: counts.suspect,
    kinds,
    departments: await departmentShares(session, table),
    notQuoted,
    roles: table.roles,
    files: [file, 'audit.json'],
  }
  writeWhole(join(audit.out, 'audit.json'), `${JSON.stringify(record, null, 2)}\n`)
  return record
}

const RATE_KINDS = AUDIT_KINDS.filter(({ detection }) => detection === 'rate').map(({ id }) => id)

async function departmentShares(session: DuckSession, table: ChargeTable): Promise<readonly DepartmentShare[]> {
  if (table.roles.department === undefined) return []
  return await session.rows<DepartmentShare>(departmentsStatement(table, RATE_KINDS))
}

/** Judges one session of each shape and puts what was found into the table `findings`. */
async function judgeShapes(
  session: DuckSession,
  table: ChargeTable,
  judge: Judge,
): Promise<Readonly<Record<string, number>>> {
  await session.run(`CREATE OR REPLACE TEMP TABLE findings (shape_id BIGINT, kind VARCHAR, type VARCHAR, certainty VARCHAR,
    warning BOOLEAN, stake_cents BIGINT, price_codes VARCHAR, text VARCHAR, evidence VARCHAR)`)
  const found: (ShapeFinding & { readonly shape: number })[] = []
  const notQuoted: Record<string, number> = {}
  const end = (lines: readonly ShapeLine[]): void => {
    const [first] = lines
    if (first === undefined) return
    const { findings, problems } = judge(lines)
    for (const finding of findings) found.push({ ...finding, shape: first.shape_id })
    for (const problem of problems) notQuoted[problem] = (notQuoted[problem] ?? 0) + first.sessions
  }
  const result = await session.stream(shapeLinesStatement(table))
  const names = result.columnNames()
  let open: ShapeLine[] = []
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const cells = chunk.getColumns()
    for (let row = 0; row < chunk.rowCount; row++) {
      const line = lineOf(names, cells, row)
      if (open.length > 0 && open[0]?.shape_id !== line.shape_id) {
        end(open)
        open = []
      }
      open.push(line)
    }
  }
  end(open)
  await fillFindings(session, found)
  return notQuoted
}

function lineOf(names: readonly string[], cells: ReadonlyArray<readonly unknown[]>, row: number): ShapeLine {
  const line: Record<string, unknown> = {}
  names.forEach((name, column) => {
    const value = cells[column]?.[row] ?? null
    line[name] = typeof value === 'bigint' ? Number(value) : value
  })
  return line as unknown as ShapeLine
}

const CHUNK = 2048

async function fillFindings(
  session: DuckSession,
  found: readonly (ShapeFinding & { readonly shape: number })[],
): Promise<void> {
  const appender = await session.main.createAppender('findings')
  for (let start = 0; start < found.length; start += CHUNK) {
    const slice = found.slice(start, start + CHUNK)
    const chunk = DuckDBDataChunk.create([
      BIGINT,
      VARCHAR,
      VARCHAR,
      VARCHAR,
      BOOLEAN,
      BIGINT,
      VARCHAR,
      VARCHAR,
      VARCHAR,
    ])
    chunk.setColumns([
      slice.map((f) => BigInt(f.shape)),
      slice.map((f) => f.kind),
      slice.map((f) => f.type),
      slice.map((f) => f.certainty),
      slice.map((f) => f.warning),
      slice.map((f) => BigInt(f.stakeCents)),
      slice.map((f) => f.priceCodes.join('+')),
      slice.map((f) => f.text),
      slice.map((f) => f.evidence),
    ])
    appender.appendDataChunk(chunk)
  }
  appender.flushSync()
  appender.closeSync()
}
