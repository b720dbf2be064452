import { describe, expect, it } from 'vitest'
import { edition, schedules } from '../testing/real-schedules.contract.ts'
import { createPriceLibrary } from './price-library.ts'

const library = createPriceLibrary(edition, () => schedules)
const jiangxi = library.find('jiangxi-2025')!

describe('a library of schedules', () => {
  it('reads its schedules when they are first asked for, once', () => {
    let times = 0
    const lazy = createPriceLibrary(edition, () => {
      times++
      return schedules
    })
    expect(times).toBe(0)
    expect(lazy.find('jiangxi-2025')).toBe(lazy.schedules.find(({ id }) => id === 'jiangxi-2025'))
    expect(times).toBe(1)
  })

  it('keeps what it has made, local pricers too, whatever the order of their answers', () => {
    expect(library.pricerOf(jiangxi)).toBe(library.pricerOf(jiangxi))
    const one = library.localPricer(jiangxi, { factor: '0.9', settings: { exam: 'order', 'pet-local': 'two-or-more' } })
    const two = library.localPricer(jiangxi, { factor: '0.9', settings: { 'pet-local': 'two-or-more', exam: 'order' } })
    expect(one).toBe(two)
    expect(one).toMatchObject({ ok: true, pricer: { schedule: { settings: { 'pet-local': 'two-or-more' } } } })
    expect(library.localPricer(jiangxi, {})).toMatchObject({ pricer: library.pricerOf(jiangxi) })
  })

  it('names a factor and a switch that there are not', () => {
    expect(library.localPricer(jiangxi, { factor: 'x' })).toMatchObject({ problems: [{ code: 'price-factor' }] })
    expect(library.localPricer(jiangxi, { settings: { no: 'way' } })).toMatchObject({
      problems: [{ code: 'price-setting', setting: 'no' }],
    })
  })

  it('audits by the schedule of the day, and says when there is none', () => {
    expect(library.auditorOn('江西省', '2025-06-02')).toMatchObject({ ok: true })
    expect(library.auditorOn('江西省', '1990-01-01')).toMatchObject({ problems: [{ code: 'price-no-schedule' }] })
    expect(library.auditorOn('江西省', '2025-13-01')).toMatchObject({ problems: [{ code: 'price-bad-date' }] })
  })
})
