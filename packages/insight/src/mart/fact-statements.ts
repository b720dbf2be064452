import type { Dialect } from '../engine/dialect.ts'
import { type ExamsTask, examsStatement } from './exams-statement.ts'

/** Columns of the exam facts that come from the table itself, in the order of the mart. */
const OWN = [
  ...['row_id', 'exam_id', 'state', 'codes', 'code', 'item_count', 'institution', 'device', 'department', 'local_name'],
  ...['team', 'patient_type', 'sex', 'age', 'patient', 'bad_token', 'technician', 'doctor', 'unknown_staff'],
  ...['ordered_at', 'started_at', 'finished_at', 'reported_at', 'month', 'day', 'weekday', 'hour'],
  ...['wait_minutes', 'exam_minutes', 'report_minutes', 'total_minutes'],
  ...['is_future', 'is_missing', 'is_unreadable', 'is_negative', 'is_contradictory', 'price'],
  ...['artefact', 'positive', 'critical', 'critical_minutes', 'report_sound', 'extravasation', 'lesion', 'graded'],
  ...['agrees', 'image_side', 'image_modality', 'image_contrast'],
] as const

/** Columns of a row of the exam facts that a person may look at: all but the list of codes. */
export const EXAM_COLUMNS: readonly string[] = [
  ...OWN.filter((name) => name !== 'codes'),
  ...['modality', 'contrast', 'rads'],
]

/** Exam facts: one row per exam, with the modality, contrast and grading system of its first item. */
export function examFacts(task: ExamsTask): string {
  const { dialect: d } = task
  const item = d.joinedText('d_modality')
  return `SELECT ${OWN.join(', ')}, CASE WHEN ${item} <> '' THEN ${item} ELSE ${family('said_modality')} END AS modality,
  ${d.joinedText('d_contrast')} AS contrast, ${d.joinedText('d_rads')} AS rads
FROM (${examsStatement(task)}) AS exam
${d.lookUp} (SELECT code, item_modality AS d_modality, contrast AS d_contrast, rads AS d_rads FROM dim_item) AS item USING (code)`
}

/** The family of a modality as tables name it; what is unknown stays as it is. */
function family(column: string): string {
  const upper = `upper(${column})`
  return `CASE WHEN ${upper} IN ('DX', 'CR', 'XR', 'MDR') THEN 'DR' WHEN ${upper} IN ('PT', 'NM', 'SPECT', 'PET/CT', 'PET/MR') THEN 'NM' WHEN ${upper} = 'MRI' THEN 'MR' ELSE ${upper} END`
}

const EXAM_OF_ITEM = [
  ...['row_id', 'institution', 'device', 'department', 'team', 'patient_type', 'local_name', 'sex', 'age', 'patient'],
  ...['technician', 'doctor', 'started_at', 'month', 'day', 'item_count', 'exam_minutes', 'report_minutes', 'price'],
  ...['image_side', 'image_modality', 'image_contrast'],
] as const

const OF_ITEM = ['part1', 'part2', 'side', 'contrast', 'only_sex'] as const
const POINTS = ['doctor_points', 'technician_points'] as const
/** Columns of `dim_item` and what they are called until they are facts. */
const NUMBERS_OF_ITEM: ReadonlyArray<readonly [column: string, name: string]> = [
  ['age_from', 'age_from'],
  ['age_to', 'age_to'],
  ...POINTS.flatMap((name) => [[name, `own_${name}`] as const, [`start_${name}`, `start_${name}`] as const]),
]

/** Whether an exam started before a workload table holds. */
export function beforeTable(started: string, workloadFrom: number): string {
  return `(${started} >= 0 AND ${started} < ${workloadFrom})`
}

/**
 * Item facts: one row per exam and item of its set, with the dimensions of the standard and what can be checked about it: -1 not
 * checkable, 0 right, 1 not plausible. Points are those of the workload table from its first second `workloadFrom` on, those of the
 * starting table before it; an exam without a start counts by the table.
 */
export function itemFacts(d: Dialect, workloadFrom: number): string {
  const inner = d.unfold({
    from: 'exams',
    columns: EXAM_OF_ITEM,
    list: 'codes',
    element: 'unfolded',
    index: 'item_no',
  })
  const joined = `SELECT ${EXAM_OF_ITEM.join(', ')}, code, item_no, ${d.joinedText('d_modality')} AS modality,
  ${OF_ITEM.map((name) => `${d.joinedText(`d_${name}`)} AS ${name}`).join(', ')},
  ${NUMBERS_OF_ITEM.map(([column, name]) => `${d.joinedNumber(`d_${column}`)} AS ${name}`).join(', ')}
FROM (SELECT ${EXAM_OF_ITEM.join(', ')}, upper(unfolded) AS code, item_no FROM ${inner} AS unfolded_rows) AS exam_item
${d.lookUp} (SELECT code, item_modality AS d_modality, ${[...OF_ITEM, ...NUMBERS_OF_ITEM.map(([column]) => column)].map((name) => `${name} AS d_${name}`).join(', ')} FROM dim_item) AS item USING (code)`
  const points = POINTS.map(
    (name) => `CASE WHEN ${beforeTable('started_at', workloadFrom)} THEN start_${name} ELSE own_${name} END AS ${name}`,
  )
  return `SELECT ${EXAM_OF_ITEM.join(', ')}, code, item_no, modality, ${OF_ITEM.join(', ')}, ${points.join(', ')},
  CASE WHEN side IN ('left', 'right') AND image_side IN ('left', 'right') THEN CASE WHEN side <> image_side THEN 1 ELSE 0 END ELSE -1 END AS bad_side,
  CASE WHEN only_sex <> '' AND sex <> '' THEN CASE WHEN only_sex <> sex THEN 1 ELSE 0 END ELSE -1 END AS bad_sex,
  CASE WHEN age >= 0 AND age_to > 0 THEN CASE WHEN age < age_from OR age > age_to THEN 1 ELSE 0 END ELSE -1 END AS bad_age,
  CASE WHEN image_modality <> '' AND modality <> '' THEN CASE WHEN ${family('image_modality')} <> modality THEN 1 ELSE 0 END ELSE -1 END AS bad_modality,
  CASE WHEN image_contrast >= 0 AND contrast IN ('none', 'with', 'both') THEN CASE WHEN (image_contrast = 1 AND contrast = 'none') OR (image_contrast = 0 AND contrast <> 'none') THEN 1 ELSE 0 END ELSE -1 END AS bad_contrast
FROM (${joined}) AS item_rows`
}
