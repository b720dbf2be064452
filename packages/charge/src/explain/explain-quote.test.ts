import { describe, expect, it } from 'vitest'
import type { QuoteStep } from '../model/quote.ts'
import { jiangxi, quoteOf } from '../testing/real-schedules.contract.ts'
import { explainQuote, stepTexts } from './explain-quote.ts'

describe('an explanation', () => {
  it('says in Chinese why contrast after plain costs half', () => {
    const { steps, lines, total } = explainQuote(quoteOf('CT胸部(平扫+增强)'), jiangxi, 'zh')
    expect(steps).toEqual([
      '胸部：同部位计算机体层成像（CT）平扫之后的计算机体层成像（CT）增强按 50%：280 → 140（C03 同部位平扫后立即增强按50%）',
    ])
    expect(lines[1]).toBe('012301020020000 计算机体层成像（CT）增强：280 × 1 × 50% = 140（胸部；C02, C03）')
    expect(total).toBe('合计 350 元')
  })

  it('says the same in English', () => {
    const { steps, total } = explainQuote(quoteOf('CT胸部(平扫+增强)'), jiangxi, 'en')
    expect(steps).toEqual([
      'chest: CT contrast scan after CT plain scan of the same region at 50 %: 280 → 140 (C03 contrast right after plain of the same region at 50 %)',
    ])
    expect(total).toBe('total 350 yuan')
  })

  it('says what has no price and that the total is without it', () => {
    const { remarks, total } = explainQuote(quoteOf('CT三维重建'), jiangxi, 'zh')
    expect(remarks).toEqual(['20999999001100 没有价格：已含在扫描价内，不另收'])
    expect(total).toBe('合计 0 元（不含没有价格的部分）')
  })

  it('has a text in both languages for every step', () => {
    const codes: readonly QuoteStep['code'][] = [
      'merged',
      'absorbed',
      'attached',
      'excluded',
      'converted',
      'composed',
      'capped',
      'max-amount',
      'percent-after',
      'percent-if',
      'tier',
      'once',
      'reduced',
      'counted',
    ]
    expect(Object.keys(stepTexts.zh).sort()).toEqual([...codes].sort())
    expect(Object.keys(stepTexts.en).sort()).toEqual([...codes].sort())
  })
})
