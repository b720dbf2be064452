import { catalogueGaps } from '@yingma/core'
import { expect, test } from 'vitest'
import { insightProblems } from './catalogue.ts'

test('every problem has a Chinese and an English text', () => {
  expect(Object.keys(insightProblems.zh).length).toBeGreaterThan(10)
  expect(catalogueGaps(insightProblems)).toEqual([])
})
