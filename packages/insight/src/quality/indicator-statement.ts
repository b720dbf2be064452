import type { AggregateContext } from '../mart/aggregate-context.ts'
import { INDICATORS, type Indicator } from './indicators.ts'

/** Whether the table has the columns that the indicator needs. */
function isAnswerable(indicator: Indicator, roles: AggregateContext['roles']): boolean {
  return indicator.needs.every((role) => roles.has(role))
}

/** Numerator, denominator and exclusions of every indicator that the table can answer, by institution and month. */
export function qualityStatement({ roles }: AggregateContext): string {
  const parts = INDICATORS.filter((indicator) => isAnswerable(indicator, roles)).map(
    ({ id, applies, known, fulfils }) => `SELECT institution, modality, month, '${id}' AS indicator,
  CASE WHEN ${known} AND ${fulfils} THEN 1 ELSE 0 END AS numerator, CASE WHEN ${known} THEN 1 ELSE 0 END AS denominator, CASE WHEN ${known} THEN 0 ELSE 1 END AS excluded
FROM exams WHERE ${applies}`,
  )
  const none =
    "SELECT institution, modality, month, '' AS indicator, 0 AS numerator, 0 AS denominator, 0 AS excluded FROM exams WHERE 1 = 0"
  return `SELECT institution, modality, month, indicator, sum(numerator) AS n_numerator, sum(denominator) AS n_denominator, sum(excluded) AS n_excluded FROM (${[none, ...parts].join('\nUNION ALL ')}) AS judged GROUP BY institution, modality, month, indicator`
}
