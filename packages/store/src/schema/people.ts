import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { among, bytea } from './columns.ts'
import { GLOBAL_ROLES, INSTITUTION_KINDS, ROLES, SCOPES } from './roles.ts'

const moment = (name: string) => timestamp(name, { withTimezone: true })
const createdAt = () => moment('created_at').notNull().defaultNow()

/** The organisation tree: group → region → institution. `path` holds the ids from the root down to the row itself. */
export const institutions = pgTable(
  'institutions',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text({ enum: INSTITUTION_KINDS }).notNull(),
    code: text().notNull(),
    name: text().notNull(),
    parentId: uuid('parent_id'),
    path: uuid().array().notNull().default(sql`'{}'::uuid[]`),
    createdAt: createdAt(),
  },
  (table) => [
    unique('institutions_code_key').on(table.code),
    foreignKey({ columns: [table.parentId], foreignColumns: [table.id], name: 'institutions_parent_fk' }),
    among('institutions_kind_check', table.kind, INSTITUTION_KINDS),
    check('institutions_code_check', sql`${table.code} ~ '^[0-9A-Za-z._-]{1,64}$'`),
    check('institutions_name_check', sql`length(${table.name}) BETWEEN 1 AND 200`),
    index('institutions_path_index').using('gin', table.path),
  ],
)

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    login: text().notNull(),
    name: text().notNull(),
    email: text(),
    passwordHash: text('password_hash'),
    oidcIssuer: text('oidc_issuer'),
    oidcSubject: text('oidc_subject'),
    failedLogins: integer('failed_logins').notNull().default(0),
    lockedUntil: moment('locked_until'),
    disabledAt: moment('disabled_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('users_login_key').on(sql`lower(${table.login})`),
    unique('users_oidc_key').on(table.oidcIssuer, table.oidcSubject),
    check('users_login_check', sql`${table.login} ~ '^[^[:space:][:cntrl:]]{1,64}$'`),
    check('users_oidc_check', sql`(${table.oidcIssuer} IS NULL) = (${table.oidcSubject} IS NULL)`),
  ],
)

/** Who is what, and where. A membership of a group or region holds for everything below it. */
export const memberships = pgTable(
  'memberships',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    institutionId: uuid('institution_id').references(() => institutions.id, { onDelete: 'cascade' }),
    role: text({ enum: ROLES }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('memberships_key').on(table.userId, table.institutionId, table.role).nullsNotDistinct(),
    among('memberships_role_check', table.role, ROLES),
    check(
      'memberships_place_check',
      sql`(${table.institutionId} IS NULL) = (${table.role} IN (${sql.raw(GLOBAL_ROLES.map((role) => `'${role}'`).join(', '))}))`,
    ),
    index('memberships_institution_index').on(table.institutionId),
  ],
)

/** Signed-in browsers. Only the hash of the token is kept. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: bytea('token_hash').notNull().unique('sessions_token_key'),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
  },
  (table) => [index('sessions_user_index').on(table.userId)],
)

/** Links that work once: the first administrator, an invitation, a password reset. */
export const oneTimeLinks = pgTable(
  'one_time_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: bytea('token_hash').notNull().unique('one_time_links_token_key'),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    purpose: text({ enum: ['first-admin', 'invite', 'reset'] }).notNull(),
    createdAt: createdAt(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (table) => [among('one_time_links_purpose_check', table.purpose, ['first-admin', 'invite', 'reset'])],
)

/** Keys for programs. The owner's rights, cut down to `scopes` and, where named, to one institution. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    prefix: text().notNull(),
    tokenHash: bytea('token_hash').notNull().unique('api_keys_token_key'),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    institutionId: uuid('institution_id').references(() => institutions.id, { onDelete: 'cascade' }),
    scopes: text({ enum: SCOPES }).array().notNull(),
    createdAt: createdAt(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [
    index('api_keys_user_index').on(table.userId),
    check(
      'api_keys_scopes_check',
      sql`cardinality(${table.scopes}) > 0 AND ${table.scopes} <@ ARRAY[${sql.raw(SCOPES.map((scope) => `'${scope}'`).join(', '))}]`,
    ),
  ],
)
