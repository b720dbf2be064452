import type { Dialect } from '../engine/dialect.ts'
import { qualityStatement } from '../quality/indicator-statement.ts'
import type { AggregateContext } from './aggregate-context.ts'
import { beforeTable } from './fact-statements.ts'

/** A table that answers figures without reading exams. A job makes all of them anew out of the facts. */
export interface Aggregate {
  readonly table: string
  readonly order: readonly string[]
  select(context: AggregateContext): string
}

const grouped = (table: string, dimensions: readonly string[], sums: string, where = ''): string =>
  `SELECT ${dimensions.join(', ')}, ${sums} FROM ${table}${where} GROUP BY ${dimensions.join(', ')}`

const amount = 'sum(CASE WHEN price >= 0 THEN price ELSE 0 END) AS amount'

const VOLUME = ['institution', 'device', 'department', 'patient_type', 'modality', 'month'] as const
const ITEMS = ['institution', 'department', 'patient_type', 'modality', 'part1', 'part2', 'code', 'month'] as const
const PROTOCOL = ['institution', 'device', 'modality', 'part1', 'part2', 'contrast', 'code', 'month'] as const
const STAFF = ['institution', 'department', 'team', 'modality', 'code', 'month'] as const

export const AGGREGATES: readonly Aggregate[] = [
  {
    table: 'agg_volume',
    order: ['institution', 'month'],
    select: () => grouped('exams', VOLUME, `count(*) AS n, sum(item_count) AS items, ${amount}`),
  },
  {
    table: 'agg_growth',
    order: ['institution', 'month'],
    select: ({ dialect: d, lastMonth }) => {
      const year = d.integer('substring(month, 1, 4)')
      const next = d.concat(d.numberText(`${year} + 1`), 'substring(month, 5, 3)')
      const sums = (now: string, then: string) => `${now} AS n, ${then} AS n_before`
      const columns = 'institution, modality, patient_type'
      const known = "month <> ''"
      return `SELECT ${columns}, month, sum(n) AS n, sum(n_before) AS n_before FROM (
  SELECT ${columns}, month AS month, ${sums('1', '0')} FROM exams WHERE ${known}
  UNION ALL SELECT ${columns}, next_month AS month, ${sums('0', '1')} FROM (SELECT ${columns}, ${next} AS next_month FROM exams WHERE ${known}) AS shifted
) AS both_years WHERE month <= '${lastMonth}' GROUP BY ${columns}, month`
    },
  },
  {
    table: 'agg_items',
    order: ['institution', 'month'],
    select: () => grouped('items', ITEMS, 'count(*) AS n'),
  },
  {
    table: 'agg_protocol',
    order: ['institution', 'month'],
    select: () =>
      grouped(
        'items',
        PROTOCOL,
        "count(*) AS n, sum(CASE WHEN contrast IN ('with', 'both') THEN 1 ELSE 0 END) AS n_enhanced",
      ),
  },
  {
    table: 'agg_days',
    order: ['institution', 'day'],
    select: ({ dialect: d }) =>
      `SELECT institution, modality, day, weekday, month, season, count(*) AS n FROM (SELECT institution, modality, day, weekday, month, ${d.integer('substring(month, 6, 2)')} AS season FROM exams WHERE month <> '') AS dated GROUP BY institution, modality, day, weekday, month, season`,
  },
  {
    table: 'agg_hours',
    order: ['institution', 'device'],
    select: () =>
      grouped(
        'exams',
        ['institution', 'device', 'modality', 'weekday', 'hour', 'month'],
        'count(*) AS n',
        ' WHERE hour >= 0',
      ),
  },
  { table: 'agg_times', order: ['measure', 'institution', 'month'], select: timesStatement },
  { table: 'agg_repeats', order: ['institution', 'month'], select: repeatsStatement },
  { table: 'agg_pairs', order: ['institution', 'code'], select: pairsStatement },
  {
    table: 'agg_names',
    order: ['institution', 'code'],
    select: () => grouped('items', ['institution', 'modality', 'part2', 'code', 'local_name'], 'count(*) AS n'),
  },
  {
    table: 'agg_prices',
    order: ['institution', 'code'],
    select: () =>
      grouped(
        'items',
        ['institution', 'device', 'modality', 'code', 'price'],
        'count(*) AS n, sum(price) AS amount',
        ' WHERE item_count = 1 AND price >= 0',
      ),
  },
  { table: 'agg_staff', order: ['institution', 'month'], select: staffStatement },
  {
    table: 'agg_positive',
    order: ['institution', 'month'],
    select: () =>
      grouped(
        'exams',
        ['institution', 'device', 'modality', 'patient_type', 'month'],
        'count(*) AS n_known, sum(positive) AS n_positive',
        ' WHERE positive >= 0',
      ),
  },
  { table: 'agg_quality', order: ['institution', 'month'], select: qualityStatement },
  { table: 'agg_plausible', order: ['institution', 'month'], select: plausibleStatement },
  { table: 'agg_issues', order: ['institution', 'month'], select: issuesStatement },
  {
    table: 'agg_patients',
    order: ['patient', 'started_at'],
    select: ({ dialect: d }) =>
      `SELECT patient, row_id, institution, code, started_at, ${d.timeText('started_at')} AS started, sex, age FROM items WHERE patient <> '' AND started_at >= 0`,
  },
  { table: 'agg_recognition', order: ['institution', 'month'], select: recognitionStatement },
]

/**
 * Minutes as the time figures hold them: rounded down to 1 below an hour, to 5 below eight hours, to 30 below two days, to 360
 * above. Percentiles are of these; means of the minutes themselves.
 */
function binned(d: Dialect, minutes: string): string {
  const to = (width: number) => `${d.quotient(minutes, String(width))} * ${width}`
  return `CASE WHEN ${minutes} < 60 THEN ${minutes} WHEN ${minutes} < 480 THEN ${to(5)} WHEN ${minutes} < 2880 THEN ${to(30)} ELSE ${to(360)} END`
}

const MEASURES = ['wait', 'exam', 'report', 'total'] as const

function timesStatement({ dialect: d }: AggregateContext): string {
  const columns = 'institution, device, modality, patient_type, month'
  const parts = MEASURES.map(
    (measure) =>
      `SELECT ${columns}, '${measure}' AS measure, ${binned(d, `${measure}_minutes`)} AS minutes, ${measure}_minutes AS exact FROM exams WHERE ${measure}_minutes >= 0`,
  )
  return `SELECT ${columns}, measure, minutes, count(*) AS n, sum(exact) AS total FROM (${parts.join('\nUNION ALL ')}) AS timed GROUP BY ${columns}, measure, minutes`
}

/**
 * Items of patients with a token, and how many of them had the same item within the days before, here or elsewhere. Whole days are
 * counted, as the check of orders does it.
 */
function repeatsStatement({ dialect: d, repeatDays }: AggregateContext): string {
  const columns = 'institution, modality, part2, code, month'
  const known = "patient <> '' AND started_at >= 0"
  const later = `SELECT row_id, item_no, patient, ${columns}, started_at, price FROM items WHERE ${known}`
  const earlier = `SELECT patient, code, started_at AS earlier_at, institution AS earlier_institution FROM items WHERE ${known}`
  const found = `SELECT row_id, item_no, ${columns}, price, max(CASE WHEN earlier_institution = institution THEN 0 ELSE 1 END) AS elsewhere, min(CASE WHEN earlier_institution = institution THEN 0 ELSE 1 END) AS only_elsewhere
FROM (${later}) AS later ${d.innerJoin} (${earlier}) AS earlier USING (patient, code)
WHERE earlier_at < started_at AND started_at - earlier_at < ${(repeatDays + 1) * 86_400} GROUP BY row_id, item_no, ${columns}, price`
  return `SELECT ${columns}, sum(checked) AS n_checked, sum(repeats) AS n_repeats, sum(elsewhere) AS n_elsewhere, sum(amount) AS amount FROM (
  SELECT ${columns}, 1 AS checked, 0 AS repeats, 0 AS elsewhere, 0 AS amount FROM items WHERE ${known}
  UNION ALL SELECT ${columns}, 0 AS checked, 1 AS repeats, only_elsewhere AS elsewhere, CASE WHEN price >= 0 THEN price ELSE 0 END AS amount FROM (${found}) AS found
) AS counted GROUP BY ${columns}`
}

/** Two items of one patient on one day, once for the patient, day and institution; the smaller code first. */
function pairsStatement({ dialect: d }: AggregateContext): string {
  const each = (second: string) =>
    `SELECT DISTINCT institution, patient, day, month, code${second === '' ? '' : ` AS ${second}`} FROM items WHERE patient <> '' AND day <> ''`
  const other = `SELECT institution, patient, day, other_code FROM (${each('other_code')}) AS others`
  return `SELECT institution, month, code, other_code, count(*) AS n FROM (${each('')}) AS ones ${d.innerJoin} (${other}) AS others USING (institution, patient, day) WHERE code < other_code GROUP BY institution, month, code, other_code`
}

/** Work of doctors (reports) and technicians (exams). Points are hundredths; a department's own value wins, from the first day of its table on. */
function staffStatement({ dialect: d, workloadFrom }: AggregateContext): string {
  const one = (role: 'doctor' | 'technician', minutes: string) => {
    const own = d.joinedNumber(`own_${role}`)
    return `SELECT ${STAFF.join(', ')}, '${role}' AS role, ${role} AS staff, 1 AS n, CASE WHEN ${own} > 0 AND NOT ${beforeTable('started_at', workloadFrom)} THEN ${own} ELSE ${role}_points END AS points,
  CASE WHEN item_no = 1 AND ${minutes} >= 0 THEN 1 ELSE 0 END AS timed, CASE WHEN item_no = 1 AND ${minutes} >= 0 THEN ${minutes} ELSE 0 END AS spent
FROM (SELECT ${STAFF.join(', ')}, ${role}, ${role}_points, item_no, started_at, ${minutes} FROM items WHERE ${role} <> '') AS worked
${d.lookUp} (SELECT department, code, doctor AS own_doctor, technician AS own_technician FROM dim_points) AS own USING (department, code)`
  }
  return `SELECT ${STAFF.join(', ')}, role, staff, sum(n) AS n, sum(points) AS points, sum(timed) AS timed, sum(spent) AS spent FROM (
${one('doctor', 'report_minutes')}
UNION ALL ${one('technician', 'exam_minutes')}
) AS work GROUP BY ${STAFF.join(', ')}, role, staff`
}

const PLAUSIBLE = ['side', 'sex', 'age', 'modality', 'contrast'] as const

function plausibleStatement(): string {
  const parts = PLAUSIBLE.map(
    (kind) =>
      `SELECT institution, month, modality, '${kind}' AS kind, 1 AS checked, bad_${kind} AS bad FROM items WHERE bad_${kind} >= 0`,
  )
  return `SELECT institution, month, modality, kind, sum(checked) AS n_checked, sum(bad) AS n_bad FROM (${parts.join('\nUNION ALL ')}) AS checks GROUP BY institution, month, modality, kind`
}

const ISSUES: ReadonlyArray<readonly [kind: string, column: string]> = [
  ['missing-time', 'is_missing'],
  ['unreadable-time', 'is_unreadable'],
  ['future-time', 'is_future'],
  ['negative-interval', 'is_negative'],
  ['contradictory-times', 'is_contradictory'],
  ['unknown-staff', 'unknown_staff'],
  ['bad-token', 'bad_token'],
]

/** What was wrong with rows: each counted in every kind that it has. A row whose start is unknown has no month. */
function issuesStatement(): string {
  const parts = ISSUES.map(
    ([kind, column]) =>
      `SELECT institution, month, modality, '${kind}' AS kind, 1 AS checked, ${column} AS bad FROM exams`,
  )
  return `SELECT institution, month, modality, kind, sum(checked) AS n_checked, sum(bad) AS n_bad FROM (${parts.join('\nUNION ALL ')}) AS checks GROUP BY institution, month, modality, kind`
}

/**
 * Items on a regional list that the patient had had already, in the same item or one that covers it, within the list's window
 * and at any institution.
 */
function recognitionStatement({ dialect: d }: AggregateContext): string {
  const columns = 'institution, modality, part2, code, month'
  const known = "patient <> '' AND started_at >= 0"
  const listed = `SELECT row_id, item_no, patient, ${columns}, started_at, price, by_code, window_days, valid_from, valid_to FROM (SELECT row_id, item_no, patient, ${columns}, started_at, price FROM items WHERE ${known}) AS ordered ${d.innerJoin} (SELECT code, by_code, window_days, valid_from, valid_to FROM dim_cover) AS cover USING (code)`
  const earlier = `SELECT patient, code AS by_code, started_at AS earlier_at, institution AS earlier_institution FROM items WHERE ${known}`
  const found = `SELECT row_id, item_no, ${columns}, price, min(CASE WHEN earlier_institution = institution THEN 0 ELSE 1 END) AS elsewhere
FROM (${listed}) AS listed ${d.innerJoin} (${earlier}) AS earlier USING (patient, by_code)
WHERE earlier_at < started_at AND started_at - earlier_at < (window_days + 1) * 86400 AND started_at >= valid_from AND started_at < valid_to
GROUP BY row_id, item_no, ${columns}, price`
  // The days of an item's entries do not overlap, so each item is on the list at most once.
  const on = 'SELECT DISTINCT code, valid_from, valid_to FROM dim_cover'
  const all = `SELECT ${columns} FROM (SELECT ${columns}, started_at FROM items WHERE ${known}) AS counted_items ${d.innerJoin} (${on}) AS on_list USING (code) WHERE started_at >= valid_from AND started_at < valid_to`
  return `SELECT ${columns}, sum(checked) AS n_checked, sum(recognisable) AS n_recognisable, sum(elsewhere) AS n_elsewhere, sum(amount) AS amount FROM (
  SELECT ${columns}, 1 AS checked, 0 AS recognisable, 0 AS elsewhere, 0 AS amount FROM (${all}) AS listed_items
  UNION ALL SELECT ${columns}, 0 AS checked, 1 AS recognisable, elsewhere, CASE WHEN price >= 0 THEN price ELSE 0 END AS amount FROM (${found}) AS found
) AS counted GROUP BY ${columns}`
}
