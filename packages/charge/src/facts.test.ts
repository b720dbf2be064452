import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatYuan, parseYuan } from './model/money.ts'
import type { PriceItem } from './model/schedule.ts'
import { before, jiangxi } from './testing/real-schedules.contract.ts'

/**
 * Compares the price items with tables of facts in a folder given by YINGMA_FACTS; without it only the counts are held.
 * The tables are those of the notice: one CSV for each of its four annexes.
 */
const folder = process.env.YINGMA_FACTS ?? ''
const prices = join(folder, 'price', 'jiangxi-2025')
const given = folder !== '' && existsSync(prices)

function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(join(prices, file), 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const cells = (line: string): string[] => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1] ?? '')
  const names = cells(header)
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at] ?? '', cell])))
}

function differences(
  rows: readonly Readonly<Record<string, string>>[],
  items: ReadonlyMap<string, PriceItem>,
): readonly string[] {
  return rows.flatMap((row) => {
    const code = row.code ?? ''
    const item = items.get(code)
    if (item === undefined) return [`${code} missing`]
    const price = row.price_cny ?? row.price ?? ''
    const wanted = price === '' ? null : parseYuan(price)
    return [
      ...(item.name === row.name || item.kind === 'group' ? [] : [`${code} name ${item.name}`]),
      ...(item.unit === row.unit ? [] : [`${code} unit ${item.unit}`]),
      ...(item.cents === wanted ? [] : [`${code} price ${item.cents === null ? '' : formatYuan(item.cents)}`]),
      ...(row.kind === undefined || item.kind === row.kind ? [] : [`${code} kind ${item.kind}`]),
      ...(row.insurance_class === undefined || row.insurance_class.startsWith(item.insuranceClass)
        ? []
        : [`${code} class`]),
    ]
  })
}

describe('the price items against the facts of the notice', () => {
  it.runIf(given)('agree row by row with annexes 1 and 3', () => {
    const rows = [...rowsOf('radiology_new.csv'), ...rowsOf('ultrasound_new.csv')]
    expect(rows).toHaveLength(141)
    expect(differences(rows, jiangxi.byCode)).toEqual([])
  })

  it.runIf(given)('agree row by row with annexes 2 and 4', () => {
    const rows = [...rowsOf('radiology_abolished.csv'), ...rowsOf('ultrasound_abolished.csv')]
    expect(rows).toHaveLength(337)
    expect(differences(rows, before.byCode)).toEqual([])
  })

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
