import fc from 'fast-check'
import { expect, test } from 'vitest'
import { controlChart } from './control-chart.ts'

const month = (label: string, hits: number, of = 1000) => ({ label, hits, of })

test('a month far above the others is signalled, the others are not', () => {
  const steady = [20, 22, 19, 21, 20, 18, 23, 20].map((hits, index) => month(String(index), hits))
  const chart = controlChart([...steady, month('bad', 60)])
  expect(chart.points.filter(({ signal }) => signal !== null).map(({ label }) => label)).toEqual(['bad'])
  expect(chart.points.at(-1)?.signal).toBe('above')
})

test('months that differ much from one another widen the limits', () => {
  const wild = [200, 300, 180, 320, 210, 290].map((hits, index) => month(String(index), hits))
  const chart = controlChart(wild)
  expect(chart.spread).toBeGreaterThan(3)
  expect(chart.points.every(({ signal }) => signal === null)).toBe(true)
})

test('nine months on one side of the centre are a signal of their own', () => {
  const low = Array.from({ length: 9 }, (_, index) => month(`a${index}`, 95 + (index % 2)))
  const high = Array.from({ length: 9 }, (_, index) => month(`b${index}`, 105 + (index % 2)))
  const chart = controlChart([...low, ...high])
  expect(chart.points.filter(({ signal }) => signal === 'run').map(({ label }) => label)).toEqual(['a8', 'b8'])
})

test('a month without exams has no share and breaks nothing', () => {
  const { points } = controlChart([month('a', 1), month('none', 0, 0), month('b', 2)])
  expect(points[1]).toMatchObject({ share: null, signal: null })
})

test('limits hold the centre between them, whatever is counted', () => {
  const counts = fc.array(
    fc.tuple(fc.nat(500), fc.nat(500)).map(([a, b]) => month('m', Math.min(a, b), Math.max(a, b))),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(counts, (given) => {
      const { centre, points } = controlChart(given)
      expect(points).toHaveLength(given.length)
      for (const { lower, upper } of points) {
        expect(lower).toBeLessThanOrEqual(centre + 1e-12)
        expect(upper).toBeGreaterThanOrEqual(centre - 1e-12)
      }
    }),
  )
})
