import { AS_OF } from './generated-year.ts'

/**
 * What each figure must say, written anew over the raw table in DuckDB's own dialect (nulls, intervals, lists, window functions): it
 * shares no statement, no cleaning and no aggregate with what it judges.
 */
export interface Oracle {
  readonly figure: string
  readonly by: readonly string[]
  readonly sql: string
}

const T = `TIMESTAMP '${AS_OF}'`

/** The raw table with usable times and what is wrong with them; needs a view `raw`. */
export const PREPARE = [
  `CREATE VIEW o AS SELECT *, yingma_codes[1] AS code, 医疗机构 AS h, 检查类型 AS mod,
    CASE WHEN 检查时间 <= ${T} THEN 检查时间 END AS st, strftime(CASE WHEN 检查时间 <= ${T} THEN 检查时间 END, '%Y-%m') AS m,
    coalesce(greatest(开单时间, 检查时间, 检查结束时间, 报告时间) > ${T}, false) AS fut,
    (检查时间 < 开单时间) IS TRUE OR (检查结束时间 < 检查时间) IS TRUE OR (报告时间 < 检查时间) IS TRUE AS neg,
    (报告时间 < 开单时间) IS TRUE OR (检查结束时间 < 开单时间) IS TRUE AS contra
  FROM raw`,
  `CREATE VIEW g AS SELECT *, epoch(检查时间 - 开单时间) AS w, epoch(检查结束时间 - 检查时间) AS x, epoch(报告时间 - 检查时间) AS r, epoch(报告时间 - 开单时间) AS f
  FROM o WHERE NOT fut AND NOT neg AND NOT contra`,
]

const time = (figure: string, seconds: string): Oracle => ({
  figure,
  by: ['institution', 'modality'],
  sql: `SELECT h AS institution, mod AS modality, count(*) AS exams, avg(mi) AS mean, list_sort(list(b))[(count(*) * 50 + 99) // 100] AS p50, list_sort(list(b))[(count(*) * 90 + 99) // 100] AS p90
  FROM (SELECT h, mod, mi, CASE WHEN mi < 60 THEN mi WHEN mi < 480 THEN mi - mi % 5 WHEN mi < 2880 THEN mi - mi % 30 ELSE mi - mi % 360 END AS b FROM (SELECT h, mod, CAST(floor(${seconds} / 60) AS BIGINT) AS mi FROM g WHERE ${seconds} IS NOT NULL)) GROUP BY ALL ORDER BY ALL`,
})

const CONTRAST = "substr(code, 9, 2) IN ('22', '33') AND mod IN ('CT', 'MR')"
const factor =
  "CASE WHEN mod NOT IN ('CT', 'MR') THEN 1 WHEN substr(code, 9, 2) = '22' THEN 1.8 WHEN substr(code, 9, 2) = '33' THEN 1.5 ELSE 1 END"
const points = (role: 'doctor' | 'technician') =>
  `${role === 'doctor' ? "CASE mod WHEN 'CT' THEN 2 WHEN 'MR' THEN 3 WHEN 'DR' THEN 1 WHEN 'MG' THEN 2.25 ELSE 2 END" : "CASE mod WHEN 'CT' THEN 2 WHEN 'MR' THEN 4 WHEN 'DR' THEN 1 WHEN 'MG' THEN 2.25 ELSE 0.5 END"} * ${factor}`
const work = `SELECT h, mod, code, m, 'doctor' AS role, 报告医师 AS staff, ${points('doctor')} AS p, CASE WHEN good THEN floor(epoch(报告时间 - 检查时间) / 60) END AS spent FROM w
  UNION ALL SELECT h, mod, code, m, 'technician', 技师, ${points('technician')}, CASE WHEN good THEN floor(epoch(检查结束时间 - 检查时间) / 60) END FROM w WHERE 技师 <> '未知'`
const worked = `WITH w AS (SELECT *, NOT fut AND NOT neg AND NOT contra AS good FROM o), k AS (${work})`

type Rule = readonly [id: string, applies: string, known: string, fulfils: string]
const indicator = ([id, applies, known, fulfils]: Rule) =>
  `SELECT h AS institution, '${id}' AS indicator, count(*) FILTER ((${known}) AND (${fulfils})) AS numerator, count(*) FILTER (${known}) AS denominator, count(*) FILTER ((${known}) IS NOT TRUE) AS excluded FROM q WHERE ${applies} GROUP BY ALL`
const RADIOLOGY = "mod IN ('CT', 'MR', 'DR', 'MG', 'RF')"
/** What each indicator looks at, what of it can be judged, what counts. */
export const INDICATOR_RULES: readonly Rule[] = [
  ['RQI-IIA-01-CT', "mod = 'CT'", '不良伪影 IS NOT NULL', '不良伪影 = 1'],
  ['RQI-IIA-01-MR', "mod = 'MR'", '不良伪影 IS NOT NULL', '不良伪影 = 1'],
  [
    'RQI-RRC-02',
    "患者来源 = '急诊' AND mod IN ('CT', 'DR')",
    'good AND 报告时间 IS NOT NULL',
    'epoch(报告时间 - 检查时间) < 121 * 60',
  ],
  ['RQI-RWS-03', RADIOLOGY, '报告书写规范 IS NOT NULL', '报告书写规范 = 1'],
  ['RQI-RCV-04', `危急值 = 1 AND ${RADIOLOGY}`, '危急值通报分钟 IS NOT NULL', '危急值通报分钟 <= 10'],
  ['RQI-ICME-05', `mod = 'CT' AND ${CONTRAST}`, '对比剂外渗 IS NOT NULL', '对比剂外渗 = 1'],
  ['RQI-RCR-06', "code LIKE '30060102%' AND 有病变 = 1", 'RADS分类 IS NOT NULL', 'RADS分类 = 1'],
  ['RQI-RCR-07', "mod = 'MG' AND 有病变 = 1", 'RADS分类 IS NOT NULL', 'RADS分类 = 1'],
  [
    'US-48H',
    "患者来源 = '住院' AND mod = 'US'",
    'good AND 报告时间 IS NOT NULL',
    'epoch(报告时间 - 开单时间) < 2881 * 60',
  ],
  ['US-CV-01', "危急值 = 1 AND mod = 'US'", '危急值通报分钟 IS NOT NULL', '危急值通报分钟 <= 10'],
  ['US-RE-01', "mod = 'US'", '报告书写规范 IS NOT NULL', '报告书写规范 = 1'],
  ['US-BI-RADS', "code = '50U105000C0000' AND 有病变 = 1", 'RADS分类 IS NOT NULL', 'RADS分类 = 1'],
  ['US-DR-01', "mod = 'US' AND 患者来源 IN ('门诊', '急诊')", '阳性 IS NOT NULL', '阳性 = 1'],
  ['US-DR-02', "mod = 'US' AND 患者来源 = '住院'", '阳性 IS NOT NULL', '阳性 = 1'],
  ['US-DI-01', "mod = 'US'", '诊断符合 IS NOT NULL', '诊断符合 = 1'],
  ['US-BREAST-AGREE', "code = '50U105000C0000' AND 有病变 = 1", '诊断符合 IS NOT NULL', '诊断符合 = 1'],
]

type Check = readonly [kind: string, checked: string, bad: string]
const kind = ([name, checked, bad]: Check) =>
  `SELECT h AS institution, '${name}' AS kind, count(*) FILTER (${checked}) AS checked, count(*) FILTER ((${checked}) AND (${bad})) AS bad FROM o GROUP BY ALL HAVING checked > 0`
const rated = (checks: readonly Check[]) =>
  `SELECT institution, kind, checked, bad, 100.0 * bad / checked AS rate FROM (${checks.map(kind).join(' UNION ALL ')}) ORDER BY ALL`
const sideOf = `CASE WHEN code IN ('30072201110000', '30070301110000', '40072201003700', '40071001003800') THEN '左' WHEN code IN ('30072202110000', '30070302110000', '40072202003700') THEN '右' END`

export const PLAUSIBILITY_CHECKS: readonly Check[] = [
  ['side', `${sideOf} IS NOT NULL AND 图像侧别 IN ('左', '右')`, `${sideOf} <> 图像侧别`],
  ['sex', "code IN ('30060102220000', '50U601000C0000')", "(mod = 'MR') <> (性别 = '男')"],
  ['age', 'true', '年龄 > 130'],
  ['modality', 'true', '图像设备类型 <> mod'],
  ['contrast', '图像对比剂 IS NOT NULL', `(图像对比剂 = 1) <> (${CONTRAST})`],
]

export const INPUT_CHECKS: readonly Check[] = [
  ['missing-time', 'true', '开单时间 IS NULL OR 检查时间 IS NULL OR 报告时间 IS NULL'],
  ['unreadable-time', 'true', 'false'],
  ['future-time', 'true', 'fut'],
  ['negative-interval', 'true', 'neg'],
  ['contradictory-times', 'true', 'contra'],
  ['unknown-staff', 'true', "技师 = '未知'"],
  ['bad-token', 'true', 'false'],
]

const before = (days: string, extra: string) =>
  `FROM o b WHERE b.患者令牌 = a.患者令牌 AND b.st < a.st AND b.st > a.st - ${days} - INTERVAL 1 DAY AND ${extra}`
const same = 'b.code = a.code'
const cover =
  "(b.code = a.code OR (a.code = '20040100110000' AND b.code = '20040100220000') OR (a.code = '30010100110000' AND b.code = '30010100220000'))"
export const LISTED = `((substr(a.code, 1, 6) = '200401' AND a.st >= '2025-01-01') OR (a.code = '30010100110000' AND a.st >= '2025-03-01' AND a.st < '2025-12-01'))`
const window = "CASE WHEN a.mod = 'CT' THEN INTERVAL 30 DAY ELSE INTERVAL 60 DAY END"

export const ORACLES: readonly Oracle[] = [
  {
    figure: 'volume',
    by: ['institution', 'department', 'modality', 'month'],
    sql: `SELECT h AS institution, 申请科室 AS department, mod AS modality, coalesce(m, '') AS month, count(*) AS exams, sum(len(yingma_codes)) AS items, sum(金额) AS amount FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'mix',
    by: ['modality', 'part1', 'part2'],
    sql: `SELECT mod AS modality, substr(code, 3, 2) AS part1, substr(code, 3, 4) AS part2, count(*) AS items, count(DISTINCT code) AS kinds FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'growth',
    by: ['institution', 'month'],
    sql: `WITH c AS (SELECT h, m, count(*) AS n FROM o WHERE m IS NOT NULL GROUP BY ALL), s AS (SELECT h, strftime(strptime(m, '%Y-%m') + INTERVAL 1 YEAR, '%Y-%m') AS m, n FROM c)
    SELECT h AS institution, m AS month, coalesce(c.n, 0) AS exams, coalesce(s.n, 0) AS exams_before, coalesce(c.n, 0) / s.n AS ratio FROM c FULL JOIN s USING (h, m) WHERE m <= '2026-02' ORDER BY ALL`,
  },
  {
    figure: 'seasonality',
    by: ['modality', 'weekday'],
    sql: `SELECT mod AS modality, isodow(st) AS weekday, count(*) AS exams, count(DISTINCT CAST(st AS DATE)) AS days, exams / days AS exams_a_day FROM o WHERE st IS NOT NULL GROUP BY ALL ORDER BY modality, weekday`,
  },
  time('waiting-time', 'w'),
  time('exam-time', 'x'),
  time('reporting-time', 'r'),
  time('turnaround-time', 'f'),
  {
    figure: 'device-hours',
    by: ['institution', 'hour'],
    sql: `SELECT h AS institution, hour(st) AS hour, count(*) AS exams, count(DISTINCT 设备编号) AS devices FROM o WHERE st IS NOT NULL GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'repeats',
    by: ['institution', 'modality'],
    sql: `SELECT h AS institution, mod AS modality, count(*) AS checked, count(*) FILTER (again) AS repeats, count(*) FILTER (again AND NOT here) AS elsewhere, 100.0 * repeats / checked AS rate
    FROM (SELECT h, mod, EXISTS (SELECT 1 ${before('INTERVAL 14 DAY', same)}) AS again, EXISTS (SELECT 1 ${before('INTERVAL 14 DAY', `${same} AND b.h = a.h`)}) AS here FROM o a WHERE st IS NOT NULL) GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'combinations',
    by: ['institution', 'code', 'other_code'],
    sql: `WITH d AS (SELECT h, 患者令牌, CAST(st AS DATE) AS day, list_sort(list(DISTINCT upper(code))) AS codes FROM o WHERE st IS NOT NULL GROUP BY ALL)
    SELECT h AS institution, a AS code, b AS other_code, count(*) AS patients FROM (SELECT h, codes, unnest(codes) AS a FROM d), LATERAL (SELECT unnest(codes) AS b) WHERE a < b GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'naming',
    by: ['code', 'institution'],
    sql: `SELECT code, h AS institution, count(*) AS items, count(DISTINCT 检查项目名称) AS names FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'ordering',
    by: ['code', 'department', 'patient_type'],
    sql: `SELECT code, 申请科室 AS department, list_extract(['outpatient', 'emergency', 'inpatient', 'screening'], list_position(['门诊', '急诊', '住院', '体检'], 患者来源)) AS patient_type, count(*) AS items FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'protocol',
    by: ['modality', 'part2', 'institution', 'device'],
    sql: `SELECT mod AS modality, substr(code, 3, 4) AS part2, h AS institution, 设备编号 AS device, count(*) AS items, count(*) FILTER (${CONTRAST}) AS enhanced, 100.0 * enhanced / items AS enhanced_share FROM o WHERE mod IN ('CT', 'MR') GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'charging',
    by: ['code', 'institution'],
    sql: `SELECT code, h AS institution, count(*) AS exams, min(金额) AS lowest, avg(金额) AS mean_price, max(金额) AS highest FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'operators',
    by: ['code', 'role', 'staff'],
    sql: `${worked} SELECT code, role, staff, count(*) AS items, avg(spent) AS mean_minutes FROM k GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'workload',
    by: ['role', 'staff', 'month'],
    sql: `${worked} SELECT role, staff, coalesce(m, '') AS month, count(*) AS items, sum(p) AS points FROM k GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'case-mix',
    by: ['role', 'staff'],
    sql: `${worked} SELECT role, staff, count(*) AS items, avg(p) AS points_an_item, count(DISTINCT code) AS kinds FROM k GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'quality',
    by: ['institution', 'indicator'],
    sql: `WITH q AS (SELECT *, NOT fut AND NOT neg AND NOT contra AS good FROM o) SELECT institution, indicator, numerator, denominator, excluded, numerator / nullif(denominator, 0) AS rate FROM (${INDICATOR_RULES.map(indicator).join(' UNION ALL ')}) ORDER BY ALL`,
  },
  {
    figure: 'positive',
    by: ['institution', 'device'],
    sql: `SELECT h AS institution, 设备编号 AS device, count(*) FILTER (阳性 IS NOT NULL) AS checked, count(*) FILTER (阳性 = 1) AS positive, 100.0 * positive / checked AS rate FROM o GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'plausibility',
    by: ['institution', 'kind'],
    sql: rated(PLAUSIBILITY_CHECKS),
  },
  {
    figure: 'bad-input',
    by: ['institution', 'kind'],
    sql: rated(INPUT_CHECKS),
  },
  {
    figure: 'recognition',
    by: ['institution', 'part2'],
    sql: `SELECT h AS institution, substr(code, 3, 4) AS part2, count(*) AS checked, count(*) FILTER (again) AS recognisable, count(*) FILTER (again AND NOT here) AS elsewhere, coalesce(sum(金额) FILTER (again), 0) AS savings, 100.0 * recognisable / checked AS rate
    FROM (SELECT a.*, EXISTS (SELECT 1 ${before(window, cover)}) AS again, EXISTS (SELECT 1 ${before(window, `${cover} AND b.h = a.h`)}) AS here FROM o a WHERE a.st IS NOT NULL AND ${LISTED}) GROUP BY ALL ORDER BY ALL`,
  },
  {
    figure: 'list-coverage',
    by: ['code'],
    sql: `SELECT code, count(*) AS items, count(DISTINCT h) AS institutions FROM o a WHERE substr(code, 1, 6) = '200401' OR code = '30010100110000' GROUP BY ALL ORDER BY ALL`,
  },
]
