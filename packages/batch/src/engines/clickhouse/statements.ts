import { type ExamTable, keyColumns } from '../../engine.ts'

/**
 * SQL in the subset that servers of 2018 and of today share: no bound parameters, no window functions, no common table
 * expressions, joins as ANY LEFT JOIN … USING between subqueries that have names.
 */

/** A column or table name. */
export function name(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
}

/** A text. */
export function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

/** `db`.`table` of `db.table`. */
export function tableName(table: string): string {
  return table.split('.').map(name).join('.')
}

function keyText(column: string): string {
  return `ifNull(toString(${name(column)}), '')`
}

/** Key expressions in the order of `keyColumns`. */
function keyExpressions(table: ExamTable): readonly string[] {
  const columns = table.key.map((field) => keyText(table.roles[field] as string))
  if (table.ruled.length === 0) return columns
  const code = table.roles.localCode === undefined ? "''" : keyText(table.roles.localCode)
  // The table of one institution does not name it.
  if (table.roles.institution === undefined) return [...columns, text(table.ruled[0] as string), code]
  const institution = keyText(table.roles.institution)
  const ruled = `${institution} IN (${table.ruled.map(text).join(', ')})`
  return [...columns, `if(${ruled}, ${institution}, '')`, `if(${ruled}, ${code}, '')`]
}

const keys = (table: ExamTable) => keyColumns(table).map((_, index) => `yingma_key${index}`)

/** Distinct inputs of one shard: key columns, then the count. */
export function distinctStatement(table: ExamTable, source: string): string {
  const aliases = keys(table)
  const columns = keyExpressions(table).map((expression, index) => `${expression} AS ${aliases[index]}`)
  return `SELECT ${columns.join(', ')}, count() AS n FROM ${tableName(source)} GROUP BY ${aliases.join(', ')}`
}

/** The verdicts as the servers hold them while they join. */
export function mappingTable(table: ExamTable, target: string): string {
  const columns = keyColumns(table).map((column) => `${name(column)} String`)
  return `CREATE TABLE ${tableName(target)} (input_id UInt64, ${columns.join(', ')}, state String, confidence Float64, codes Array(String),
    item_names Array(String), relations Array(String), modifiers Array(String), flags Array(String), reason Nullable(String))
    ENGINE = MergeTree() ORDER BY input_id`
}

const VERDICT = `yingma_input, yingma_state, yingma_confidence, yingma_codes, yingma_names, yingma_relations,
    yingma_modifiers, yingma_flags, yingma_reason`

/** Every row of one shard with its verdict. Rows are numbered through the shards from `offset`. */
export function standardiseStatement(
  table: ExamTable,
  source: string,
  mapping: string,
  target: string,
  offset: number,
): string {
  const columns = table.columns.map((column) => name(column.name)).join(', ')
  const aliases = keys(table)
  const key = keyExpressions(table).map((expression, index) => `${expression} AS ${aliases[index]}`)
  const held = keyColumns(table).map((column, index) => `${name(column)} AS ${aliases[index]}`)
  return `CREATE TABLE ${tableName(target)} ENGINE = MergeTree() ORDER BY tuple() AS
  SELECT ${columns}, toUInt64(${offset} + 1 + rowNumberInAllBlocks()) AS yingma_row, ${VERDICT}
  FROM (SELECT ${columns}, ${key.join(', ')} FROM ${tableName(source)}) AS exams
  ANY LEFT JOIN (
    SELECT ${held.join(', ')}, input_id AS yingma_input, state AS yingma_state, confidence AS yingma_confidence, codes AS yingma_codes,
      item_names AS yingma_names, relations AS yingma_relations, modifiers AS yingma_modifiers, flags AS yingma_flags, reason AS yingma_reason
    FROM ${tableName(mapping)}
  ) AS verdicts USING (${aliases.join(', ')})`
}

/** One row per exam and item, from the standardised rows of the same shard. */
export function examItemsStatement(table: ExamTable, standardised: string, target: string): string {
  const exam = table.roles.examId === undefined ? '' : ` ${name(table.roles.examId)},`
  return `CREATE TABLE ${tableName(target)} ENGINE = MergeTree() ORDER BY tuple() AS
  SELECT yingma_row,${exam} yingma_item, yingma_code, yingma_name, yingma_relation, yingma_state
  FROM ${tableName(standardised)}
  ARRAY JOIN arrayEnumerate(yingma_codes) AS yingma_item, yingma_codes AS yingma_code, yingma_names AS yingma_name, yingma_relations AS yingma_relation`
}

/** Rows by one group and state. */
export function tallyStatement(
  table: ExamTable,
  by: 'modality' | 'institution' | 'month',
  standardised: string,
): string {
  const column = by === 'month' ? table.roles.time : table.roles[by]
  const value = column === undefined ? "''" : by === 'month' ? monthText(table, column) : keyText(column)
  return `SELECT ${value} AS yingma_value, yingma_state, count() AS n FROM ${tableName(standardised)} GROUP BY yingma_value, yingma_state`
}

/** `2024-05` of a date or of a text that begins with a year and a month; empty text where it does not. */
function monthText(table: ExamTable, column: string): string {
  const type = table.columns.find((c) => c.name === column)?.type ?? ''
  if (/^(Nullable\()?Date/u.test(type)) return `ifNull(formatDateTime(${name(column)}, '%Y-%m'), '')`
  const head = `substringUTF8(${keyText(column)}, 1, 7)`
  const year = `extract(${head}, '^[0-9]{4}')`
  const month = `extract(${head}, '^[0-9]{4}[^0-9]{0,3}([0-9]{1,2})')`
  return `if(${month} = '', '', concat(${year}, '-', if(length(${month}) = 1, '0', ''), ${month}))`
}
