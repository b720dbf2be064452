import { clause, type Dialect, headed } from './dialect.ts'

export const duckdbDialect: Dialect = {
  name: 'duckdb',
  column: (name) => `"${name.replaceAll('"', '""')}"`,
  text: (expression) => `coalesce(CAST(${expression} AS VARCHAR), '')`,
  numberText: (expression) => `CAST(${expression} AS VARCHAR)`,
  integer: (expression) => `coalesce(TRY_CAST(${expression} AS BIGINT), -1)`,
  seconds: (expression) =>
    `coalesce(CAST(epoch(TRY_CAST(replace(${expression}, '/', '-') AS TIMESTAMP)) AS BIGINT), -1)`,
  hundredths: (expression) => `coalesce(CAST(round(TRY_CAST(${expression} AS DOUBLE) * 100) AS BIGINT), -1)`,
  timeText: (seconds) => `strftime(make_timestamp((${seconds}) * 1000000), '%Y-%m-%d %H:%M:%S')`,
  hour: (seconds) => `(${seconds}) // 3600 % 24`,
  weekday: (seconds) => `((${seconds}) // 86400 + 3) % 7 + 1`,
  quotient: (dividend, divisor) => `(${dividend}) // (${divisor})`,
  concat: (...parts) => `(${parts.join(' || ')})`,
  matches: (expression, pattern) => `regexp_matches(${expression}, '${pattern}')`,
  unfold: ({ from, columns, list, element, index }) =>
    `(SELECT ${columns.join(', ')}, unnest(${list}) AS ${element}, unnest(range(1, len(${list}) + 1)) AS ${index} FROM ${from})`,
  first: (list) => `coalesce(${list}[1], '')`,
  length: (list) => `coalesce(len(${list}), 0)`,
  innerJoin: 'INNER JOIN',
  lookUp: 'LEFT JOIN',
  joinedNumber: (column) => `coalesce(${column}, 0)`,
  joinedText: (column) => `coalesce(${column}, '')`,
  page: (limit, offset) => `LIMIT ${limit} OFFSET ${offset}`,
  rowNumber: 'row_number() OVER ()',
  percentiles: ({ from, groups, value, weight, total, levels, countName, meanName }) => {
    const shares = levels.map(
      ([name, percent]) => `min(CASE WHEN running * 100 >= whole * ${percent} THEN ${value} END) AS ${name}`,
    )
    const over = groups.length === 0 ? '' : `PARTITION BY ${groups.join(', ')}`
    return `SELECT ${headed(groups)}sum(bin_n) AS ${countName}, sum(bin_total) / sum(bin_n) AS ${meanName}, ${shares.join(', ')}
FROM (
  SELECT ${headed(groups)}${value}, bin_n, bin_total, sum(bin_n) OVER (${over} ORDER BY ${value}) AS running, sum(bin_n) OVER (${over}) AS whole
  FROM (SELECT ${headed(groups)}${value}, sum(${weight}) AS bin_n, sum(${total}) AS bin_total FROM ${from}${clause('GROUP BY', [...groups, value])}) AS bins
) AS ranked${clause('GROUP BY', groups)}`
  },
}
