import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { catalogues, localNames } from './catalogues.ts'
import { among } from './columns.ts'
import { apiKeys, institutions, users } from './people.ts'
import { DECISION_KINDS, RULE_KINDS } from './roles.ts'
import { editions } from './standard.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/**
 * Decisions on local names, append-only: each row is the whole state after it and names the row that it replaced.
 * The current state is the view `name_states`. Two writers of one version collide on a unique key.
 */
export const decisions = pgTable(
  'decisions',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id').notNull(),
    nameId: uuid('name_id').notNull(),
    version: integer().notNull(),
    kind: text({ enum: DECISION_KINDS }).notNull(),
    status: text({ enum: ['open', 'accepted', 'changed', 'rejected', 'verified'] }).notNull(),
    codes: text().array().notNull(),
    /** What differs from the suggestion in side or contrast; such a decision holds only after a second person. */
    delicate: text().array().notNull().default(sql`'{}'::text[]`),
    needsSecond: boolean('needs_second').notNull().default(false),
    reason: text().notNull().default(''),
    edition: text()
      .notNull()
      .references(() => editions.version),
    author: uuid()
      .notNull()
      .references(() => users.id),
    /** Who chose the codes; filled by a trigger, differs from `author` for comments and verifications. */
    contentAuthor: uuid('content_author')
      .notNull()
      .references(() => users.id),
    apiKeyId: uuid('api_key_id').references(() => apiKeys.id),
    batchId: uuid('batch_id'),
    replaces: uuid(),
    at: moment('at').notNull().default(sql`clock_timestamp()`),
  },
  (table) => [
    foreignKey({
      columns: [table.nameId, table.institutionId],
      foreignColumns: [localNames.id, localNames.institutionId],
      name: 'decisions_name_fk',
    }),
    unique('decisions_identity_key').on(table.id, table.nameId),
    unique('decisions_version_key').on(table.nameId, table.version),
    unique('decisions_replaces_key').on(table.replaces),
    foreignKey({
      columns: [table.replaces, table.nameId],
      foreignColumns: [table.id, table.nameId],
      name: 'decisions_replaces_fk',
    }),
    index('decisions_batch_index').on(table.batchId),
    index('decisions_codes_index').using('gin', table.codes),
    among('decisions_kind_check', table.kind, DECISION_KINDS),
    among('decisions_status_check', table.status, ['open', 'accepted', 'changed', 'rejected', 'verified']),
    check('decisions_first_check', sql`(${table.version} = 1) = (${table.replaces} IS NULL)`),
    check('decisions_codes_check', sql`cardinality(${table.codes}) <= 40`),
    check('decisions_reason_check', sql`length(${table.reason}) <= 2000`),
    check('decisions_second_person_check', sql`${table.kind} <> 'verify' OR ${table.author} <> ${table.contentAuthor}`),
  ],
)

/** Who works on which cluster of a catalogue. */
export const assignments = pgTable(
  'assignments',
  {
    institutionId: uuid('institution_id').notNull(),
    catalogueId: uuid('catalogue_id').notNull(),
    cluster: text().notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.catalogueId, table.cluster], name: 'assignments_pk' }),
    foreignKey({
      columns: [table.catalogueId, table.institutionId],
      foreignColumns: [catalogues.id, catalogues.institutionId],
      name: 'assignments_catalogue_fk',
    }),
  ],
)

/** A sample of names that two people read independently. */
export const samples = pgTable(
  'samples',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id').notNull(),
    catalogueId: uuid('catalogue_id').notNull(),
    seed: text().notNull(),
    firstReader: uuid('first_reader')
      .notNull()
      .references(() => users.id),
    secondReader: uuid('second_reader')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    foreignKey({
      columns: [table.catalogueId, table.institutionId],
      foreignColumns: [catalogues.id, catalogues.institutionId],
      name: 'samples_catalogue_fk',
    }),
    unique('samples_tenant_key').on(table.id, table.institutionId),
    check('samples_readers_check', sql`${table.firstReader} <> ${table.secondReader}`),
  ],
)

export const sampleNames = pgTable(
  'sample_names',
  {
    sampleId: uuid('sample_id').notNull(),
    institutionId: uuid('institution_id').notNull(),
    nameId: uuid('name_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.sampleId, table.nameId], name: 'sample_names_pk' }),
    foreignKey({
      columns: [table.sampleId, table.institutionId],
      foreignColumns: [samples.id, samples.institutionId],
      name: 'sample_names_sample_fk',
    }),
    foreignKey({
      columns: [table.nameId, table.institutionId],
      foreignColumns: [localNames.id, localNames.institutionId],
      name: 'sample_names_name_fk',
    }),
  ],
)

/** One reader's answer to one name of a sample; never changed, hidden from the other reader until both have answered. */
export const sampleReadings = pgTable(
  'sample_readings',
  {
    sampleId: uuid('sample_id').notNull(),
    institutionId: uuid('institution_id').notNull(),
    nameId: uuid('name_id').notNull(),
    reader: uuid()
      .notNull()
      .references(() => users.id),
    codes: text().array().notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.sampleId, table.nameId, table.reader], name: 'sample_readings_pk' }),
    foreignKey({
      columns: [table.sampleId, table.nameId],
      foreignColumns: [sampleNames.sampleId, sampleNames.nameId],
      name: 'sample_readings_name_fk',
    }),
  ],
)

/** Rules of an institution, versioned like decisions: a change or a withdrawal is a new row. */
export const rules = pgTable(
  'rules',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institutions.id),
    key: text().notNull(),
    version: integer().notNull(),
    kind: text({ enum: RULE_KINDS }).notNull(),
    /** `null` withdraws the rule. */
    body: jsonb(),
    reason: text().notNull().default(''),
    author: uuid()
      .notNull()
      .references(() => users.id),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    unique('rules_version_key').on(table.institutionId, table.key, table.version),
    among('rules_kind_check', table.kind, RULE_KINDS),
    check('rules_key_check', sql`length(${table.key}) BETWEEN 1 AND 300`),
  ],
)
