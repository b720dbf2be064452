import { columnValue } from '../build/check-targets.ts'
import type { DictionaryItem } from '../model/dictionary.ts'
import { FIELDS, type Field, type Target } from '../model/settings.ts'

/** The columns of a target in the order of the fields, and the rows of the dictionary for it. */
export interface ImportTable {
  readonly fields: readonly Field[]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export function importTable(
  items: readonly DictionaryItem[],
  target: Target,
  settings: { readonly shortNames: Readonly<Record<string, string>> },
  star: boolean,
): ImportTable {
  const fields = FIELDS.filter((field) => target.columns[field] !== undefined)
  return {
    fields,
    columns: fields.map((field) => target.columns[field]?.name ?? ''),
    rows: items.map((item) => fields.map((field) => columnValue(item, field, target, settings, star))),
  }
}
