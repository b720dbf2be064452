import type { Answer } from '../../api/client.ts'

export type Column = Answer<'POST /institutions/{id}/catalogues/upload-preview'>['columns'][number]
type AnyRole = NonNullable<Column['role']>

/** What a column can be chosen to be; prices and institutions are no part of a name. */
export const COLUMN_ROLES = [
  'name',
  'localCode',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'department',
  'ageGroup',
  'sex',
  'charge',
  'count',
] as const satisfies readonly AnyRole[]

export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** The column (by its number) of each role that has one. */
export type ChosenColumns = Readonly<Partial<Record<ColumnRole, number>>>

/** The choice to begin with: as the server guessed. A table without a column of names may call them by what is charged. */
export function guessedColumns(columns: readonly Column[]): ChosenColumns {
  const guessed: Partial<Record<ColumnRole, number>> = {}
  for (const { number, role, personal } of columns) {
    const known = COLUMN_ROLES.find((one) => one === role)
    if (known !== undefined && personal === null) guessed[known] = number
  }
  if (guessed.name !== undefined || guessed.charge === undefined) return guessed
  const { charge, ...rest } = guessed
  return { ...rest, name: charge }
}

/** Makes a column something else, or nothing: a role that another column had is taken from it. */
export function withColumn(chosen: ChosenColumns, number: number, role: ColumnRole | undefined): ChosenColumns {
  const kept = Object.entries(chosen).filter(([one, at]) => at !== number && one !== role)
  return Object.fromEntries(role === undefined ? kept : [...kept, [role, number]])
}

/** The choice as the upload takes it: `name:2,localCode:1`. */
export function columnsQuery(chosen: ChosenColumns): string {
  return Object.entries(chosen)
    .map(([role, number]) => `${role}:${number}`)
    .join(',')
}
