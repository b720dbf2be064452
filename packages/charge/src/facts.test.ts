import { describe, expect, it } from 'vitest'
import { jiangxi } from './testing/real-schedules.contract.ts'

// Row by row against the notice: tools/compare-prices.ts.
describe('the tables of Jiangxi 2025', () => {
  it('hold the classes that the notice counts: radiology 67, 22 and 4, ultrasound 41 and 7', () => {
    const count = (chapters: readonly string[], insuranceClass: string): number =>
      jiangxi.items.filter((i) => chapters.some((c) => i.code.startsWith(c)) && i.insuranceClass === insuranceClass)
        .length
    const radiology = ['012301', '012303']
    expect([count(radiology, '乙'), count(radiology, '自费'), count(radiology, '甲')]).toEqual([67, 22, 4])
    expect([count(['012302'], '乙'), count(['012302'], '甲')]).toEqual([41, 7])
  })

  it('count what the notice lists: 23 regions in CT, 30 in MR, 15 and 10 vessels, 17 organs, 23 vessels in ultrasound', () => {
    const listed = (vocabulary: string): number =>
      [...(jiangxi.vocabularies.get(vocabulary)?.values() ?? [])].filter((v) => v.listed).length
    expect(['xct', 'mr', 'cta', 'mra', 'organ', 'us-vessel'].map(listed)).toEqual([23, 30, 15, 10, 17, 23])
  })
})
