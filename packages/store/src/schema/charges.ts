import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { among } from './columns.ts'
import { institutions, users } from './people.ts'
import { SUSPICION_EVENTS } from './roles.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const place = () =>
  uuid('institution_id')
    .notNull()
    .references(() => institutions.id, { onDelete: 'cascade' })

/** One look at charge lines of an institution: who handed them in, by the schedules of which place they are held. */
export const chargeAudits = pgTable(
  'charge_audits',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: place(),
    title: text().notNull(),
    jurisdiction: text().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('charge_audits_place_key').on(table.id, table.institutionId),
    index('charge_audits_institution_index').on(table.institutionId, table.createdAt),
    check('charge_audits_title_check', sql`length(${table.title}) BETWEEN 1 AND 200`),
  ],
)

/** An exam with what was charged for it, as the charge package audits it; no person is named. */
export const chargeSessions = pgTable(
  'charge_sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    auditId: uuid('audit_id').notNull(),
    institutionId: place(),
    /** The order, as the institution numbers it. */
    session: text().notNull(),
    day: date({ mode: 'string' }).notNull(),
    exam: jsonb().notNull(),
  },
  (table) => [
    uniqueIndex('charge_sessions_key').on(table.auditId, table.session),
    unique('charge_sessions_place_key').on(table.id, table.institutionId),
    foreignKey({
      name: 'charge_sessions_audit_fk',
      columns: [table.auditId, table.institutionId],
      foreignColumns: [chargeAudits.id, chargeAudits.institutionId],
    }).onDelete('cascade'),
    check('charge_sessions_session_check', sql`length(${table.session}) BETWEEN 1 AND 200`),
  ],
)

/** Something to look at in one exam: kind, evidence and amount at stake. Never changed; what people say of it are events. */
export const suspicions = pgTable(
  'suspicions',
  {
    id: uuid().primaryKey().defaultRandom(),
    sessionId: uuid('session_id').notNull(),
    institutionId: place(),
    kind: text().notNull(),
    certainty: text().notNull(),
    warning: boolean().notNull(),
    stakeCents: bigint('stake_cents', { mode: 'number' }).notNull(),
    evidence: jsonb().notNull(),
    lines: text().array().notNull(),
    foundAt: moment('found_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('suspicions_key').on(table.sessionId, table.kind),
    unique('suspicions_place_key').on(table.id, table.institutionId),
    index('suspicions_institution_index').on(table.institutionId, table.stakeCents),
    foreignKey({
      name: 'suspicions_session_fk',
      columns: [table.sessionId, table.institutionId],
      foreignColumns: [chargeSessions.id, chargeSessions.institutionId],
    }).onDelete('cascade'),
    among('suspicions_certainty_check', table.certainty, ['F', 'I', 'A']),
    check('suspicions_stake_check', sql`${table.stakeCents} >= 0`),
  ],
)

/** What people say of a suspicion, append-only: rebuttals, then one closing. */
export const suspicionEvents = pgTable(
  'suspicion_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    suspicionId: uuid('suspicion_id').notNull(),
    institutionId: place(),
    version: integer().notNull(),
    kind: text({ enum: SUSPICION_EVENTS }).notNull(),
    reason: text().notNull(),
    returnedCents: bigint('returned_cents', { mode: 'number' }).notNull().default(0),
    actor: uuid()
      .notNull()
      .references(() => users.id),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('suspicion_events_key').on(table.suspicionId, table.version),
    index('suspicion_events_institution_index').on(table.institutionId),
    foreignKey({
      name: 'suspicion_events_suspicion_fk',
      columns: [table.suspicionId, table.institutionId],
      foreignColumns: [suspicions.id, suspicions.institutionId],
    }).onDelete('cascade'),
    among('suspicion_events_kind_check', table.kind, SUSPICION_EVENTS),
    check('suspicion_events_version_check', sql`${table.version} >= 1`),
    check('suspicion_events_reason_check', sql`length(btrim(${table.reason})) >= 1`),
    check(
      'suspicion_events_returned_check',
      sql`${table.returnedCents} >= 0 AND (${table.kind} = 'uphold' OR ${table.returnedCents} = 0)`,
    ),
  ],
)
