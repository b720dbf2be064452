import type { DictionaryItem, Question } from '../model/dictionary.ts'
import { FIELDS, type Field, type Settings, type Target } from '../model/settings.ts'
import { cutTo, fieldValue, lengthIn } from './field-value.ts'

/** A value as it goes into a column, cut where the column allows it. */
export function columnValue(
  item: DictionaryItem,
  field: Field,
  target: Target,
  settings: { readonly shortNames: Readonly<Record<string, string>> },
  star: boolean,
): string {
  const value = fieldValue(item, field, target, { settings, star })
  const column = target.columns[field]
  return column?.cut === true && column.length !== undefined && field !== 'code' && field !== 'name'
    ? cutTo(value, column.length, target)
    : value
}

/** What does not fit into the columns of the hospital's systems: a column too short for codes once, other values each. */
export function checkTargets(items: readonly DictionaryItem[], settings: Settings, star: boolean): readonly Question[] {
  return settings.targets.flatMap((target) =>
    FIELDS.flatMap((field) => checkColumn(items, field, target, settings, star)),
  )
}

function checkColumn(
  items: readonly DictionaryItem[],
  field: Field,
  target: Target,
  settings: Settings,
  star: boolean,
): readonly Question[] {
  const column = target.columns[field]
  if (column?.length === undefined) return []
  const { name, length } = column
  const long = items
    .map((item) => ({ item, value: columnValue(item, field, target, settings, star) }))
    .map(({ item, value }) => ({ item, value, actual: lengthIn(value, target) }))
    .filter(({ actual }) => actual > length)
  if (field !== 'code') {
    return long.map(({ item, value, actual }) => ({
      code: 'question-value-too-long',
      target: target.id,
      field,
      column: name,
      length,
      actual,
      item: item.code,
      value,
    }))
  }
  const [longest] = [...long].sort((a, b) => b.actual - a.actual)
  return longest === undefined
    ? []
    : [
        {
          code: 'question-column-too-short',
          target: target.id,
          column: name,
          length,
          needed: longest.actual,
          item: longest.item.code,
        },
      ]
}
