import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { among, bytea } from './columns.ts'
import { institutions, users } from './people.ts'
import { JOB_STATUSES } from './roles.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/** Long work. The queue only says who runs it; what was asked, how far it is and how it ended stands here. */
export const jobs = pgTable(
  'jobs',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id').references(() => institutions.id),
    kind: text().notNull(),
    params: jsonb().notNull(),
    status: text({ enum: JOB_STATUSES }).notNull().default('queued'),
    total: integer().notNull().default(0),
    done: integer().notNull().default(0),
    /** Where to go on after a restart; written in the same transaction as the work it stands for. */
    checkpoint: jsonb(),
    result: jsonb(),
    problem: jsonb(),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
    cancelRequestedAt: moment('cancel_requested_at'),
  },
  (table) => [
    among('jobs_status_check', table.status, JOB_STATUSES),
    check('jobs_progress_check', sql`${table.done} >= 0 AND ${table.total} >= 0`),
    index('jobs_institution_index').on(table.institutionId, table.createdAt),
  ],
)

/**
 * Append-only record of every change, one hash chain per institution and one for what belongs to none (`system`):
 * a chain can be exported, verified and deleted with its institution without breaking the others.
 */
export const audit = pgTable(
  'audit',
  {
    chain: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    institutionId: uuid('institution_id'),
    at: moment('at').notNull(),
    actor: uuid(),
    action: text().notNull(),
    subject: text().notNull(),
    /** Canonical JSON as text: hashed byte for byte. */
    body: text().notNull(),
    previous: bytea().notNull(),
    hash: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.chain, table.seq], name: 'audit_pk' }),
    index('audit_subject_index').on(table.subject),
    check('audit_seq_check', sql`${table.seq} >= 1`),
  ],
)
