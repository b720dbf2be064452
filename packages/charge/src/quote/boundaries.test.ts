import { describe, expect, test } from 'vitest'
import type { DirectService, Quote } from '../model/quote.ts'
import { deriveSchedule } from '../schedule/derive-schedule.ts'
import { selectSchedule } from '../schedule/select-schedule.ts'
import { edition, jiangxi, pricer, schedules } from '../testing/real-schedules.contract.ts'
import { createPricer } from './create-pricer.ts'

/** What the notice says at and beside each of its limits, in yuan; the numbers are worked out by hand. */

function charged(...services: readonly DirectService[]): Quote {
  const quote = pricer.quote({ date: '2025-06-02', items: [], services })
  if (!quote.ok) throw new Error(JSON.stringify(quote.problems))
  return quote
}

const total = (code: string, units: number): number => charged({ code, units }).totalCents / 100

describe.each([
  ['C01', 'CT plain', '012301020010000', [210, 420, 630, 630, 630]],
  ['C02', 'CT contrast', '012301020020000', [280, 560, 840, 840, 840]],
  ['C09', 'CT angiography', '012301020030000', [435, 870, 870, 870]],
  ['C12', 'CT perfusion, without a cap', '012301020040000', [500, 1000, 1500, 2000]],
  ['M01', 'MR plain', '012301030010000', [460, 920, 1380, 1380]],
  ['M01', 'MR contrast', '012301030020000', [540, 1080, 1620, 1620]],
  ['M06', 'MR vessel plain', '012301030030000', [520, 1040, 1040]],
  ['M07', 'MR vessel contrast', '012301030040000', [570, 1140, 1140]],
  ['X07', 'mammography, a side each', '012301010030000', [70, 140]],
  ['N01', 'planar static: more than two are the whole body', '012303010010000', [130, 260, 280, 280]],
  ['N01', 'planar dynamic: two cost more than the whole body', '012303010020000', [213, 426, 280, 280]],
  ['N05', 'SPECT: the second organ, then the whole body', '012303020010000', [240, 360, 400, 400]],
  ['N08', 'PET/CT: more than two are the whole body', '012303030010000', [2450, 4900, 4960, 4960]],
  ['N10', 'PET/MRI: two are the whole body', '012303030030000', [4000, 6500, 6500]],
  ['U02', 'colour Doppler, without cap or tier', '012302030010000', [90, 180, 270, 360]],
  [
    'U09',
    'vessels: half from the second, at most 360',
    '012302030030000',
    [80, 120, 160, 200, 240, 280, 320, 360, 360, 360],
  ],
  ['U11', 'fetuses', '012302030050000', [160, 320, 480]],
] as const)('%s %s', (_rule, _what, code, yuan) => {
  test.each(yuan.map((due, at) => [at + 1, due] as const))('%d cost %d yuan', (units, due) => {
    expect(total(code, units)).toBe(due)
  })
})

test('X01: positions of one region cost 40, 65, 90 and no more', () => {
  expect([1, 2, 3, 4, 6].map((units) => total('012301010010000', units))).toEqual([40, 65, 90, 90, 90])
})

test.each([
  [{ 磨牙: 1 }, 15],
  [{ 磨牙: 2 }, 15],
  [{ 磨牙: 3 }, 30],
  [{ 切牙: 1, 磨牙: 1 }, 15],
  [{ 尖牙: 2 }, 30],
  [{ 尖牙: 1, 磨牙: 2 }, 30],
] as const)('X06: dental films of %j cost %d yuan', (units, due) => {
  expect(charged({ code: '012301010020000', units }).totalCents / 100).toBe(due)
})

test('C10 and C12: plain CT goes as soon as one vessel or one organ is charged, contrast stays', () => {
  const plain = { code: '012301020010000', units: 3 }
  expect(charged(plain, { code: '012301020030000', units: 1 }).totalCents).toBe(43_500)
  expect(charged(plain, { code: '012301020040000', units: 1 }).totalCents).toBe(50_000)
  expect(charged({ code: '012301020020000', units: 1 }, { code: '012301020030000', units: 1 }).totalCents).toBe(71_500)
})

test('N09: one local region beside the trunk is already the whole body', () => {
  expect(charged({ code: '012303030010000', units: 1 }, { code: '012303030020000', units: 1 }).totalCents).toBe(496_000)
  expect(charged({ code: '012303030020000', units: 1 }).totalCents).toBe(398_000)
})

test('surcharges once per exam stay one however often they are asked for', () => {
  for (const [main, surcharge, due] of [
    ['012301010010000', '012301010010001', 70],
    ['012301020010000', '012301020010011', 260],
    ['012301030010000', '012301030010021', 480],
    ['012302030010000', '012302030010001', 120],
  ] as const)
    for (const units of [1, 2, 5])
      expect(charged({ code: main, units: 1 }, { code: surcharge, units }).totalCents / 100).toBe(due)
})

describe('days', () => {
  const on = (date: string) => selectSchedule(schedules, '江西省', date)

  test.each([
    ['2025-05-29', 'jiangxi-until-2025'],
    ['2025-05-30', 'jiangxi-2025'],
    ['2999-12-31', 'jiangxi-2025'],
  ])('%s falls into %s', (date, id) => {
    const selected = on(date)
    expect(selected.ok && selected.schedule.id).toBe(id)
  })

  test('the day before the first is refused', () => {
    expect(on('1999-12-31').ok).toBe(false)
  })

  test('a quote takes the first day of its schedule and refuses the day before it', () => {
    const quote = (date: string) => pricer.quote({ date, items: [], services: [{ code: '012301020010000' }] })
    expect(quote('2025-05-30').ok).toBe(true)
    const before = quote('2025-05-29')
    expect(before.ok ? [] : before.problems.map(({ code }) => code)).toEqual(['price-date-outside'])
  })
})

test('what the notice gives no price for (a child, an emergency) changes no amount', () => {
  const chest = [{ code: '20040100110000' }]
  const plain = pricer.quote({ date: '2025-06-02', items: chest })
  const child = pricer.quote({ date: '2025-06-02', items: chest, modifiers: { child: true, emergency: true } })
  expect(plain.ok && child.ok && [child.totalCents, child.lines]).toEqual(plain.ok && [plain.totalCents, plain.lines])
  expect(plain.ok && plain.totalCents).toBe(21_000)
})

test('a local factor scales amounts at the caps alike, rounded to the cent once a line', () => {
  const local = deriveSchedule(jiangxi, '0.87')
  const quote = createPricer(edition, local.schedule).quote({
    date: '2025-06-02',
    items: [],
    services: [{ code: '012301010010000', units: 3 }],
  })
  // 34.80 + 2 × 21.75
  expect(quote.ok && quote.totalCents).toBe(7830)
})
