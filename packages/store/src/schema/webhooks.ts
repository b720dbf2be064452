import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core'
import { among, bytea } from './columns.ts'
import { institutions, users } from './people.ts'
import { DELIVERY_STATUSES } from './roles.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })

/**
 * Addresses that are told of releases: of one institution, or of the whole registry (no institution). Of the secret that
 * signs what is sent only the hash is kept, as of every other; the server derives it anew from its own key.
 */
export const webhooks = pgTable(
  'webhooks',
  {
    id: uuid().primaryKey(),
    institutionId: uuid('institution_id').references(() => institutions.id, { onDelete: 'cascade' }),
    url: text().notNull(),
    tokenHash: bytea('token_hash').notNull(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    unique('webhooks_key').on(table.institutionId, table.url).nullsNotDistinct(),
    check('webhooks_url_check', sql`length(${table.url}) BETWEEN 8 AND 500`),
  ],
)

/** What was sent or is to be sent, and what the receiver answered; a row a webhook and release. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuid().primaryKey().defaultRandom(),
    webhookId: uuid('webhook_id').notNull(),
    institutionId: uuid('institution_id'),
    version: text().notNull(),
    /** Byte for byte what is signed, the same at every attempt. */
    body: text().notNull(),
    status: text({ enum: DELIVERY_STATUSES }).notNull().default('pending'),
    attempts: integer().notNull().default(0),
    /** HTTP status of the last answer, if there was one. */
    answered: integer(),
    /** Why the last attempt failed, as a word of a closed list; never what the receiver wrote. */
    failure: text(),
    /** Not before this; while an attempt is under way, when it is given up for lost. */
    nextAt: moment('next_at').notNull().defaultNow(),
    createdAt: moment('created_at').notNull().defaultNow(),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    foreignKey({
      columns: [table.webhookId],
      foreignColumns: [webhooks.id],
      name: 'webhook_deliveries_webhook_fk',
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.institutionId],
      foreignColumns: [institutions.id],
      name: 'webhook_deliveries_institution_fk',
    }).onDelete('cascade'),
    unique('webhook_deliveries_key').on(table.webhookId, table.version),
    index('webhook_deliveries_institution_index').on(table.institutionId, table.createdAt),
    index('webhook_deliveries_pending_index').on(table.nextAt).where(sql`${table.status} = 'pending'`),
    among('webhook_deliveries_status_check', table.status, DELIVERY_STATUSES),
  ],
)
