import { rmSync } from 'node:fs'
import { DuckSession } from '@yingma/batch'
import type { Edition } from '@yingma/core'
import { quoted } from '../engine/dialect.ts'
import { itemPool } from './pool.ts'

export interface YearTask {
  readonly edition: Edition
  /** Parquet file to write. */
  readonly file: string
  readonly rows: number
  readonly institutions: number
  readonly seed: number
  /** First day of the twelve months, `2025-01-01`. */
  readonly start?: string
  /** Months, 12 if not said. */
  readonly months?: number
  /** Whether the three effects are planted. */
  readonly isPlanted: boolean
  readonly memory?: number
}

/** What is planted, and where: the reports have to find these and nothing else. */
export const PLANTED = {
  slowDevice: { institution: '示例医院003', device: 'H003-CT-2' },
  repeats: { institution: '示例医院007', code: '20040100110000' },
  misSided: { institution: '示例医院005', month: '09' },
} as const

/**
 * Writes a synthetic year of standardised exams, as a batch run would, with time stamps, staff, devices, prices, findings and the flaws that real
 * tables have (one row in a few hundred without a report time, in the future, or backwards). Same task, same rows under the
 * same version of the engine.
 */
export async function generateYear(task: YearTask): Promise<void> {
  const spill = `${task.file}.spill`
  const session = await DuckSession.open({ memory: task.memory ?? 2e9, threads: 2, spill })
  try {
    await session.run(
      'CREATE TABLE pool (code VARCHAR, name VARCHAR, modality VARCHAR, side VARCHAR, contrast VARCHAR, rads VARCHAR, only_sex VARCHAR, age_from INTEGER, age_to INTEGER, low INTEGER, high INTEGER)',
    )
    const pool = itemPool(task.edition)
    const values = pool.map(
      (i) =>
        `(${[i.code, i.name, i.modality, i.side, i.contrast, i.rads, i.sex].map(quoted).join(', ')}, ${i.ageFrom}, ${i.ageTo}, ${i.low}, ${i.high})`,
    )
    await session.run(`INSERT INTO pool VALUES ${values.join(', ')}`)
    const total = pool.at(-1)?.high ?? 1
    await session.run(`COPY (${yearStatement(task, total)}) TO ${quoted(task.file)} (FORMAT parquet, COMPRESSION zstd)`)
  } finally {
    session.close()
    rmSync(spill, { recursive: true, force: true })
  }
}

function yearStatement(task: YearTask, total: number): string {
  // A combined hash keeps the low bits of the serial up to a constant: only hashed once more are draws independent.
  const draw = (salt: number, below: number) =>
    `CAST(hash(hash(serial, ${task.seed * 1000 + salt})) % ${below} AS BIGINT)`
  const chance = (salt: number, perThousand: number) => `(${draw(salt, 100_000)} < ${Math.round(perThousand * 100)})`
  const start = task.start ?? '2025-01-01'
  const days = Math.round(((task.months ?? 12) * 365) / 12)
  const planted = (condition: string) => (task.isPlanted ? condition : 'false')
  // Names of the institution's own: one house style each, so that one item has several names in a region.
  const styled = `CASE place % 3 WHEN 0 THEN name WHEN 1 THEN replace(name, '(平扫)', '平扫') ELSE name || '(' || modality || ')' END`
  const exams = `SELECT serial, place, code, name, modality, side, contrast, rads, only_sex, age_from, age_to, patient_no, kind,
    TIMESTAMP '${start}' + to_days(CAST(day_no AS INTEGER)) + to_seconds(25200 + ${draw(5, 39_600)}) AS ordered
  FROM (SELECT *, ${draw(1, total)} AS pick, ${draw(2, task.institutions)} + 1 AS place, ${draw(3, Math.max(2, Math.round(task.rows * 0.6)))} AS patient_no,
      ${draw(4, days)} AS day_drawn, ['outpatient', 'outpatient', 'outpatient', 'inpatient', 'inpatient', 'emergency', 'screening'][1 + ${draw(6, 7)}] AS kind
    FROM (SELECT unnest(range(${task.rows})) AS serial)) AS drawn
  JOIN pool ON pick >= low AND pick < high
  -- Weekends are half as busy: half of their exams happen two days later.
  CROSS JOIN LATERAL (SELECT CASE WHEN (day_drawn + 3) % 7 >= 5 AND serial % 2 = 0 THEN (day_drawn + 2) % ${days} ELSE day_drawn END AS day_no) AS shifted`
  const repeated = `SELECT serial + ${task.rows} AS serial, * EXCLUDE (serial, ordered), ordered + to_days(CAST(1 + serial % 6 AS INTEGER)) AS ordered FROM exams
  WHERE ${planted(`place = 7 AND code = '${PLANTED.repeats.code}' AND ${chance(7, 120)}`)}`
  const minutes = (expression: string) => `to_minutes(CAST(${expression} AS BIGINT))`
  const wait = `CASE kind WHEN 'emergency' THEN 5 + ${draw(8, 35)} WHEN 'inpatient' THEN 30 + ${draw(8, 1440)} ELSE 15 + ${draw(8, 300)} + CASE WHEN modality = 'MR' THEN 600 ELSE 0 END END`
  const base = `CASE modality WHEN 'CT' THEN 5 + ${draw(9, 8)} WHEN 'MR' THEN 15 + ${draw(9, 20)} WHEN 'US' THEN 8 + ${draw(9, 10)} ELSE 2 + ${draw(9, 5)} END`
  const report = `CASE kind WHEN 'emergency' THEN 20 + ${draw(10, 110)} ELSE 30 + ${draw(10, 400)} END`
  const timed = `SELECT *, 1 + CAST(hash(hash(serial, 11)) % CASE WHEN modality = 'MG' THEN 1 ELSE 3 END AS BIGINT) AS device_no, ordered + ${minutes(wait)} AS started, ${base} AS spent, ${report} AS reporting FROM (SELECT * FROM exams UNION ALL SELECT * FROM repeated) AS whole`
  const isSlow = planted(`place = 3 AND modality = 'CT' AND device_no = 2`)
  const isSwapped = planted(
    `place = 5 AND strftime(started, '%m') = '${PLANTED.misSided.month}' AND ${chance(12, 300)}`,
  )
  const other = `CASE side WHEN 'left' THEN '右' WHEN 'right' THEN '左' ELSE '' END`
  const right = `CASE side WHEN 'left' THEN '左' WHEN 'right' THEN '右' WHEN 'both' THEN '双' ELSE '' END`
  const flag = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`
  const only = (condition: string, value: string) => `CASE WHEN ${condition} THEN ${value} END`
  const hospital = `lpad(CAST(place AS VARCHAR), 3, '0')`
  return `WITH exams AS (${exams}), repeated AS (${repeated}), timed AS (${timed})
SELECT 'E' || lpad(CAST(serial AS VARCHAR), 10, '0') AS 检查流水号, '示例医院' || ${hospital} AS 医疗机构,
  'H' || ${hospital} || '-' || modality || '-' || device_no AS 设备编号,
  ['内科', '外科', '骨科', '妇科', '肿瘤科', '急诊科'][1 + ${draw(13, 6)}] AS 申请科室,
  CASE kind WHEN 'outpatient' THEN '门诊' WHEN 'inpatient' THEN '住院' WHEN 'emergency' THEN '急诊' ELSE '体检' END AS 患者来源,
  modality AS 检查类型, ${styled} AS 检查项目名称,
  CASE WHEN only_sex = 'M' THEN '男' WHEN only_sex = 'F' THEN '女' WHEN hash(hash(patient_no, 14)) % 2 = 0 THEN '男' ELSE '女' END AS 性别,
  greatest(age_from, least(age_to, CAST(18 + hash(hash(patient_no, 15)) % 77 AS BIGINT))) AS 年龄,
  'y1.' || left(sha256('patient ' || patient_no), 43) AS 患者令牌,
  ordered AS 开单时间,
  CASE WHEN ${chance(16, 0.3)} THEN started + INTERVAL 4 YEAR ELSE started END AS 检查时间,
  CASE WHEN ${chance(17, 0.5)} THEN started - ${minutes('30')} ELSE started + ${minutes(`spent * CASE WHEN ${isSlow} THEN 2 ELSE 1 END`)} END AS 检查结束时间,
  CASE WHEN ${chance(18, 2)} THEN NULL WHEN ${chance(19, 0.4)} THEN ordered - ${minutes('90')} ELSE started + ${minutes('spent + reporting')} END AS 报告时间,
  CASE WHEN ${chance(20, 1)} THEN '未知' ELSE 'T' || ${hospital} || '-' || (1 + ${draw(21, 6)}) END AS 技师,
  'D' || ${hospital} || '-' || (1 + ${draw(22, 8)}) AS 报告医师, ['甲组', '乙组'][1 + ${draw(23, 2)}] AS 班组,
  CAST(CASE modality WHEN 'CT' THEN 200 WHEN 'MR' THEN 450 WHEN 'US' THEN 120 ELSE 80 END + CASE WHEN contrast IN ('with', 'both') THEN 180 ELSE 0 END + place % 4 * 10 AS DECIMAL(10, 2)) AS 金额,
  ${only("modality IN ('CT', 'MR')", flag(chance(24, 20)))} AS 不良伪影, ${flag(chance(25, 620))} AS 阳性, ${flag(chance(26, 12))} AS 危急值,
  ${only(chance(26, 12), `1 + ${draw(27, 11)}`)} AS 危急值通报分钟, ${flag(chance(28, 970))} AS 报告书写规范,
  ${only("modality = 'CT' AND contrast IN ('with', 'both')", flag(chance(29, 3)))} AS 对比剂外渗,
  ${only("rads <> ''", flag(chance(30, 400)))} AS 有病变, ${only("rads <> ''", flag(chance(31, 860)))} AS RADS分类, ${only(chance(32, 500), flag(chance(33, 900)))} AS 诊断符合,
  CASE WHEN ${isSwapped} OR ${chance(34, 1)} THEN ${other} ELSE ${right} END AS 图像侧别,
  CASE WHEN ${chance(35, 0.5)} THEN 'OT' ELSE modality END AS 图像设备类型,
  ${only("contrast <> ''", flag(`(contrast IN ('with', 'both')) <> ${chance(36, 1)}`))} AS 图像对比剂,
  row_number() OVER (ORDER BY serial) AS yingma_row, ['mapped'][1] AS yingma_state, [code] AS yingma_codes
FROM timed`
}
