import type { DimensionId } from '../model/dimensions.ts'
import { INDICATOR_RULES, INPUT_CHECKS, LISTED, PLAUSIBILITY_CHECKS } from './oracles.ts'

/** Every dimension over the raw table, in DuckDB's own words. Roles, kinds and the like are columns of what a figure counts. */
const DIMENSION_SQL: Readonly<Record<DimensionId, string>> = {
  institution: 'h',
  device: '设备编号',
  department: '申请科室',
  team: '班组',
  staff: 'staff',
  role: 'role',
  local_name: '检查项目名称',
  patient_type:
    "CASE 患者来源 WHEN '门诊' THEN 'outpatient' WHEN '急诊' THEN 'emergency' WHEN '住院' THEN 'inpatient' ELSE 'screening' END",
  modality: 'mod',
  part1: 'substr(code, 3, 2)',
  part2: 'substr(code, 3, 4)',
  code: 'code',
  other_code: 'other_code',
  contrast: "CASE substr(code, 9, 2) WHEN '22' THEN 'both' WHEN '33' THEN 'with' ELSE 'none' END",
  month: "coalesce(m, '')",
  season: 'month(st)',
  day: "strftime(st, '%Y-%m-%d')",
  weekday: 'isodow(st)',
  hour: 'hour(st)',
  price: 'CAST(金额 * 100 AS BIGINT)',
  kind: 'kind',
  indicator: 'indicator',
}

const STARTED = 'o WHERE st IS NOT NULL'
const WORKED = `(SELECT *, 'doctor' AS role, 报告医师 AS staff FROM o UNION ALL SELECT *, 'technician', 技师 FROM o WHERE 技师 <> '未知')`
const JUDGED = INDICATOR_RULES.map(
  ([id, applies, known, fulfils]) =>
    `SELECT *, '${id}' AS indicator FROM (SELECT *, NOT fut AND NOT neg AND NOT contra AS good FROM o) WHERE ${applies} AND (${known}) AND (${fulfils})`,
)
const kinds = (checks: typeof INPUT_CHECKS) =>
  `(${checks.map(([kind, checked]) => `SELECT *, '${kind}' AS kind FROM o WHERE ${checked}`).join(' UNION ALL ')})`
const PAIRS = `(SELECT h, m, a AS code, b AS other_code FROM (SELECT h, m, codes, unnest(codes) AS a
  FROM (SELECT h, min(m) AS m, list_sort(list(DISTINCT upper(code))) AS codes FROM o WHERE st IS NOT NULL GROUP BY h, 患者令牌, CAST(st AS DATE))), LATERAL (SELECT unnest(codes) AS b) WHERE a < b)`

/** What the first count of each figure counts. */
const COUNTED: Readonly<Record<string, string>> = {
  volume: 'o',
  mix: 'o',
  growth: STARTED,
  seasonality: STARTED,
  'waiting-time': 'g WHERE w IS NOT NULL',
  'exam-time': 'g WHERE x IS NOT NULL',
  'reporting-time': 'g WHERE r IS NOT NULL',
  'turnaround-time': 'g WHERE f IS NOT NULL',
  'device-hours': STARTED,
  repeats: STARTED,
  combinations: PAIRS,
  naming: 'o',
  ordering: 'o',
  protocol: "o WHERE mod IN ('CT', 'MR')",
  charging: 'o',
  operators: WORKED,
  workload: WORKED,
  'case-mix': WORKED,
  quality: `(${JUDGED.join(' UNION ALL ')})`,
  positive: 'o WHERE 阳性 IS NOT NULL',
  plausibility: kinds(PLAUSIBILITY_CHECKS),
  'bad-input': kinds(INPUT_CHECKS),
  recognition: `o a WHERE a.st IS NOT NULL AND ${LISTED}`,
  'list-coverage': "o WHERE substr(code, 1, 6) = '200401' OR code = '30010100110000'",
}

/** How often each value of a dimension is counted by a figure; a figure or dimension that is not written here throws. */
export function countStatement(figure: string, dimension: DimensionId): string {
  const counted = COUNTED[figure]
  if (counted === undefined) throw new Error(`nothing says what ${figure} counts`)
  return `SELECT CAST(${DIMENSION_SQL[dimension]} AS VARCHAR) AS value, count(*) AS n FROM ${counted} GROUP BY ALL`
}
