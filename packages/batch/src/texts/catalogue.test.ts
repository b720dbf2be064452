import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { batchProblems } from './catalogue.ts'

test('every problem has a Chinese and an English text', () => {
  expect(Object.keys(batchProblems.zh).length).toBeGreaterThan(20)
  expect(catalogueGaps(batchProblems)).toEqual([])
})
