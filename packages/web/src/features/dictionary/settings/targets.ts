import type { Row } from './rows-editor.tsx'
import { textOf } from './setting-rows.ts'
import type { Body } from './use-section.ts'

/** What a column of a hospital system can hold of an item. */
export const FIELDS = [
  'code',
  'name',
  'nameEn',
  'pinyin',
  'modality',
  'device',
  'room',
  'part',
  'side',
  'contrast',
  'minutes',
  'preparation',
  'safety',
  'alias',
  'charges',
  'price',
  'insurance',
  'active',
  'oldCodes',
] as const

/** A system that takes the dictionary, as it is written in the form. */
export interface TargetDraft {
  /** Its own fields; those that are left empty are the server's to fill in. */
  readonly fields: Row
  /** `field`, `name`, `length`, `cut` of each column. */
  readonly columns: readonly Row[]
}

export const NEW_TARGET: TargetDraft = {
  fields: { id: 'his', table: '', unit: 'characters', encoding: 'utf-8', dialect: 'postgresql', yes: '1', no: '0' },
  columns: [
    { field: 'code', name: '', length: '', cut: '' },
    { field: 'name', name: '', length: '', cut: '' },
  ],
}

export function targetsOf(value: unknown): readonly TargetDraft[] {
  if (!Array.isArray(value)) return []
  return (value as readonly Record<string, unknown>[]).map(({ columns, ...rest }) => ({
    fields: Object.fromEntries(Object.entries(rest).map(([key, cell]) => [key, textOf(cell)])),
    columns: Object.entries((columns ?? {}) as Record<string, Record<string, unknown>>).map(([field, column]) => ({
      field,
      name: textOf(column.name),
      length: textOf(column.length),
      cut: column.cut === true ? 'yes' : '',
    })),
  }))
}

/** The system as the settings take it. */
export function bodyOf({ fields, columns }: TargetDraft): Body {
  const filled = Object.entries(fields).filter(([key, text]) => text !== '' || key === 'id' || key === 'table')
  return {
    ...Object.fromEntries(filled),
    columns: Object.fromEntries(
      columns.map(({ field = '', name = '', length = '', cut = '' }) => [
        field,
        { name, ...(length === '' ? {} : { length: Number(length) }), ...(cut === '' ? {} : { cut: true }) },
      ]),
    ),
  }
}

/** Fields that two columns of a system hold: only one of them would be kept. */
export function doubleFields({ columns }: TargetDraft): readonly string[] {
  const fields = columns.map(({ field = '' }) => field)
  return [...new Set(fields.filter((field, at) => fields.indexOf(field) !== at))]
}
