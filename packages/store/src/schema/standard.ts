import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { institutions, users } from './people.ts'

/** Editions of the standard that this registry knows; at most one is current. */
export const editions = pgTable(
  'editions',
  {
    version: text().primaryKey(),
    title: text().notNull(),
    /** SHA-256 over the items, so that the same version with other content is refused. */
    digest: text().notNull(),
    itemCount: integer('item_count').notNull(),
    isCurrent: boolean('is_current').notNull().default(false),
    loadedAt: timestamp('loaded_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex('editions_current_key').on(table.isCurrent).where(sql`${table.isCurrent}`)],
)

/** Items of an edition, so that decisions can be joined and checked in the database. */
export const editionItems = pgTable(
  'edition_items',
  {
    edition: text()
      .notNull()
      .references(() => editions.version),
    code: text().notNull(),
    conceptId: text('concept_id').notNull(),
    name: text().notNull(),
    nameEn: text('name_en').notNull(),
    modality: text().notNull(),
    status: text({ enum: ['active', 'retired'] }).notNull(),
    successors: text().array().notNull().default(sql`'{}'::text[]`),
    facets: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.edition, table.code], name: 'edition_items_pk' }),
    uniqueIndex('edition_items_code_key').on(table.edition, sql`upper(${table.code})`),
    uniqueIndex('edition_items_concept_key').on(table.edition, table.conceptId),
    uniqueIndex('edition_items_name_key').on(table.edition, table.name),
  ],
)

/** Price schedules: of a province (no institution) or of one institution. Versions by date, never overwritten. */
export const priceSchedules = pgTable(
  'price_schedules',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id').references(() => institutions.id),
    region: text().notNull(),
    title: text().notNull(),
    validFrom: date('valid_from').notNull(),
    validTo: date('valid_to'),
    lines: jsonb().notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('price_schedules_key').on(
      table.region,
      table.validFrom,
      sql`coalesce(${table.institutionId}, '00000000-0000-0000-0000-000000000000')`,
    ),
    index('price_schedules_institution_index').on(table.institutionId),
    check('price_schedules_dates_check', sql`${table.validTo} IS NULL OR ${table.validTo} >= ${table.validFrom}`),
  ],
)
