import { identifier, literal, literals } from '../../duck/quote.ts'
import type { ExamFile, ExamTable } from '../../engine.ts'

/** How result files are written. */
export interface Layout {
  /** One folder per institution and month instead of one file. */
  readonly partitioned: boolean
}

const WRITE = 'FORMAT parquet, COMPRESSION zstd'

/** The exam rows as a relation. */
export function examRows(files: readonly ExamFile[]): string {
  return `read_parquet(${literals(files.map((file) => file.path))}, hive_partitioning = false)`
}

/**
 * Number of a row, counted from 1 over all files in their order: the same in every run over the same files, and computed
 * from where the row lies, so that threads need not wait for one another.
 */
function rowNumber(files: readonly ExamFile[]): string {
  if (files.length === 1) return 's.file_row_number + 1'
  return `s.file_row_number + 1 + list_extract([${files.map((f) => f.offset).join(', ')}], s.file_index::BIGINT + 1)`
}

/** The text of a key column as it is compared: null and empty are the same. */
function keyText(column: string, alias: string): string {
  return `coalesce(${alias}.${identifier(column)}::VARCHAR, '')`
}

/** Key of a row by column name of the mapping. Institution and local code count only where decisions hang on them. */
function keyExpressions(table: ExamTable, alias: string): ReadonlyArray<readonly [string, string]> {
  const columns = table.key.map((field) => [field, keyText(table.roles[field] as string, alias)] as const)
  if (table.ruled.length === 0) return columns
  const code = table.roles.localCode === undefined ? "''" : keyText(table.roles.localCode, alias)
  if (table.roles.institution === undefined) {
    // The table of one institution does not name it.
    return [...columns, ['institution', literal(table.ruled[0] as string)], ['localCode', code]]
  }
  const institution = keyText(table.roles.institution, alias)
  const ruled = `${institution} IN (${table.ruled.map(literal).join(', ')})`
  return [
    ...columns,
    ['institution', `CASE WHEN ${ruled} THEN ${institution} ELSE '' END`],
    ['localCode', `CASE WHEN ${ruled} THEN ${code} ELSE '' END`],
  ]
}

/** Distinct inputs, the most frequent first; ties fall in key order, so that ids are the same in every run. */
export function distinctStatement(table: ExamTable, rows: string, file: string): string {
  const key = keyExpressions(table, 's')
  const names = key.map(([name]) => identifier(name)).join(', ')
  const columns = key.map(([name, expression]) => `${expression} AS ${identifier(name)}`).join(', ')
  return `COPY (
  SELECT row_number() OVER (ORDER BY count DESC, ${names}) AS input_id, ${names}, count
  FROM (SELECT ${columns}, sum(s.yingma_rows)::BIGINT AS count FROM ${groupedAsWritten(table, rows)} s GROUP BY ALL)
  ORDER BY input_id
) TO ${literal(file)} (${WRITE})`
}

/** Rows grouped by their cells as they are written: the text of a key is then worked out once per group, not once per row. */
function groupedAsWritten(table: ExamTable, rows: string): string {
  // An institution without rules shares its keys with all others: its column would only multiply the groups.
  if (table.ruled.length > 0) return `(SELECT *, 1 AS yingma_rows FROM ${rows})`
  const cells = table.key.map((field) => identifier(table.roles[field] as string))
  return `(SELECT ${cells.join(', ')}, count(*) AS yingma_rows FROM ${rows} GROUP BY ALL)`
}

/** Every row with its verdict behind it. */
export function standardiseStatement(
  table: ExamTable,
  files: readonly ExamFile[],
  mapping: string,
  file: string,
  layout: Layout,
): string {
  const on = keyExpressions(table, 's').map(([name, expression]) => `${expression} = m.${identifier(name)}`)
  const columns = table.columns.map((column) => `s.${identifier(column.name)}`)
  const partitions = layout.partitioned ? `, ${partitionColumns(table)}` : ''
  return `COPY (
  SELECT ${columns.join(', ')},
    ${rowNumber(files)} AS yingma_row, m.input_id AS yingma_input, m.state AS yingma_state, m.confidence AS yingma_confidence,
    m.codes AS yingma_codes, m.item_names AS yingma_names, m.relations AS yingma_relations,
    m.modifiers AS yingma_modifiers, m.flags AS yingma_flags, m.reason AS yingma_reason${partitions}
  FROM ${examRows(files)} s
  LEFT JOIN read_parquet(${literal(mapping)}) m ON ${on.join(' AND ')}
) TO ${literal(file)} (${WRITE}${layout.partitioned ? ', PARTITION_BY (yingma_institution, yingma_month)' : ''})`
}

function partitionColumns(table: ExamTable): string {
  const { institution, time } = table.roles
  const type = time === undefined ? '' : typeOf(table, time)
  const month = time === undefined ? "''" : monthText(monthHead(`s.${identifier(time)}`, type), type)
  const hospital = institution === undefined ? "''" : keyText(institution, 's')
  return `${hospital} AS yingma_institution, ${month} AS yingma_month`
}

const isTime = (type: string) => /^(DATE|TIMESTAMP)/u.test(type)

/** What is enough of a time to tell its month: a date cut to the month, or the first seven characters of a text. */
function monthHead(column: string, type: string): string {
  return isTime(type) ? `date_trunc('month', ${column})` : `left(${column}::VARCHAR, 7)`
}

/** `2024-05` of a `monthHead` (2024-05, 2024/5/, 2024050, 2024年5月); empty text where it says none. */
function monthText(head: string, type: string): string {
  if (isTime(type)) return `coalesce(strftime(${head}, '%Y-%m'), '')`
  const part = (group: number) => `regexp_extract(${head}, '^([0-9]{4})[^0-9]?([0-9]{1,2})', ${group})`
  return `coalesce(CASE WHEN ${part(1)} = '' THEN '' ELSE ${part(1)} || '-' || lpad(${part(2)}, 2, '0') END, '')`
}

/** The standardised rows as a relation, in either layout. */
export function standardisedRows(path: string, layout: Layout): string {
  return `read_parquet(${literal(layout.partitioned ? `${path}/**/*.parquet` : path)}, hive_partitioning = false)`
}

/** One row per exam and item; the joins are on the small integer that stands for the input. */
export function examItemsStatement(table: ExamTable, standardised: string, mapping: string, file: string): string {
  const exam = table.roles.examId === undefined ? '' : ` s.${identifier(table.roles.examId)},`
  return `COPY (
  SELECT s.yingma_row,${exam} i.yingma_item, i.yingma_code, i.yingma_name, i.yingma_relation, i.yingma_state
  FROM ${standardised} s
  JOIN (
    SELECT input_id, state AS yingma_state, unnest(range(1, len(codes) + 1)) AS yingma_item, unnest(codes) AS yingma_code,
      unnest(item_names) AS yingma_name, unnest(relations) AS yingma_relation
    FROM read_parquet(${literal(mapping)})
  ) i ON i.input_id = s.yingma_input
) TO ${literal(file)} (${WRITE})`
}

/** Rows by state and by what the report groups them by, in one pass over the written table. */
export function tallyStatement(table: ExamTable, standardised: string): string {
  const { modality, institution, time } = table.roles
  // Grouped by cells as they are written and by what tells the month; texts are then worked out once per group, not
  // once per row.
  const cell = (column: string | undefined) => (column === undefined ? "''" : `s.${identifier(column)}`)
  const type = time === undefined ? '' : typeOf(table, time)
  const head = time === undefined ? "''" : monthHead(`s.${identifier(time)}`, type)
  return `WITH counted AS (
  SELECT ${cell(modality)} AS modality, ${cell(institution)} AS institution, ${head} AS head, s.yingma_state AS state, count(*) AS n
  FROM ${standardised} s GROUP BY ALL
), months AS (
  SELECT ${keyText('modality', 'counted')} AS modality, ${keyText('institution', 'counted')} AS institution,
    ${time === undefined ? "''" : monthText('head', type)} AS month, coalesce(state, '') AS state, n
  FROM counted
)
SELECT modality, institution, month, state, sum(n)::BIGINT AS n, grouping(modality, institution, month) AS grouped
FROM months GROUP BY GROUPING SETS ((modality, state), (institution, state), (month, state))`
}

function typeOf(table: ExamTable, column: string): string {
  return table.columns.find((c) => c.name === column)?.type ?? ''
}
