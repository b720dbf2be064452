import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { institutions, users } from './people.ts'

/**
 * What happens in the governance of the standard, append-only: proposals, the evidence register, releases, local items.
 * A stream is one of them (`proposal/<id>`); two writers of one version collide on the key. Rows without an institution
 * are everybody's; an institution's own are seen by its people.
 */
export const governEvents = pgTable(
  'govern_events',
  {
    id: uuid().primaryKey().defaultRandom(),
    stream: text().notNull(),
    version: integer().notNull(),
    institutionId: uuid('institution_id').references(() => institutions.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    body: jsonb().notNull(),
    actor: uuid()
      .notNull()
      .references(() => users.id),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('govern_events_key').on(table.stream, table.version),
    index('govern_events_institution_index').on(table.institutionId),
    check('govern_events_version_check', sql`${table.version} >= 1`),
  ],
)
