import { createPricer, readSchedules } from '@yingma/charge'
import { loadEdition, loadSchedules } from '@yingma/edition'
import { describe, expect, test } from 'vitest'
import type { MapElement } from '../fhir/types.ts'
import { Library } from '../library/library.ts'
import { priceMap } from './price-map.ts'
import { priceSystem, priceSystemUri } from './price-system.ts'

const edition = loadEdition()
const { schedules } = readSchedules(loadSchedules())
const jiangxi = schedules.find(({ id }) => id === 'jiangxi-2025')!
const map = priceMap(edition, createPricer(edition, jiangxi))

function elementOf(name: string): MapElement {
  const code = edition.items.find((item) => item.name === name)!.code
  return map.group!.flatMap(({ element }) => element ?? []).find((element) => element.code === code)!
}

const targets = (name: string) =>
  elementOf(name).target?.map(({ code, dependsOn = [] }) =>
    [code, ...dependsOn.map((one) => `${one.attribute}=${String(one.valueString)}`)].join(' '),
  )

describe('a price schedule as a code system', () => {
  test('holds every item once, surcharges below what they hang on, with its price', () => {
    for (const schedule of schedules) {
      const library = new Library()
      library.add(priceSystem(schedule))
      const index = library.codeSystem(priceSystemUri(schedule.id))
      expect(index?.concepts.length, schedule.id).toBe(schedule.items.length)
    }
    const plain = priceSystem(jiangxi).concept!.find(({ code }) => code === '012301020010000')!
    expect(plain.property).toContainEqual({ code: 'price', valueDecimal: 210 })
    expect(plain.concept!.map(({ code }) => code)).toContain('012301020010011')
  })

  test('an invented one says that it is an experiment', () => {
    expect(schedules.map((schedule) => priceSystem(schedule).experimental)).toEqual(schedules.map((s) => s.invented))
  })
})

describe('the map from items to price items', () => {
  test('has every item of the edition, with a target that is in the schedule, or none said to be', () => {
    const elements = map.group!.flatMap(({ element }) => element ?? [])
    expect(elements).toHaveLength(edition.items.length)
    for (const { code, target, noMap } of elements) {
      if (noMap) expect(target, code).toBeUndefined()
      else expect(target!.length, code).toBeGreaterThan(0)
      for (const one of target ?? []) expect(jiangxi.byCode.has(one.code!), `${code} → ${one.code}`).toBe(true)
    }
    expect(elements.filter(({ noMap }) => noMap).length / elements.length).toBeLessThan(0.05)
  })

  test('both scans of a double exam are charged; surcharges depend on their modifier', () => {
    const double = targets('CT胸部(平扫+增强)')!
    expect(double).toEqual(expect.arrayContaining(['012301020010000', '012301020020000']))
    expect(targets('CT胸部(平扫)')).toEqual(
      expect.arrayContaining([
        '012301020010000',
        '012301020010011 modifier=thin-slice',
        '012301020010100 modifier=ai-assisted',
      ]),
    )
    expect(targets('CT胸部(平扫)')).not.toContain('012301020010011')
  })

  test('an item of a technique has its surcharge without any condition', () => {
    expect(targets('MR颅脑弥散加权成像(DWI)')).toContain('012301030010001')
  })
})
