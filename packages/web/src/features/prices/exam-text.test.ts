import { expect, test } from 'vitest'
import { type ExamItem, examFromText, examToText } from './exam-text.ts'

test('an exam comes back from the address as it was', () => {
  const exam: readonly ExamItem[] = [
    { code: '20040100110000', count: 2, modifiers: { bedside: true, 'extra-positions': 3 } },
    { code: '50U101000000', count: 1, modifiers: {} },
  ]
  expect(examToText(exam)).toBe('20040100110000*2+bedside+extra-positions=3,50U101000000')
  expect(examFromText(examToText(exam))).toEqual(exam)
})

test('what makes no sense in an address is left out', () => {
  expect(examFromText('')).toEqual([])
  expect(examFromText('<b>,20040100110000*0+BAD+child=,x')).toEqual([
    { code: '20040100110000', count: 1, modifiers: {} },
  ])
})
