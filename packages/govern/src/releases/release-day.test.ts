import { expect, test } from 'vitest'
import { renderGovernProblem } from '../problems/govern-problem.ts'
import { checkReleaseDay } from './release-day.ts'

const isFit = (date: string, last = '2026-03-01') => checkReleaseDay(date, last, '2026-04-15') === null

test('a release has the day of the last one or a later one, at most a year ahead', () => {
  expect(['2026-02-28', '2026-03-01', '2027-04-15', '2027-04-16', '9999-12-31'].map((day) => isFit(day))).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
})

test('the first release may have any earlier day', () => {
  expect(isFit('1999-01-01', '')).toBe(true)
})

test('the days that fit are said', () => {
  const problem = checkReleaseDay('2026-02-28', '2026-03-01', '2026-04-15')
  expect(problem && renderGovernProblem(problem, 'en')).toContain(
    'from 2026-03-01, the day of the last release, to 2027-04-15',
  )
})
