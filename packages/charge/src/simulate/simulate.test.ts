import { describe, expect, it } from 'vitest'
import { createPricer } from '../quote/create-pricer.ts'
import { deriveSchedule } from '../schedule/derive-schedule.ts'
import { priceTable } from '../schedule/price-table.ts'
import { codeOf, edition, jiangxi, pricer, pricerBefore } from '../testing/real-schedules.contract.ts'
import type { CatalogueRow, Simulation } from './model.ts'
import { rowFromReading } from './row-from-reading.ts'
import { simulate } from './simulate.ts'
import { simulationPage } from './simulation-page.ts'
import { simulationTables } from './simulation-tables.ts'

function row(name: string, items: readonly string[], more: Partial<CatalogueRow> = {}): CatalogueRow {
  return {
    row: 1,
    name,
    modality: 'CT',
    count: 10,
    oldPriceCents: null,
    items: items.map(codeOf),
    state: 'mapped',
    ...more,
  }
}

function run(rows: readonly CatalogueRow[], from: typeof pricerBefore | null = pricerBefore): Simulation {
  const result = simulate(rows, { from, to: pricer })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result
}

const prices = (s: Simulation): readonly unknown[] =>
  s.rows.map((r) => [r.oldPriceCents, r.oldPriceFrom, r.newPriceCents])

describe('a simulation', () => {
  it('takes the catalogue price, else that of the old schedule, else none with a warning', () => {
    const names = ['CT胸部(平扫)']
    expect(prices(run([row('胸部CT', names, { oldPriceCents: 30_000 })]))).toEqual([[30_000, 'catalogue', 21_000]])
    expect(prices(run([row('胸部CT', names)]))).toEqual([[26_600, 'schedule', 21_000]])
    const without = run([row('胸部CT', names)], null)
    expect(prices(without)).toEqual([[null, null, 21_000]])
    expect(without.rows[0]?.warnings.map((w) => w.code)).toEqual(['simulate-no-old-price'])
  })

  it('multiplies by volumes and compares only rows that have both prices', () => {
    const s = run([
      row('胸部CT', ['CT胸部(平扫)']),
      row('胸部CT平扫+增强', ['CT胸部(平扫+增强)'], { count: 2 }),
      row('MRCP', ['MR磁共振胰胆管水成像(MRCP)'], { modality: 'MR', count: 3 }),
    ])
    expect(s.compared).toEqual({
      rows: 2,
      exams: 12,
      beforeCents: 10 * 26_600 + 2 * 39_900,
      afterCents: 10 * 21_000 + 2 * 35_000,
    })
    expect(s.withoutNew).toEqual({ rows: 1, exams: 3, beforeCents: 3 * 38_000, afterCents: 0 })
    expect(s.rows[2]?.newPriceCents).toBeNull()
    expect(s.rows[2]?.warnings.map((w) => w.code)).toEqual([
      'price-unpriced',
      'simulate-no-new-price',
      'simulate-no-successor',
    ])
    expect(s.withoutSuccessor).toEqual([{ item: '210200006', reason: 'no-successor', names: ['MRCP'] }])
    expect(Object.keys(s.byModality)).toEqual(['CT'])
  })

  it('never takes a name without items for a price of nought', () => {
    const s = run([row('病理会诊', [], { state: 'not-exam', oldPriceCents: 5000 })])
    expect(s.rows[0]).toMatchObject({ newPriceCents: null, lines: [] })
    expect(s.rows[0]?.warnings.map((w) => w.code)).toEqual(['simulate-no-items'])
  })

  it('marks a price that leaves something out, and a reading that needs a look', () => {
    const s = run([row('泌尿系CTU', ['CT全泌尿系(平扫+增强+CTU)'], { state: 'review' })])
    expect(s.rows[0]).toMatchObject({ partial: true, newPriceCents: 70_000 })
    expect(s.rows[0]?.warnings.map((w) => w.code)).toContain('simulate-not-certain')
  })

  it('marks a price as partial when a part of the name has no item', () => {
    const reading = {
      state: 'review',
      items: [{ code: codeOf('CT胸部(平扫)') }, { code: null }],
      modifiers: ['thin-slice', 'odd'],
    }
    const from = { row: 1, name: '胸部薄层+某部位', modality: 'CT', count: 1, oldPriceCents: null }
    const s = run([rowFromReading(from, reading)])
    expect(s.rows[0]).toMatchObject({ newPriceCents: 26_000, partial: true })
    expect(s.rows[0]?.warnings.map((w) => w.code)).toEqual(['simulate-parts-without-item'])
  })

  it('follows a local factor', () => {
    const local = createPricer(edition, deriveSchedule(jiangxi, '0.9').schedule)
    const s = simulate([row('胸部CT', ['CT胸部(平扫)'])], { from: pricerBefore, to: local })
    expect(s.ok && s.rows[0]?.newPriceCents).toBe(18_900)
  })

  it('refuses negative counts and prices, naming the row', () => {
    const result = simulate([row('a', [], { row: 7, count: -1 }), row('b', [], { row: 9, oldPriceCents: -5 })], {
      from: null,
      to: pricer,
    })
    expect(result).toEqual({
      ok: false,
      problems: [
        { code: 'simulate-count', row: 7, value: -1 },
        { code: 'simulate-price', row: 9, value: -5 },
      ],
    })
  })

  it('leaves rows without a name out of all totals and says so', () => {
    const s = run([
      row('', [], { state: 'not-exam', oldPriceCents: 99_900 }),
      row('胸部CT', ['CT胸部(平扫)'], { oldPriceCents: 100 }),
    ])
    expect([s.withoutName, s.withoutNew.rows, s.withoutOld.rows, s.compared.rows]).toEqual([1, 0, 0, 1])
    expect(s.rows[0]?.warnings.map((w) => w.code)).toEqual(['simulate-no-name'])
  })

  it('takes the item that follows the old price item where the name settles no price, by its name or its code', () => {
    const open = { state: 'ambiguous', modality: 'DR', oldPriceCents: 5_000 }
    for (const named of [row('数字化摄影(DR)', [], open), row('拍片', [], { ...open, chargeCode: '210102015' })]) {
      const [made] = run([named]).rows
      expect(made).toMatchObject({ newPriceCents: 4_000, priceItem: '012301010010000' })
      expect(made?.warnings.map((w) => w.code)).toEqual(['simulate-successor'])
    }
    const settled = row('胸部CT', ['CT胸部(平扫)'], { chargeCode: '210102015' })
    expect(run([settled]).rows[0]?.newPriceCents).toBe(21_000)
    expect(run([row('拍片', [], { ...open, chargeCode: '1' })]).rows[0]?.newPriceCents).toBeNull()
  })

  it('never takes a surcharge for the exam that it names', () => {
    const [made] = run([row('胸部CT加收(每增加一层)', ['CT胸部(平扫)'], { state: 'mapped' })]).rows
    expect(made).toMatchObject({ newPriceCents: null })
    expect(made?.warnings.map((w) => w.code)).toEqual(['simulate-surcharge', 'simulate-no-old-price'])
  })

  it('takes the modality of the items where the catalogue says none', () => {
    expect(run([row('胸部CT', ['CT胸部(平扫)'], { modality: '' })]).rows[0]?.modality).toBe('CT')
  })
})

describe('its report', () => {
  const s = run([row('胸部CT<平扫>', ['CT胸部(平扫)']), row('头颅CTA', ['CT颅内动脉血管成像(CTA)'])])

  it('is three tables', () => {
    const [rows, summary, open] = simulationTables(s, 'zh')
    expect(rows?.rows[0]?.slice(0, 12)).toEqual([
      '胸部CT<平扫>',
      'CT',
      '10',
      codeOf('CT胸部(平扫)'),
      '012301020010000×1',
      '266.00',
      '原价表',
      '210.00',
      '',
      '-56.00',
      '2660.00',
      '2100.00',
    ])
    expect(summary?.rows.map((cells) => cells[0])).toEqual(['CT', '可比项目', '无新价', '无原价'])
    expect(open?.rows).toEqual([['210300004', '已含在新项目价内', '头颅CTA']])
  })

  it('is a page of its own, with names escaped', () => {
    const page = simulationPage(s, 'en')
    expect(page).toContain('胸部CT&#60;平扫&#62;')
    expect(page).toContain('<svg')
    expect(page).not.toContain('<script')
  })
})

describe('the table for price offices', () => {
  it('has every item of the edition, with its price codes and days', () => {
    const { rows, header } = priceTable(edition, pricer, 'zh')
    expect(new Set(rows.map((cells) => cells[0])).size).toBe(1882)
    expect(rows.every((cells) => cells.length === header.length)).toBe(true)
    const chest = rows.filter((cells) => cells[1] === 'CT胸部(平扫+增强)')
    expect(chest.map((cells) => [cells[2], cells[8], cells[9], cells[11]])).toEqual([
      ['012301020010000', '100', '210.00', '2025-05-30'],
      ['012301020020000', '50', '140.00', '2025-05-30'],
    ])
  })
})
