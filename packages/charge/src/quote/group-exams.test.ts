import { describe, expect, it } from 'vitest'
import { withSettings } from '../schedule/derive-schedule.ts'
import { jiangxi } from '../testing/real-schedules.contract.ts'
import { groupExams } from './group-exams.ts'

const done = [
  { patient: 'P', date: '2025-06-02', order: 'A', device: 'CT1', item: 1 },
  { patient: 'P', date: '2025-06-02', order: 'B', device: 'CT1', item: 2 },
  { patient: 'P', date: '2025-06-03', order: 'A', device: 'CT1', item: 3 },
  { patient: 'P', date: '2025-06-02', device: 'CT1', item: 4 },
  { patient: 'Q', date: '2025-06-02', order: 'A', device: 'CT1', item: 5 },
]
const items = (exams: readonly (readonly { readonly item: number }[])[]): readonly (readonly number[])[] =>
  exams.map((exam) => exam.map((one) => one.item))

describe('one exam', () => {
  it('is one order, else one day and device', () => {
    expect(items(groupExams(done, jiangxi))).toEqual([[1, 3], [2], [4], [5]])
  })

  it('is one day and device where the switch says so', () => {
    expect(items(groupExams(done, withSettings(jiangxi, { exam: 'day-and-device' }).schedule))).toEqual([
      [1, 2, 4],
      [3],
      [5],
    ])
  })
})
