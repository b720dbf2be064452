import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
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
  ENGINE_COLUMNS,
  linesWithoutSession,
  SHAPES_STATEMENT,
  sessionsStatement,
  suspicionsStatement,
  UNKEYED_STATEMENT,
  unreadableMoney,
} from './charge-statements.ts'
import { type FoundOfShape, fillFindings } from './findings-table.ts'
import { createJudge, type Judge } from './judge-shapes.ts'
import { linesOfShapes } from './shape-lines.ts'

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
      const taken = columns.find(({ name }) => (ENGINE_COLUMNS as readonly string[]).includes(name))
      if (taken !== undefined) throw new ProblemError({ code: 'batch.column-taken', column: taken.name })
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
  for (const { column, statement } of unreadableMoney(table)) {
    const { lines: unread, example } = await session.row<{ lines: number; example: string }>(statement)
    if (unread > 0) throw new ProblemError({ code: 'batch.money-unreadable', column, lines: unread, example })
  }
  await session.run(sessionsStatement(table))
  await requireSessions(session, table)
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

async function requireSessions(session: DuckSession, table: ChargeTable): Promise<void> {
  const { unkeyed } = await session.row<{ unkeyed: number }>(UNKEYED_STATEMENT)
  if (unkeyed === 0) return
  const { lines } = await session.row<{ lines: number }>(linesWithoutSession(table))
  const columns = (table.roles.session ?? '').split(',')
  throw new ProblemError({ code: 'batch.session-empty', columns, lines })
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
  const found: FoundOfShape[] = []
  const notQuoted: Record<string, number> = {}
  const { shapes } = await session.row<{ shapes: number }>('SELECT count(*) AS shapes FROM shapes')
  for await (const packed of linesOfShapes(session, table, shapes)) {
    for (const lines of packed) {
      const { findings, problems } = judge(lines)
      const [first] = lines
      if (first === undefined) continue
      for (const finding of findings) found.push({ ...finding, shape: first.shape_id })
      for (const problem of problems) notQuoted[problem] = (notQuoted[problem] ?? 0) + first.sessions
    }
  }
  await fillFindings(session, found)
  return notQuoted
}
