import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { edgeCatalogue } from './catalogue.ts'
import { enReasons } from './en.ts'
import { zhReasons } from './zh.ts'

test('every problem and every reason has a Chinese and an English text', () => {
  expect(Object.keys(edgeCatalogue.zh).length).toBeGreaterThan(4)
  expect(catalogueGaps(edgeCatalogue)).toEqual([])
  expect(Object.keys(zhReasons).sort()).toEqual(Object.keys(enReasons).sort())
})
