import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { assistProblems } from './assist-problem.ts'

test('every problem has a text in both languages', () => {
  expect(catalogueGaps(assistProblems)).toEqual([])
  expect(Object.keys(assistProblems.zh).length).toBeGreaterThan(5)
})
