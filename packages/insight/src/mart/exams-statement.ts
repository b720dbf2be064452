import { type Dialect, quoted } from '../engine/dialect.ts'
import type { RoleId, SourceColumns } from '../model/source-roles.ts'

export interface ExamsTask {
  readonly dialect: Dialect
  /** The standardised table as a relation. */
  readonly source: string
  readonly columns: SourceColumns
  /** Whether the source numbers its rows (`yingma_row`). */
  readonly hasRow: boolean
  /** Nothing can have happened after this second. */
  readonly asOf: number
}

/** A keyed-hash token as `linkageToken` makes it. */
export const TOKEN_PATTERN = '^y1[.][A-Za-z0-9_-]{43}$'

/** Words that stand where a name of staff is missing. */
const NOBODY = ['未知', '不详', '无', '其他', 'test', 'admin', 'unknown', 'null', '-', '/', '0']

const TIMES = ['orderedAt', 'startedAt', 'finishedAt', 'reportedAt'] as const
const FLAGS: ReadonlyArray<readonly [RoleId, string]> = [
  ['artefact', 'artefact'],
  ['positive', 'positive'],
  ['critical', 'critical'],
  ['reportSound', 'report_sound'],
  ['extravasation', 'extravasation'],
  ['lesion', 'lesion'],
  ['graded', 'graded'],
  ['agrees', 'agrees'],
  ['imageContrast', 'image_contrast'],
]

/**
 * One clean row per exam. What is missing, unreadable, in the future or contradicts itself is marked in a column of its own and
 * the intervals of such a row are -1: counted apart, never averaged in.
 */
export function examsStatement(task: ExamsTask): string {
  const { dialect: d, source, columns, asOf } = task
  const text = (role: RoleId) => (columns[role] === undefined ? "''" : d.text(d.column(columns[role])))
  const raw = [
    `${task.hasRow ? 'yingma_row' : d.rowNumber} AS r_row`,
    `${d.text('yingma_state')} AS r_state`,
    'yingma_codes AS r_codes',
    ...RAW.map((role) => `${text(role)} AS r_${role}`),
    ...TIMES.map((role) => `${text(role)} AS r_${role}`),
  ]
  const timed = [
    ...['r_row', 'r_state', 'r_codes'],
    ...RAW.map((role) => `r_${role}`),
    ...TIMES.flatMap((role) => [`r_${role}`, `${d.seconds(`r_${role}`)} AS t_${role}`]),
  ]
  const past = (role: string) => `CASE WHEN t_${role} > ${asOf} THEN -1 ELSE t_${role} END`
  const judged = [
    ...['r_row', 'r_state', 'r_codes'],
    ...RAW.map((role) => `r_${role}`),
    ...TIMES.map((role) => `${past(role)} AS p_${role}`),
    `CASE WHEN ${TIMES.map((role) => `t_${role} > ${asOf}`).join(' OR ')} THEN 1 ELSE 0 END AS is_future`,
    `CASE WHEN ${anyOf(columns, (role) => `r_${role} = ''`)} THEN 1 ELSE 0 END AS is_missing`,
    `CASE WHEN ${anyOf(columns, (role) => `(r_${role} <> '' AND t_${role} < 0)`)} THEN 1 ELSE 0 END AS is_unreadable`,
    `CASE WHEN ${before('startedAt', 'orderedAt')} OR ${before('finishedAt', 'startedAt')} OR ${before('reportedAt', 'startedAt')} THEN 1 ELSE 0 END AS is_negative`,
    `CASE WHEN ${before('reportedAt', 'orderedAt')} OR ${before('finishedAt', 'orderedAt')} THEN 1 ELSE 0 END AS is_contradictory`,
  ]
  const minutes = (from: string, to: string) =>
    `CASE WHEN is_future + is_negative + is_contradictory = 0 AND p_${from} >= 0 AND p_${to} >= 0 THEN ${d.quotient(`p_${to} - p_${from}`, '60')} ELSE -1 END`
  const started = 'p_startedAt'
  const when = (expression: string, otherwise: string) =>
    `CASE WHEN ${started} >= 0 THEN ${expression} ELSE ${otherwise} END`
  const timeText = d.timeText(`CASE WHEN ${started} >= 0 THEN ${started} ELSE 0 END`)
  const clean = [
    'r_row AS row_id',
    'r_examId AS exam_id',
    'r_state AS state',
    'r_codes AS codes',
    `upper(${d.first('r_codes')}) AS code`,
    `${d.length('r_codes')} AS item_count`,
    ...PLAIN.map(([role, name]) => `r_${role} AS ${name}`),
    `${patientType()} AS patient_type`,
    `${sex()} AS sex`,
    `${d.integer('r_age')} AS age`,
    `CASE WHEN ${d.matches('r_patient', TOKEN_PATTERN)} THEN r_patient ELSE '' END AS patient`,
    `CASE WHEN r_patient <> '' AND NOT ${d.matches('r_patient', TOKEN_PATTERN)} THEN 1 ELSE 0 END AS bad_token`,
    ...(['technician', 'doctor'] as const).map(
      (role) => `CASE WHEN ${nobody(role)} THEN '' ELSE r_${role} END AS ${role}`,
    ),
    `CASE WHEN ${staffed(columns)} THEN 1 ELSE 0 END AS unknown_staff`,
    `p_orderedAt AS ordered_at, p_startedAt AS started_at, p_finishedAt AS finished_at, p_reportedAt AS reported_at`,
    `${when(`substring(${timeText}, 1, 7)`, "''")} AS month`,
    `${when(`substring(${timeText}, 1, 10)`, "''")} AS day`,
    `${when(d.weekday(started), '-1')} AS weekday`,
    `${when(d.hour(started), '-1')} AS hour`,
    `${minutes('orderedAt', 'startedAt')} AS wait_minutes`,
    `${minutes('startedAt', 'finishedAt')} AS exam_minutes`,
    `${minutes('startedAt', 'reportedAt')} AS report_minutes`,
    `${minutes('orderedAt', 'reportedAt')} AS total_minutes`,
    'is_future, is_missing, is_unreadable, is_negative, is_contradictory',
    `${d.hundredths('r_price')} AS price`,
    ...FLAGS.map(([role, name]) => `${flag(role)} AS ${name}`),
    `${d.integer('r_criticalMinutes')} AS critical_minutes`,
    `${side()} AS image_side`,
    'upper(r_imageModality) AS image_modality',
  ]
  const inner = `SELECT ${raw.join(', ')} FROM ${source}`
  const middle = `SELECT ${timed.join(', ')} FROM (${inner}) AS raw`
  const outer = `SELECT ${judged.join(', ')} FROM (${middle}) AS timed`
  return `SELECT ${clean.join(',\n  ')}\nFROM (${outer}) AS judged`
}

/** Roles that are read as text first. */
const RAW: readonly RoleId[] = [
  'examId',
  'institution',
  'device',
  'department',
  'patientType',
  'modality',
  'name',
  'sex',
  'age',
  'patient',
  'technician',
  'doctor',
  'team',
  'price',
  'criticalMinutes',
  'imageSide',
  'imageModality',
  ...FLAGS.map(([role]) => role),
]

const PLAIN: ReadonlyArray<readonly [RoleId, string]> = [
  ['institution', 'institution'],
  ['device', 'device'],
  ['department', 'department'],
  ['modality', 'said_modality'],
  ['name', 'local_name'],
  ['team', 'team'],
]

/** True where one of the time columns that the table has is as said; the end of the exam may be missing. */
function anyOf(columns: SourceColumns, said: (role: string) => string): string {
  const had = TIMES.filter((role) => role !== 'finishedAt' && columns[role] !== undefined)
  return had.length === 0 ? '1 = 0' : had.map(said).join(' OR ')
}

const before = (later: string, earlier: string) =>
  `(t_${later} >= 0 AND t_${earlier} >= 0 AND t_${later} < t_${earlier})`

const among = (expression: string, words: readonly string[]) => `${expression} IN (${words.map(quoted).join(', ')})`

const nobody = (role: string) => `(r_${role} = '' OR ${among(`lower(r_${role})`, NOBODY)})`

function staffed(columns: SourceColumns): string {
  const had = (['technician', 'doctor'] as const).filter((role) => columns[role] !== undefined)
  return had.length === 0 ? '1 = 0' : had.map(nobody).join(' OR ')
}

function patientType(): string {
  const kinds: ReadonlyArray<readonly [string, readonly string[]]> = [
    ['emergency', ['急诊', 'emergency', 'e']],
    ['inpatient', ['住院', 'inpatient', 'i']],
    ['outpatient', ['门诊', 'outpatient', 'o']],
    ['screening', ['体检', 'screening', 'p']],
  ]
  const cases = kinds.map(([kind, words]) => `WHEN ${among('lower(r_patientType)', words)} THEN '${kind}'`)
  return `CASE ${cases.join(' ')} ELSE '' END`
}

function sex(): string {
  return `CASE WHEN ${among('upper(r_sex)', ['男', 'M', '1', '男性'])} THEN 'M' WHEN ${among('upper(r_sex)', ['女', 'F', '2', '女性'])} THEN 'F' ELSE '' END`
}

function flag(role: RoleId): string {
  const value = `lower(r_${role})`
  return `CASE WHEN ${among(value, ['1', 'true', 'y', 'yes', '是', '有', '阳性'])} THEN 1 WHEN ${among(value, ['0', 'false', 'n', 'no', '否', '无', '阴性'])} THEN 0 ELSE -1 END`
}

function side(): string {
  const value = 'lower(r_imageSide)'
  return `CASE WHEN ${among(value, ['l', 'left', '左', '左侧'])} THEN 'left' WHEN ${among(value, ['r', 'right', '右', '右侧'])} THEN 'right' WHEN ${among(value, ['b', 'both', '双', '双侧'])} THEN 'both' ELSE '' END`
}
