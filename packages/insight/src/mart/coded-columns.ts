import type { CodedColumns } from '../engine/query-engine.ts'

const OWN = ['institution', 'device', 'department', 'team', 'patient_type', 'modality', 'month', 'day', 'contrast']
const STAFF = { doctor: 'staff', technician: 'staff' } as const

const each = (columns: readonly string[]): CodedColumns => Object.fromEntries(columns.map((name) => [name, name]))

/**
 * Columns of few different texts, by table: what aggregates are grouped and sorted by. Columns with the same word share their
 * numbers, so that they can stand in one column.
 */
export const CODED_COLUMNS: Readonly<Record<string, CodedColumns>> = {
  exams: { ...each(OWN), ...STAFF },
  items: { ...each([...OWN, 'part1', 'part2', 'code']), ...STAFF },
  agg_times: each(['institution', 'device', 'modality', 'patient_type', 'month', 'measure']),
  agg_staff: each(['institution', 'department', 'team', 'modality', 'code', 'month', 'role', 'staff']),
}
