import { expect, test } from 'vitest'
import { PLANTED } from '../generate/generate-year.ts'
import { martOf, yearFile } from '../testing/generated-year.ts'
import { findEffects } from './find-effects.ts'
import { upperTail } from './tail-probability.ts'

const ROWS = 60_000

test('the reports of a year with a slow device, a duplicate pattern and a mis-sided month find these and nothing else', async () => {
  const mart = await martOf(await yearFile(ROWS, true))
  const { findings, notLooked } = await findEffects(mart, { kind: 'all' })
  await mart.close()
  expect(notLooked).toEqual([])
  expect(findings.map(({ kind, where }) => ({ kind, where }))).toEqual([
    { kind: 'slow-device', where: PLANTED.slowDevice },
    { kind: 'repeats', where: PLANTED.repeats },
    {
      kind: 'implausible',
      where: { institution: PLANTED.misSided.institution, month: `2025-${PLANTED.misSided.month}`, kind: 'side' },
    },
  ])
  const [slow] = findings
  expect((slow?.observed ?? 0) / (slow?.expected ?? 1)).toBeGreaterThan(1.8)
})

test('a year without planted effects raises nothing', async () => {
  const mart = await martOf(await yearFile(ROWS, false))
  const { findings } = await findEffects(mart, { kind: 'all' })
  await mart.close()
  expect(findings).toEqual([])
})

test('the tail of the binomial distribution is right to ten digits', () => {
  // 10 coins: P(≥ 8) = 56/1024.
  expect(upperTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 10)
  expect(upperTail(0, 10, 0.5)).toBe(1)
  expect(upperTail(3, 10, 0)).toBe(0)
  expect(upperTail(30, 1000, 0.01)).toBeLessThan(1e-6)
})
