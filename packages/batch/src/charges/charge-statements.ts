import { identifier, literal, literals } from '../duck/quote.ts'
import type { TableColumn } from '../engine.ts'
import type { ChargeField, ChargeRoles } from './charge-columns.ts'
import { NO_INDICATION } from './exam-of-lines.ts'

/** A table of charge lines inside the engine. */
export interface ChargeTable {
  readonly files: readonly string[]
  readonly columns: readonly TableColumn[]
  readonly roles: ChargeRoles
  /** Spans of the schedules that lines may fall into, in order. */
  readonly periods: readonly { readonly validFrom: string; readonly validTo: string | null }[]
}

/** Fields that make two exams the same to the judge, beside their lines' schedule. */
const JUDGED = [
  'items',
  'name',
  'modality',
  'priceCode',
  'priceName',
  'kind',
  'sex',
  'modifiers',
  'performed',
  'guidance',
  'filmConsent',
  'filmsPrinted',
  'patientClass',
  'indication',
] as const satisfies readonly ChargeField[]

export type JudgedField = (typeof JUDGED)[number]

function judgedFields({ roles }: ChargeTable): readonly JudgedField[] {
  return JUDGED.filter((field) => roles[field] !== undefined)
}

const lines = ({ files }: ChargeTable): string => `read_parquet(${literals(files)}, hive_partitioning = false) l`

/** Columns that the engine adds to lines: which file, and which row of it. A table with columns of these names is refused. */
export const ENGINE_COLUMNS = ['file_index', 'file_row_number'] as const

/** The place of a line among all lines; a file has fewer rows than 2^40. */
function lineNumber({ files }: ChargeTable): string {
  return files.length === 1 ? 'l.file_row_number' : '((l.file_index::BIGINT << 40) + l.file_row_number)'
}

/**
 * One row per session with its shape: the sum of a hash of each of its lines, so that the order of lines does not matter and
 * equal sessions have equal shapes. The rows stay in the engine, and texts stay in the table: sessions go by a 64-bit hash of
 * institution and order, which is half the price of grouping by the texts, and their texts are those of their first line. Among
 * ten million sessions two share a hash in one of 370,000 tables, among a million shapes in one of 140,000. Lines that say no
 * order are one session without a key.
 */
export function sessionsStatement(table: ChargeTable): string {
  const judged = judgedFields(table).map((field) => judgedText(table, field))
  const parts = [period(table), quantity(table), cents(table), ...judged]
  return `CREATE OR REPLACE TEMP TABLE sessions AS
SELECT CASE WHEN ${saysSession(table)} THEN ${sessionKey(table)} END AS session, sum((hash(${parts.join(', ')}) >> 8)::BIGINT) AS shape,
  min(${lineNumber(table)}) AS first_line${department(table)}
FROM ${lines(table)} GROUP BY 1`
}

/** Whether there is a session without a key. */
export const UNKEYED_STATEMENT = 'SELECT count(*) AS unkeyed FROM sessions WHERE session IS NULL'

/** How many lines say no order: together they would be one exam of strangers. */
export function linesWithoutSession(table: ChargeTable): string {
  return `SELECT count(*) AS lines FROM ${lines(table)} WHERE NOT coalesce(${saysSession(table)}, false)`
}

/** Whether a line says its order; null is no. */
function saysSession(table: ChargeTable): string {
  const columns = sessionColumns(table)
  if (columns.length > 1) return `concat(${columns.join(', ')}) <> ''`
  return typeOf(table, 'session') === 'VARCHAR' ? `${columns[0]} <> ''` : `${columns[0]} IS NOT NULL`
}

/** The distinct shapes, with how often each occurs and one session of its kind. */
export const SHAPES_STATEMENT = `CREATE OR REPLACE TEMP TABLE shapes AS
SELECT row_number() OVER () AS shape_id, * FROM (
  SELECT shape, count(*) AS sessions, any_value(session) AS session FROM sessions GROUP BY shape
)`

/** Shapes that come as one text: few texts for many cells, since each text that leaves the engine has its price. */
const PACK = 256

/**
 * The lines of the sessions that stand for the shapes from `first` to `last`, packed: each text is a JSON list of lines, each
 * with its shape, its day, quantity, cents and the judged fields. A shape is never parted between two texts.
 */
export function shapeLinesStatement(table: ChargeTable, first: number, last: number): string {
  const judged = judgedFields(table).map((field) => `${field}: ${judgedText(table, field)}::VARCHAR`)
  const cells = [
    'shape_id: s.shape_id',
    'sessions: s.sessions',
    `day: ${day(table)}::VARCHAR`,
    `quantity: ${quantity(table)}::DOUBLE`,
    `cents: ${cents(table)}::DOUBLE`,
    ...judged,
  ]
  return `SELECT to_json(list({${cells.join(', ')}})) AS lines FROM ${lines(table)}
JOIN (FROM shapes WHERE shape_id BETWEEN ${first} AND ${last}) s ON ${sessionKey(table)} = s.session GROUP BY s.shape_id // ${PACK}`
}

/**
 * How many sessions of each department have each of some kinds, beside all its sessions. The department is kept with its session
 * and is no part of the shape: the judge does not need it, and every department would multiply the shapes.
 * Most sessions come first: by share, one exam of one would lead.
 */
export function departmentsStatement({ roles }: ChargeTable, kinds: readonly string[]): string {
  const place = roles.institution === undefined ? 'department' : 'institution, department'
  return `SELECT ${place}, kind, count(*) AS sessions, any_value(d.n) AS "of"
FROM sessions JOIN shapes USING (shape) JOIN findings USING (shape_id)
  JOIN (SELECT ${place}, count(*) AS n FROM sessions GROUP BY ${place}) d USING (${place})
WHERE list_contains(${literals(kinds)}, kind) GROUP BY ${place}, kind
ORDER BY count(*) DESC, count(*) / any_value(d.n) DESC, ${place}, kind`
}

/**
 * Every suspicion of every session, from what was found of its shape. Session, day and institution are those of the session's
 * first line, looked up by its place.
 */
export function suspicionsStatement(table: ChargeTable, target: string, format: 'parquet' | 'csv'): string {
  const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION snappy'
  const place = table.roles.institution === undefined ? '' : `, ${column(table, 'institution')} AS institution`
  const kept = table.roles.department === undefined ? '' : ', x.department'
  return `COPY (
  SELECT ${sessionText(table)} AS session, ${day(table)} AS day${place}${kept}, f.kind, f.type, f.certainty, f.warning,
    (f.stake_cents * 0.01)::DECIMAL(18, 2) AS stake_yuan, f.price_codes, f.text, f.evidence
  FROM ${lines(table)} JOIN (
    SELECT a.first_line, shape_id${kept.replace('x.', 'a.')} FROM sessions a JOIN shapes USING (shape)
    WHERE shape_id IN (SELECT shape_id FROM findings)
  ) x ON ${lineNumber(table)} = x.first_line JOIN findings f USING (shape_id)
) TO ${literal(target)} (${options})`
}

/** Columns of money that hold texts, with the statement that counts what is no number in them and shows one. */
export function unreadableMoney(
  table: ChargeTable,
): readonly { readonly column: string; readonly statement: string }[] {
  const { amount, unitPrice } = table.roles
  return (amount === undefined ? (['unitPrice'] as const) : (['amount'] as const))
    .filter((field) => typeOf(table, field) === 'VARCHAR')
    .map((field) => ({
      column: (field === 'amount' ? amount : unitPrice) ?? '',
      statement: `SELECT count(*)::BIGINT AS lines, coalesce(any_value(${column(table, field)}), '') AS example FROM ${lines(table)}
WHERE trim(coalesce(${column(table, field)}, '')) <> '' AND ${numberOf(table, field)} IS NULL`,
    }))
}

function column({ roles }: ChargeTable, field: ChargeField): string {
  return `l.${identifier(roles[field] ?? '')}`
}

/** What the judge reads of a field. Indications are free text: only whether there is one may enter the shape. */
function judgedText(table: ChargeTable, field: JudgedField): string {
  const text = column(table, field)
  if (field !== 'indication') return text
  const cell = `trim(coalesce(${text}::VARCHAR, ''))`
  return `CASE WHEN regexp_full_match(${cell}, ${literal(NO_INDICATION)}, 'i') THEN '' ELSE '有' END`
}

/** The department of a session, where there is such a column; departments are those of one institution. */
function department(table: ChargeTable): string {
  if (table.roles.department === undefined) return ''
  const place =
    table.roles.institution === undefined ? '' : `, any_value(${column(table, 'institution')}) AS institution`
  return `, any_value(nullif(trim(${column(table, 'department')}::VARCHAR), '')) AS department${place}`
}

function sessionColumns({ roles }: ChargeTable): readonly string[] {
  return (roles.session ?? '').split(',').map((name) => `l.${identifier(name)}`)
}

/** Order numbers are those of one institution. */
function sessionKey(table: ChargeTable): string {
  const place = table.roles.institution === undefined ? [] : [column(table, 'institution')]
  return `hash(${[...sessionColumns(table), ...place].join(', ')})`
}

function sessionText(table: ChargeTable): string {
  const columns = sessionColumns(table)
  return columns.length === 1 ? `${columns[0]}::VARCHAR` : `concat_ws('|', ${columns.join(', ')})`
}

function typeOf(table: ChargeTable, field: ChargeField): string {
  return table.columns.find(({ name }) => name === table.roles[field])?.type ?? ''
}

function day(table: ChargeTable): string {
  const said = column(table, 'date')
  const type = typeOf(table, 'date')
  if (type === 'DATE') return said
  if (type.startsWith('TIMESTAMP')) return `${said}::DATE`
  return `try_cast(regexp_replace(${said}, '[/.年月]', '-', 'g')[:10] AS DATE)`
}

/** Number of the schedule that the day falls into; -1 for none. */
function period(table: ChargeTable): string {
  const at = day(table)
  const cases = table.periods.map(({ validFrom, validTo }, index) => {
    const until = validTo === null ? '' : ` AND ${at} <= DATE ${literal(validTo)}`
    return `WHEN ${at} >= DATE ${literal(validFrom)}${until} THEN ${index}`
  })
  return `CASE ${cases.join(' ')} ELSE -1 END`
}

function quantity(table: ChargeTable): string {
  return numberOf(table, 'quantity')
}

/** Cents of a line: its amount, else unit price times quantity. */
function cents(table: ChargeTable): string {
  if (table.roles.amount !== undefined) return centsOf(table, 'amount')
  return `round(${numberOf(table, 'unitPrice')} * 100 * ${quantity(table)})::BIGINT`
}

function centsOf(table: ChargeTable, field: ChargeField): string {
  return `round(${numberOf(table, field)} * 100)::BIGINT`
}

/** The engine's own number where the column has numbers, else the text as one; null where it is none. */
function numberOf(table: ChargeTable, field: ChargeField): string {
  return typeOf(table, field) === 'VARCHAR'
    ? `try_cast(replace(${column(table, field)}, ',', '') AS DECIMAL(18, 4))`
    : column(table, field)
}
