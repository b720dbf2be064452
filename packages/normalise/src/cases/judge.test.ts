import { describe, expect, it } from 'vitest'
import type { Normalised, State } from '../result.ts'
import { sameSet } from './canonical.ts'
import type { Expectation } from './case-file.ts'
import { parseCaseFile } from './case-file.ts'
import { judge } from './judge.ts'

const answer = (state: State, codes: readonly (string | null)[], more: Partial<Normalised> = {}): Normalised => ({
  name: 'x',
  modality: '',
  state,
  confidence: 1,
  items: codes.map((code) => ({ code, relation: code === null ? 'none' : 'equivalent', spans: [] })),
  modifiers: [],
  defaults: [],
  classes: [],
  flags: [],
  candidates: [],
  rules: [],
  ...more,
})
const expectation = (body: string): Expectation => {
  const { file, problems } = parseCaseFile(`# X\n=== x ===\n${body}\n`)
  expect(problems).toEqual([])
  return (file.cases[0] as (typeof file.cases)[number]).expected
}

describe('comparing sets of codes', () => {
  it.each([
    ['order and repetition', '20040100110000+20050100110000', '20050100110000+20040100110000+20040100110000'],
    ['left and right with both', '20072203110000', '20072201110000+20072202110000'],
    ['both wrists, whose codes are irregular', '20070905110000', '20070901110000+20070903110000'],
    ['a composite position with its views', '40040100003700', '40040100000100+40040100000200'],
    ['both sides and a composite position', '40072203003700', '40072201003700+40072202003700'],
    ['正位 with 前后位', '40040500002100', '40040500000100'],
    ['CC in its two values', '44040801M16700', '44040801M16500+44040801M16600'],
    ['both vessels with left and right', '50U913000C0000', '50U914000C0000+50U915000C0000'],
    ['letter case', '300310007f0000', '30031000110000+30999999520000'],
    ['a device with any device', '22040100110000', '20040100110000'],
  ])('folds %s', (_what, a, b) => {
    expect(sameSet(a.split('+'), b.split('+'))).toBe(true)
  })

  it.each([
    ['left from right', '20072201110000', '20072202110000'],
    ['one side from both', '20072203110000', '20072201110000'],
    ['增强 from 平扫+增强', '20040100210000', '20040100220000'],
    ['平扫 and 增强 from 平扫+增强', '20040100110000+20040100210000', '20040100220000'],
    ['mobile from fixed DR', '42040100000000', '40040100000100'],
    ['two parts from one that holds both', '20080101330000+20080201330000', '20080301330000'],
  ])('keeps %s apart', (_what, a, b) => {
    expect(sameSet(a.split('+'), b.split('+'))).toBe(false)
  })
})

describe('judging an answer', () => {
  it('accepts any of the readings', () => {
    const expected = expectation('mapped 20040100110000 | ambiguous')
    expect(judge(expected, answer('mapped', ['20040100110000']))).toEqual([])
    expect(judge(expected, answer('ambiguous', []))).toEqual([])
    expect(judge(expected, answer('review', ['20040100110000']))).toHaveLength(1)
    expect(judge(expected, answer('mapped', ['20040100210000']))).toHaveLength(1)
  })

  it('does not count entries without a code as chosen', () => {
    expect(judge(expectation('review 20040100110000'), answer('review', ['20040100110000', null]))).toEqual([])
    expect(judge(expectation('no-item'), answer('no-item', [null]))).toEqual([])
  })

  it('reports a conflict that nobody expects', () => {
    const flagged = answer('mapped', ['20040100110000'], { flags: ['conflict:side'] })
    expect(judge(expectation('mapped 20040100110000'), flagged)).toEqual(['unexpected conflict:side'])
    expect(judge(expectation('mapped 20040100110000 | conflict'), flagged)).toEqual([])
  })

  it('checks relation, reason, candidates and lists', () => {
    const expected = expectation(
      'mapped 20040100110000\n[narrower] [reason: film] [candidates: 20050100110000] [modifiers: child] [defaults: none]',
    )
    expect(judge(expected, answer('mapped', ['20040100110000'], { defaults: ['scan'] }))).toHaveLength(5)
  })
})
