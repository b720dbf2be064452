import type { NormaliseInput } from '@yingma/normalise'
import type { Role, Table } from '@yingma/tables'

/** Fields of an input that can change its reading, in the order in which keys are made of them. The name is always there. */
const READ_FIELDS = [
  'name',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'ageGroup',
  'sex',
  'charge',
] as const satisfies readonly Role[]

/** With the memory of an institution the local code decides too. */
const DECIDING_FIELDS = [...READ_FIELDS, 'localCode'] as const

export type InputField = (typeof DECIDING_FIELDS)[number]

/** Which cells of a row make the input, and which holds the number of exams. */
export interface InputColumns {
  readonly fields: readonly { readonly field: InputField; readonly position: number; readonly mark: string }[]
  readonly count: number | null
  /** The local code, for people to find the name again; null where the table has none. */
  readonly localCode: number | null
  /** Modality of the rows that say none. */
  readonly modality: string
}

/** Takes the columns of an opened table; those that are left out as personal take no part. */
export function inputColumns(table: Pick<Table, 'roles'>, modality: string, withDecisions: boolean): InputColumns {
  const position = (role: Role): number | null => table.roles[role]?.value.position ?? null
  const fields = (withDecisions ? DECIDING_FIELDS : READ_FIELDS).flatMap((field, at) => {
    const found = position(field)
    return found === null ? [] : [{ field, position: found, mark: String.fromCharCode(at + 1) }]
  })
  return { fields, count: position('count'), localCode: position('localCode'), modality }
}

/** Equal for rows that are the same input, in every table that has the same cells, whatever the order of its columns. */
export function inputKey(row: readonly string[], { fields }: InputColumns): string {
  let key = ''
  for (const { position, mark } of fields) {
    const cell = row[position]
    if (cell !== undefined && cell !== '') key += mark + cell
  }
  return key
}

/** The input of a row: empty cells are not there. */
export function inputOf(row: readonly string[], { fields, modality }: InputColumns): NormaliseInput {
  const input: { -readonly [F in InputField]?: string } = modality === '' ? {} : { modality }
  for (const { field, position } of fields) {
    const cell = row[position]
    if (cell !== undefined && cell !== '') input[field] = cell
  }
  return { name: '', ...input }
}

const COUNT = /^\d{1,15}(?:\.0+)?$/

/** Exams of a row: its count where the table has one that is a whole number, else one. */
export function examsOf(row: readonly string[], { count }: InputColumns): number {
  if (count === null) return 1
  const cell = (row[count] ?? '').trim().replaceAll(',', '')
  return COUNT.test(cell) ? Number(cell) : 1
}
