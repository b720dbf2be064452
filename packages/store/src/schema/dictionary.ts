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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { among, bytea } from './columns.ts'
import { jobs } from './operations.ts'
import { institutions, users } from './people.ts'
import { ROLLOUT_STEPS, SETTINGS_SECTIONS } from './roles.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const place = () =>
  uuid('institution_id')
    .notNull()
    .references(() => institutions.id, { onDelete: 'cascade' })
const person = (name: string) =>
  uuid(name)
    .notNull()
    .references(() => users.id)

/** What an institution says about its new dictionary, section by section, every version kept. */
export const dictionarySettings = pgTable(
  'dictionary_settings',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: place(),
    section: text({ enum: SETTINGS_SECTIONS }).notNull(),
    version: integer().notNull(),
    body: jsonb().notNull(),
    author: person('author'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('dictionary_settings_key').on(table.institutionId, table.section, table.version),
    among('dictionary_settings_section_check', table.section, SETTINGS_SECTIONS),
    check('dictionary_settings_version_check', sql`${table.version} >= 1`),
  ],
)

/** A dictionary that was built: what a job made, with its figures. */
export const dictionaryBuilds = pgTable(
  'dictionary_builds',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: place(),
    jobId: uuid('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    draft: boolean().notNull(),
    figures: jsonb().notNull(),
    createdBy: person('created_by'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('dictionary_builds_place_key').on(table.id, table.institutionId),
    index('dictionary_builds_institution_index').on(table.institutionId, table.createdAt),
  ],
)

/** The files of a build. They go when newer builds push them out; the row of the build stays. */
export const dictionaryFiles = pgTable(
  'dictionary_files',
  {
    buildId: uuid('build_id').notNull(),
    institutionId: place(),
    name: text().notNull(),
    content: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.buildId, table.name], name: 'dictionary_files_pk' }),
    foreignKey({
      name: 'dictionary_files_build_fk',
      columns: [table.buildId, table.institutionId],
      foreignColumns: [dictionaryBuilds.id, dictionaryBuilds.institutionId],
    }).onDelete('cascade'),
    check('dictionary_files_name_check', sql`${table.name} ~ '^[a-z][a-z0-9.-]{0,99}$'`),
  ],
)

/** Steps of a roll-out that people mark, or take back: who, when and what they say of it. */
export const rolloutMarks = pgTable(
  'rollout_marks',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: place(),
    step: text({ enum: ROLLOUT_STEPS }).notNull(),
    version: integer().notNull(),
    done: boolean().notNull(),
    note: text().notNull().default(''),
    actor: person('actor'),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('rollout_marks_key').on(table.institutionId, table.step, table.version),
    among('rollout_marks_step_check', table.step, ROLLOUT_STEPS),
    check('rollout_marks_version_check', sql`${table.version} >= 1`),
    check('rollout_marks_note_check', sql`length(${table.note}) <= 2000`),
  ],
)
