import { clause, type Dialect, headed } from './dialect.ts'

const time = (seconds: string) => `toDateTime(toUInt32(${seconds}), 'UTC')`

export const clickhouseDialect: Dialect = {
  name: 'clickhouse',
  column: (name) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``,
  text: (expression) => `ifNull(toString(${expression}), '')`,
  numberText: (expression) => `toString(${expression})`,
  integer: (expression) => `if(match(${expression}, '^[0-9]{1,18}$'), toInt64OrZero(${expression}), -1)`,
  seconds: (expression) =>
    `if(match(${expression}, '^[12][0-9]{3}[-/][0-9]{1,2}[-/][0-9]{1,2}'), ifNull(toInt64(toUnixTimestamp(parseDateTimeBestEffortOrNull(replaceAll(${expression}, '/', '-'), 'UTC'))), -1), -1)`,
  hundredths: (expression) =>
    `if(match(${expression}, '^[0-9]+([.][0-9]*)?$'), toInt64(round(toFloat64OrZero(${expression}) * 100)), -1)`,
  timeText: (seconds) => `toString(${time(seconds)})`,
  hour: (seconds) => `toHour(${time(seconds)})`,
  weekday: (seconds) => `toDayOfWeek(${time(seconds)})`,
  quotient: (dividend, divisor) => `intDiv(${dividend}, ${divisor})`,
  concat: (...parts) => `concat(${parts.join(', ')})`,
  matches: (expression, pattern) => `match(${expression}, '${pattern}')`,
  unfold: ({ from, columns, list, element, index }) =>
    `(SELECT ${columns.join(', ')}, ${element}, ${index} FROM ${from} ARRAY JOIN ${list} AS ${element}, arrayEnumerate(${list}) AS ${index})`,
  first: (list) => `if(notEmpty(${list}), arrayElement(${list}, 1), '')`,
  length: (list) => `length(${list})`,
  innerJoin: 'ALL INNER JOIN',
  lookUp: 'ANY LEFT JOIN',
  // An unmatched row has the default of the type: 0 and the empty text.
  joinedNumber: (column) => column,
  joinedText: (column) => column,
  page: (limit, offset) => `LIMIT ${offset}, ${limit}`,
  rowNumber: 'rowNumberInAllBlocks() + 1',
  percentiles: ({ from, groups, value, weight, total, levels, countName, meanName }) => {
    const shares = levels.map(
      ([name, percent]) => `quantileExactWeighted(${percent / 100})(${value}, ${weight}) AS ${name}`,
    )
    return `SELECT ${headed(groups)}sum(${weight}) AS ${countName}, sum(${total}) / sum(${weight}) AS ${meanName}, ${shares.join(', ')}
FROM ${from}${clause('GROUP BY', groups)}`
  },
}
