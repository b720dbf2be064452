import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { cliCatalogue } from './catalogue.ts'

test('every problem of the command line has a text in both languages', () => {
  expect(Object.keys(cliCatalogue.zh).length).toBeGreaterThan(10)
  expect(catalogueGaps(cliCatalogue)).toEqual([])
})
