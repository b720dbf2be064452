import { describe, expect, it } from 'vitest'
import { codeOf, pricer, pricerBefore } from '../testing/real-schedules.contract.ts'
import { cataloguePricer, type PricedRow, priceRow } from './price-row.ts'
import { type NameReading, rowFromReading } from './row-from-reading.ts'

const to = cataloguePricer(pricer)

function price(name: string, reading: Partial<NameReading>, by = to): PricedRow {
  const row = { row: 1, name, modality: '', count: 1, oldPriceCents: null }
  return priceRow(rowFromReading(row, { state: 'mapped', items: [], modifiers: [], ...reading }), by)
}

function open(why: string, ...names: readonly string[]): Partial<NameReading> {
  return { state: 'ambiguous', items: [{ code: null }], candidates: [{ codes: names.map(codeOf), why }] }
}

const codes = ({ warnings }: PricedRow): readonly string[] => warnings.map((w) => w.code)

describe('a name whose items are open', () => {
  it('is priced for one side where only the side is not said', () => {
    const sides = ['CT双膝关节(平扫)', 'CT左膝关节(平扫)', 'CT右膝关节(平扫)']
    const priced = price('膝关节CT平扫', open('side-not-said', ...sides))
    expect([priced.cents, priced.partial, codes(priced)]).toEqual([21_000, false, ['simulate-one-side']])
  })

  it('is priced where every reading costs the same', () => {
    const priced = price('腹部某处', open('part-wide', 'CT肝脏(平扫)', 'CT胰腺(平扫)'))
    expect([priced.cents, codes(priced)]).toEqual([21_000, ['simulate-open-same-price']])
  })

  it('is not priced where readings differ, and says from what to what', () => {
    const priced = price('颈椎片', open('position-not-said', 'DR颈椎正位', 'DR颈椎正、侧位'))
    expect(priced).toMatchObject({ cents: null, lines: [], warnings: [{ fromCents: 4000, toCents: 6500 }] })
  })

  it('counts as one region where the part is not said', () => {
    const priced = price('某院平扫', open('part-not-said', 'CT平扫', 'CT全腹部(平扫)'))
    expect([priced.cents, codes(priced)]).toEqual([21_000, ['simulate-open-same-price', 'price-part-not-said']])
  })

  it('adds what is certain in the name', () => {
    const reading = open('side-not-said', 'CT双膝关节(平扫)', 'CT左膝关节(平扫)', 'CT右膝关节(平扫)')
    const priced = price('胸部+膝', { ...reading, items: [{ code: codeOf('CT胸部(平扫)') }, { code: null }] })
    expect([priced.cents, priced.lines.map((line) => line.quantity)]).toEqual([42_000, [2]])
  })
})

describe('a name that says one side', () => {
  const breast = { items: [{ code: codeOf('乳腺常规超声检查') }], modifiers: ['colour-doppler'] }

  it.each([
    ['左乳彩超', 4500],
    ['乳腺彩超(单侧)', 4500],
    ['双乳彩超', 9000],
    ['左、右乳腺彩超', 9000],
    ['乳腺彩超', 9000],
  ])('costs the half where both are due: %s', (name, cents) => {
    expect(price(name, breast).cents).toBe(cents)
  })

  it('costs what it costs where sides are counted apart, without a remark', () => {
    const knee = price('左膝CT平扫', { items: [{ code: codeOf('CT左膝关节(平扫)') }] })
    expect([knee.cents, codes(knee)]).toEqual([21_000, []])
  })
})

describe('a name that is a price item', () => {
  it('costs one unit of it, be it written by name or by code', () => {
    for (const name of ['计算机体层成像(CT)平扫 - 薄层扫描(加收)', '012301020010011'])
      expect(price(name, {})).toMatchObject({ cents: 5000, priceItem: '012301020010011', partial: false })
  })

  it.each([
    ['X线摄影（床旁摄片加收）', '012301010010001', 3000],
    ['磁共振（MR）平扫-特殊方式成像（单脏器磁共振波谱分析加收）', '012301030010001', 5000],
    ['口腔CBCT', '012301020011100', 21_000],
    ['经颅多普勒(TCD)', '012302050020000', 7000],
    ['TCD发泡试验', '012302050020000', 12_000],
    ['TCD发泡试验加收', '012302050020011', 5000],
    ['MR特殊技术加收', '012301030010001', 5000],
    ['床旁加收', '012301010010001', 3000],
  ])('is known by the words of hospitals: %s', (name, priceItem, cents) => {
    expect(price(name, { state: 'not-exam' })).toMatchObject({ priceItem, cents })
  })

  it('stands over a standard item only where that is charged otherwise', () => {
    const items = [{ code: codeOf('CT胸部(平扫)') }]
    expect(price('经颅多普勒', { items }).priceItem).toBe('012302050020000')
    expect(price('胸部CT床旁彩超加收', { items })).toMatchObject({ priceItem: null, cents: null })
  })

  it('has no price where what it means is inside another one', () => {
    expect(price('CT三维重建', { state: 'ambiguous' })).toMatchObject({
      cents: null,
      warnings: [{ code: 'simulate-unpriced-name', reason: 'inside-price' }],
    })
  })

  it('may be one of the old list', () => {
    const priced = price('磁共振水成像（MRCP，MRM，MRU）', {}, cataloguePricer(pricerBefore))
    expect([priced.priceItem, priced.cents]).toEqual(['210200006', 38_000])
  })
})

describe('numbers of fetuses', () => {
  it('come from the words of the name', () => {
    const reading = { items: [{ code: codeOf('胎儿常规超声检查') }], modifiers: ['fetuses'] }
    expect([
      price('双胎彩超', reading).cents,
      price('三胎彩超', reading).cents,
      price('胎儿彩超', reading).cents,
    ]).toEqual([32_000, 48_000, 16_000])
  })
})
