import type { Edition, Item } from '@yingma/core'
import type { Change, ItemChange, ValueChange } from './change.ts'
import { facetFilledBy } from './value-use.ts'

/**
 * Whether a change speaks of an item: names its code, or a value that the item has. Rules and words of the lexicon are of
 * no item of their own.
 */
export function touchesItem(change: Change, item: Item, edition: Edition): boolean {
  if (change.subject === 'item') return codesOf(change).some((code) => code.toUpperCase() === item.code.toUpperCase())
  if (change.subject !== 'facet-value') return false
  return valuesOf(change).some((code) => {
    const value = edition.dictionaries.get(change.dictionary)?.values.get(code.toUpperCase())
    return value !== undefined && facetFilledBy(edition, item, value) !== ''
  })
}

/** What proposals that touch an item can speak of: its code, and each of its values as dictionary, space, code. */
export function subjectsOf(item: Item, edition: Edition): readonly string[] {
  const values = [...edition.dictionaries.values()].flatMap((dictionary) =>
    [...dictionary.values.values()].filter((value) => facetFilledBy(edition, item, value) !== ''),
  )
  return [item.code.toUpperCase(), ...values.map(({ dictionary, code }) => `${dictionary} ${code.toUpperCase()}`)]
}

function codesOf(change: ItemChange): readonly string[] {
  switch (change.kind) {
    case 'add':
      return change.codes
    case 'merge':
      return [...change.codes, change.into]
    case 'split':
      return [change.code, ...change.into]
    case 'retire':
    case 'change':
      return [change.code, ...change.successors]
    case 're-word':
      return [change.code]
  }
}

function valuesOf(change: ValueChange): readonly string[] {
  switch (change.kind) {
    case 'add':
      return change.row.code === undefined ? [] : [change.row.code]
    case 'merge':
      return [...change.codes, change.into]
    case 'split':
      return [change.code, ...change.into]
    default:
      return [change.code]
  }
}
