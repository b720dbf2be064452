import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExamItem, Quote } from '../model/quote.ts'
import { deriveSchedule } from '../schedule/derive-schedule.ts'
import { codeOf, edition, jiangxi, pricer, quoteOf, schedules } from '../testing/real-schedules.contract.ts'
import { compileSchedule } from './compile-schedule.ts'
import { createPricer, type Pricer } from './create-pricer.ts'

const DATE: Readonly<Record<string, string>> = {
  'jiangxi-2025': '2025-06-02',
  'jiangxi-until-2025': '2025-05-02',
  'example-2026': '2026-03-02',
}
const pricers = schedules.map((schedule) => createPricer(edition, schedule))
const RUNS = { numRuns: 1500 }

/** Codes by modality, so that the items of an exam meet each other's rules. */
const families = [['CT'], ['MR'], ['DR', 'MDR'], ['MG'], ['RF'], ['US'], ['PET/CT', 'PET/MR'], ['SPECT', 'CT']].map(
  (wanted) => edition.items.filter((item) => wanted.includes(item.modality)).map((item) => item.code),
)
const modifiers = fc.constantFrom(
  undefined,
  { bedside: true },
  { delayed: true },
  { 'one-side': true },
  { fetuses: 2 },
  { 'thin-slice': true },
  { 'ai-assisted': true },
  { 'grey-scale': true },
)
const exam: fc.Arbitrary<readonly ExamItem[]> = fc.constantFrom(...families).chain((codes) =>
  fc.array(
    fc
      .record({ code: fc.constantFrom(...codes), modifiers })
      .map(({ code, modifiers }) => (modifiers ? { code, modifiers } : { code })),
    { minLength: 1, maxLength: 7 },
  ),
)

function quote(by: Pricer, items: readonly ExamItem[]): Quote {
  const result = by.quote({ date: DATE[by.schedule.id] ?? DATE['jiangxi-2025'] ?? '', items })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
}

describe.each(pricers.map((by) => ({ id: by.schedule.id, by })))('a quote under $id', ({ by }) => {
  it('does not depend on the order of the items', () => {
    const property = fc.property(exam, fc.integer({ min: 0, max: 1e6 }), (items, turn) => {
      const cut = turn % items.length
      const turned = [...items.slice(cut), ...items.slice(0, cut)].reverse()
      const { steps: _a, ...one } = quote(by, items)
      const { steps: _b, ...other } = quote(by, turned)
      expect(other).toEqual(one)
    })
    fc.assert(property, RUNS)
  })

  it('never bills more than a cap allows', () => {
    const compiled = compileSchedule(by.schedule)
    const property = fc.property(exam, (items) => {
      const { lines } = quote(by, items)
      const sum = (codes: ReadonlySet<string>, of: 'quantity' | 'amountCents'): number =>
        lines.filter((line) => codes.has(line.code)).reduce((total, line) => total + line[of], 0)
      for (const rule of compiled.rulesOf('cap'))
        expect(sum(compiled.set(rule.targets), 'quantity')).toBeLessThanOrEqual(rule.max)
      for (const rule of compiled.rulesOf('tier')) {
        if (rule.maxCents !== null)
          expect(sum(compiled.set(rule.targets), 'amountCents')).toBeLessThanOrEqual(rule.maxCents)
      }
      for (const rule of compiled.rulesOf('once-per-exam'))
        for (const code of rule.targets) expect(sum(new Set([code]), 'quantity')).toBeLessThanOrEqual(1)
    })
    fc.assert(property, RUNS)
  })

  it('has a total that is the sum of its lines, by class too', () => {
    const property = fc.property(exam, (items) => {
      const { lines, totalCents, byClass } = quote(by, items)
      expect(lines.reduce((sum, line) => sum + line.amountCents, 0)).toBe(totalCents)
      expect(Object.values(byClass).reduce((sum, cents) => sum + cents, 0)).toBe(totalCents)
      expect(lines.every((line) => Number.isSafeInteger(line.amountCents) && line.quantity > 0)).toBe(true)
    })
    fc.assert(property, RUNS)
  })

  it('is never dearer without an item, except by a conversion, an exclusion or a percentage after another scan', () => {
    const excuses = ['excluded', 'converted', 'composed', 'percent-after']
    const property = fc.property(exam, fc.nat(6), (items, at) => {
      if (items.length < 2) return
      const whole = quote(by, items)
      const less = quote(
        by,
        items.filter((_, i) => i !== at % items.length),
      )
      if (less.totalCents <= whole.totalCents) return
      expect(whole.steps.map((step) => step.code)).toEqual(
        expect.arrayContaining([expect.stringMatching(excuses.join('|'))]),
      )
    })
    fc.assert(property, RUNS)
  })
})

describe('the cases where one item less is dearer', () => {
  const total = (...names: readonly string[]): number => quoteOf(...names).totalCents / 100

  it('an exclusion: angiography keeps out three plain regions (C10)', () => {
    const plain = ['CT颅脑(平扫)', 'CT胸部(平扫)', 'CT上腹部(平扫)']
    expect([total(...plain, 'CT颅内动脉血管成像(CTA)'), total(...plain)]).toEqual([435, 630])
  })

  it('an exclusion: perfusion keeps out three plain regions (C12)', () => {
    const plain = ['CT颅脑(平扫)', 'CT胸部(平扫)', 'CT上腹部(平扫)']
    expect([total(...plain, 'CT颅脑灌注成像(CTP)'), total(...plain)]).toEqual([500, 630])
  })

  it('a conversion: three dynamic regions are the whole body (N01, N04)', () => {
    const two = ['SPECT唾液腺动态显像', 'SPECT肾动态显像']
    expect([total(...two, 'SPECT首次通过心血池显像'), total(...two)]).toEqual([280, 426])
  })

  it('a percentage after: the plain scan halves both contrast and perfusion (M02, M10)', () => {
    const after = ['MR颅脑(增强)', 'MR颅脑动脉自旋标记灌注成像(ASL)']
    expect([total('MR颅脑(平扫)', ...after), total(...after)]).toEqual([1015, 1110])
  })
})

describe('a local schedule', () => {
  it('costs the factor times the provincial price, but for rounding of each line', () => {
    const local = createPricer(edition, deriveSchedule(jiangxi, '0.87').schedule)
    const property = fc.property(exam, (items) => {
      const base = quote(pricer, items)
      const other = quote(local, items)
      const slack = base.lines.reduce((sum, line) => sum + line.quantity, 0) + 1
      expect(Math.abs(other.totalCents - base.totalCents * 0.87)).toBeLessThanOrEqual(slack)
    })
    fc.assert(property, RUNS)
  })

  it('says that a factor above one breaks the ceiling, and what is no factor', () => {
    expect(deriveSchedule(jiangxi, '1.1').problems.map((p) => p.code)).toEqual(['price-above-ceiling'])
    expect(deriveSchedule(jiangxi, '-1').problems.map((p) => p.code)).toEqual(['price-factor'])
  })
})

describe('reductions', () => {
  it('do not touch a region that was also examined in full', () => {
    const both = pricer.quote({
      date: '2025-06-02',
      items: [{ code: codeOf('子宫卵泡监测常规超声检查') }, { code: codeOf('子宫常规超声检查') }],
    })
    expect(both.ok && both.totalCents).toBe(9000)
  })
})
