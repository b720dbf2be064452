import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { among } from './columns.ts'
import { institutions, users } from './people.ts'
import { CATALOGUE_KINDS } from './roles.ts'
import { editions } from './standard.ts'

const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()

/** A table that an institution handed in, and the edition that it is mapped to. */
export const catalogues = pgTable(
  'catalogues',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id')
      .notNull()
      .references(() => institutions.id),
    kind: text({ enum: CATALOGUE_KINDS }).notNull(),
    title: text().notNull(),
    sourceName: text('source_name').notNull().default(''),
    edition: text()
      .notNull()
      .references(() => editions.version),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    // Children carry the institution too and refer to both: a row can never hang under another tenant's parent.
    unique('catalogues_tenant_key').on(table.id, table.institutionId),
    unique('catalogues_title_key').on(table.institutionId, table.title),
    among('catalogues_kind_check', table.kind, CATALOGUE_KINDS),
    check('catalogues_title_check', sql`length(${table.title}) BETWEEN 1 AND 200`),
  ],
)

/** One distinct input of a catalogue: a local name with its other columns. */
export const localNames = pgTable(
  'local_names',
  {
    id: uuid().primaryKey().defaultRandom(),
    institutionId: uuid('institution_id').notNull(),
    catalogueId: uuid('catalogue_id').notNull(),
    /** SHA-256 (hex) of local code, name and columns: what makes the input distinct. */
    inputKey: text('input_key').notNull(),
    localCode: text('local_code'),
    name: text().notNull(),
    modality: text().notNull().default(''),
    /** The remaining columns of the normaliser's input, by its names. */
    columns: jsonb().notNull().default({}),
    exams: bigint({ mode: 'number' }).notNull().default(0),
    firstSeen: date('first_seen'),
    lastSeen: date('last_seen'),
    looksLikePerson: boolean('looks_like_person').notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.catalogueId, table.institutionId],
      foreignColumns: [catalogues.id, catalogues.institutionId],
      name: 'local_names_catalogue_fk',
    }),
    unique('local_names_input_key').on(table.catalogueId, table.inputKey),
    unique('local_names_tenant_key').on(table.id, table.institutionId),
    index('local_names_volume_index').on(table.catalogueId, table.exams.desc(), table.id),
    check('local_names_exams_check', sql`${table.exams} >= 0`),
    check(
      'local_names_seen_check',
      sql`${table.firstSeen} IS NULL OR ${table.lastSeen} IS NULL OR ${table.firstSeen} <= ${table.lastSeen}`,
    ),
  ],
)

/** What the normaliser says of a name in an edition. Reproducible, so it may be replaced; decisions never are. */
export const suggestions = pgTable(
  'suggestions',
  {
    nameId: uuid('name_id').notNull(),
    institutionId: uuid('institution_id').notNull(),
    edition: text()
      .notNull()
      .references(() => editions.version),
    state: text().notNull(),
    confidence: real().notNull(),
    codes: text().array().notNull(),
    /** Names with the same reading share it: one decision can serve them all. */
    cluster: text().notNull(),
    result: jsonb().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.nameId, table.edition], name: 'suggestions_pk' }),
    foreignKey({
      columns: [table.nameId, table.institutionId],
      foreignColumns: [localNames.id, localNames.institutionId],
      name: 'suggestions_name_fk',
    }),
    index('suggestions_cluster_index').on(table.institutionId, table.cluster),
    check('suggestions_confidence_check', sql`${table.confidence} BETWEEN 0 AND 1`),
  ],
)
