import { expect, test } from 'vitest'
import { sameList } from './contains.ts'

const entries = Array.from({ length: 200 }, (_, at) => ({ system: 'urn:s', code: `${at}` }))

test('the very same entries are the same list again, others never', () => {
  const first = sameList([...entries])
  expect(sameList([...entries])).toBe(first)
  expect(sameList([...entries].reverse())).not.toBe(first)
  expect(sameList(entries.map((entry) => ({ ...entry })))).not.toBe(first)
  expect(sameList(entries.slice(0, 150))).toHaveLength(150)
  expect(sameList([...entries])).toBe(first)
})
