import { expect, test } from 'vitest'
import { emptyChange } from './change-form.ts'
import { type OwnItemTaken, placesFor, promotesOf } from './own-items-taken.ts'

const own: OwnItemTaken = { institutionId: 'a', code: '20040100110000-S1', name: '筛查', into: '', isTaken: true }
const adding = (codes: string) => [{ ...emptyChange('2026-03-01'), codes }]

test('the first item that the changes add follows an own item, until another is chosen', () => {
  const changes = adding('20040100410000 20040100420000')
  expect(promotesOf([own], changes)).toEqual([{ institutionId: 'a', code: own.code, into: '20040100410000' }])
  expect(promotesOf([{ ...own, into: '20040100420000' }], changes)).toMatchObject([{ into: '20040100420000' }])
})

test('where nothing is added the item above follows', () => {
  expect(promotesOf([own], adding(''))).toMatchObject([{ into: '20040100110000' }])
})

test('one that is unticked is left out', () => {
  expect(
    promotesOf(
      [
        { ...own, isTaken: false },
        { ...own, institutionId: 'b' },
      ],
      adding('20040100410000'),
    ),
  ).toEqual([{ institutionId: 'b', code: own.code, into: '20040100410000' }])
})

test('a choice stays though the change that added it is gone, for the server to name it', () => {
  const chosen = { ...own, into: '20040100990000' }
  expect(placesFor(chosen, adding('20040100410000'))).toEqual(['20040100410000', '20040100110000', '20040100990000'])
  expect(promotesOf([chosen], adding('20040100410000'))).toMatchObject([{ into: '20040100990000' }])
})
