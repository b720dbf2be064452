import { expect, test } from 'vitest'
import { EXAMPLE_LIST } from '../testing/example-list.ts'
import { edition } from '../testing/generated-year.ts'
import { createRecogniser } from './recognise.ts'
import { readRegionalList } from './regional-list.ts'
import { REPEAT_REASON_IDS } from './repeat-reasons.ts'

const recogniser = createRecogniser(edition, [EXAMPLE_LIST])
const { ranges } = recogniser
const range = (code: string) => {
  const found = ranges.rangeOf(code)
  if (found === undefined) throw new Error(code)
  return found
}
const [PLAIN, BOTH, ENHANCED] = ['20040100110000', '20040100220000', '20040100210000']

test.each([
  [PLAIN, PLAIN, 'same'],
  [BOTH, PLAIN, 'covers'],
  [BOTH, ENHANCED, 'covers'],
  [PLAIN, BOTH, 'covered-by'],
  [PLAIN, ENHANCED, 'same-unit'],
  ['30072203110000', '30072201110000', 'covers'],
  ['30072201110000', '30072202110000', 'same-unit'],
  ['40040100003700', '40040100000100', 'covers'],
  ['40040100000100', '40040100003700', 'covered-by'],
  ['20040100110000', '30010100110000', 'other'],
  ['20010100110000', '20040100110000', 'other'],
] as const)('%s stands to the order %s as %s', (earlier, ordered, relation) => {
  expect(ranges.relation(range(earlier), range(ordered))).toBe(relation)
})

test('every item is the same as itself, and covering is the mirror of being covered', () => {
  const some = edition.items.filter((_, index) => index % 13 === 0).map(({ code }) => range(code))
  for (const one of some) {
    expect(ranges.relation(one, one)).toBe('same')
    for (const other of some) {
      const [there, back] = [ranges.relation(one, other), ranges.relation(other, one)]
      if (there === 'covers') expect(back).toBe('covered-by')
      if (there === 'same') expect(back).toBe('same')
    }
  }
})

const intended = { codes: [PLAIN], at: '2025-06-20T10:00:00', sex: 'F', age: 50 } as const
const exam = (more: object = {}) => ({
  id: 'a',
  codes: [BOTH],
  institution: '示例医院001',
  at: '2025-06-01T09:00:00',
  marks: ['示例HR'],
  sex: 'F' as const,
  age: 50,
  ...more,
})

test('an earlier exam that covers the order within the window is recognised', () => {
  const [verdict] = recogniser.recognise(intended, [exam()])
  expect(verdict).toMatchObject({
    advice: 'recognise',
    list: 'example',
    windowDays: 30,
    earlier: [{ exam: 'a', relation: 'covers', isRecognised: true, why: ['covers'], ageDays: 19 }],
  })
})

test.each([
  [{ at: '2025-05-01' }, 'too-old'],
  [{ at: '2025-06-21' }, 'later'],
  [{ at: 'soon' }, 'unreadable-time'],
  [{ marks: [] }, 'mark-missing'],
  [{ sex: 'M' }, 'another-person'],
  [{ age: 30 }, 'another-person'],
  [{ codes: ['99999999999999'] }, 'unknown-code'],
])('an earlier exam with %j is not, and says %s', (more, why) => {
  const [verdict] = recogniser.recognise(intended, [exam(more)])
  expect(verdict?.advice).toBe('perform')
  expect(verdict?.earlier[0]?.why).toContain(why)
})

test('an item is recognised on the days of its entry only', () => {
  const brain = (at: string) =>
    recogniser.recognise({ codes: ['30010100110000'], at }, [
      { id: 'b', codes: ['30010100110000'], institution: 'x', at },
    ])
  expect(brain('2025-03-01')[0]?.advice).toBe('recognise')
  expect(brain('2025-12-01')[0]?.earlier[0]?.why).toEqual(['same', 'outside-dates'])
  expect(recogniser.recognise({ codes: ['20010100110000'], at: '2025-03-01' }, [])[0]?.list).toBeNull()
})

test('each of the six reasons lets an exam be repeated all the same', () => {
  expect(REPEAT_REASON_IDS).toHaveLength(6)
  for (const reason of REPEAT_REASON_IDS) {
    expect(recogniser.recognise({ ...intended, reason }, [exam()])[0]).toMatchObject({ advice: 'repeat', reason })
  }
})

test('two earlier exams may stand for one order together', () => {
  const list = { ...EXAMPLE_LIST, entries: [{ modality: 'MR', part: '0722', windowDays: 30, from: '2025-01-01' }] }
  const knees = createRecogniser(edition, [list])
  const one = (code: string) => ({ id: code, codes: [code], institution: 'x', at: '2025-06-10' })
  const [verdict] = knees.recognise({ codes: ['30072203110000'], at: '2025-06-20' }, [
    one('30072201110000'),
    one('30072202110000'),
  ])
  expect(verdict?.advice).toBe('together')
})

test('a list is checked entry by entry', () => {
  const bad = { id: 'x', region: 'r', mark: 'm', entries: [{ code: 'nothing', windowDays: 0, from: '2025' }, {}] }
  const read = readRegionalList(bad, edition)
  expect(read.ok ? [] : read.problems.map((p) => ('place' in p ? p.place : ''))).toEqual([
    'entries.0.code',
    'entries.0.windowDays',
    'entries.0.from',
    'entries.1',
    'entries.1.windowDays',
    'entries.1.from',
  ])
  expect(readRegionalList(EXAMPLE_LIST, edition).ok).toBe(true)
  expect(readRegionalList(null, edition).ok).toBe(false)
})

test.each([
  ['2025-05-21T10:00:00', []],
  ['2025-05-20T10:00:01', []],
  ['2025-05-20T10:00:00', ['too-old']],
])('whole days are counted: the exam of %s is held against a window of 30 days', (at, why) => {
  const [verdict] = recogniser.recognise(intended, [exam({ at, age: 50 })])
  expect(verdict?.earlier[0]?.why).toEqual(['covers', ...why])
})

test('a list with entries, days, titles or institutions that are none is told so, with each place', () => {
  const entry = { code: PLAIN, windowDays: 30, from: '2025-02-30' }
  const list = { id: 'x', region: 'x', mark: 'x', title: 'x', institutions: 'all', entries: [null, 5, entry] }
  const read = readRegionalList(list, edition)
  const places = read.ok ? [] : read.problems.map((problem) => ('place' in problem ? problem.place : ''))
  expect(places).toEqual(expect.arrayContaining(['institutions', 'title', 'entries.0', 'entries.1', 'entries.2.from']))
})
