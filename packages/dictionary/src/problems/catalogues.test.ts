import { catalogueGaps } from '@yingma/core'
import { loadEdition } from '@yingma/edition'
import { expect, test } from 'vitest'
import { loadOrderSets } from '../sets/order-sets.ts'
import { FAULT_KINDS } from '../verify/fault.ts'
import { faultCatalogue } from './fault-texts.ts'
import { questionCatalogue } from './question-texts.ts'
import { dictionaryCatalogue } from './settings-texts.ts'

test('every question, fault and problem has a text in both languages', () => {
  expect(catalogueGaps(questionCatalogue)).toEqual([])
  expect(catalogueGaps(dictionaryCatalogue)).toEqual([])
  expect(catalogueGaps(faultCatalogue)).toEqual([])
  expect(Object.keys(faultCatalogue.zh).sort()).toEqual([...FAULT_KINDS].sort())
})

test('every shipped order set is made of items of the edition, and has a source or says that it is an example', () => {
  const { byCode } = loadEdition()
  const sets = loadOrderSets()
  expect(sets.length).toBeGreaterThan(5)
  for (const { id, codes, source, example } of sets) {
    expect(
      codes.filter((code) => !byCode.has(code.toUpperCase())),
      id,
    ).toEqual([])
    expect(example, id).toBe(source === '')
  }
})
