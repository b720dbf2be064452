import { readdirSync, readFileSync } from 'node:fs'
import { loadEdition, loadSchedules } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import {
  createPricer,
  deriveSchedule,
  formatYuan,
  type PriceLine,
  type Pricer,
  readSchedules,
  withSettings,
} from './index.ts'
import { type PriceCase, parsePriceCases } from './testing/price-case.ts'

const folder = new URL('../cases/', import.meta.url)
const edition = loadEdition()
const { schedules, problems: defects } = readSchedules(loadSchedules())
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => ({ name, file: parsePriceCases(readFileSync(new URL(name, folder), 'utf8'), edition) }))

const pricers = new Map<string, Pricer>()
function pricerFor(id: string, factor: string, settings: Readonly<Record<string, string>>): Pricer {
  const key = `${id}|${factor}|${JSON.stringify(settings)}`
  const known = pricers.get(key)
  if (known) return known
  const base = schedules.find((s) => s.id === id)
  if (base === undefined) throw new Error(`no schedule ${id}`)
  const set = withSettings(base, settings)
  expect(set.problems).toEqual([])
  const pricer = createPricer(edition, factor === '1' ? set.schedule : deriveSchedule(set.schedule, factor).schedule)
  pricers.set(key, pricer)
  return pricer
}

/** A line as the case files write it. */
function print(line: PriceLine): string {
  const percent = line.percent === 100 ? '' : ` ${line.percent}%`
  const code = line.code === '' ? line.rules.join('+') : line.code
  return `${code} ×${line.quantity} ${formatYuan(line.unitCents)}${percent} ${formatYuan(line.amountCents)}`
}

function judge(c: PriceCase, schedule: string): void {
  for (const [factor, total] of Object.entries(c.totals)) {
    const quote = pricerFor(schedule, factor, c.settings).quote(c.session)
    expect(quote.ok ? [] : quote.problems).toEqual([])
    if (!quote.ok) continue
    if (factor === '1') {
      if (c.lines) expect(quote.lines.map(print)).toEqual(c.lines)
      expect(quote.partial, 'partial').toBe(c.partial)
      expect(quote.warnings.map((w) => w.code)).toEqual(expect.arrayContaining([...c.warnings]))
      expect(quote.steps.map((s) => s.code)).toEqual(expect.arrayContaining([...c.steps]))
      expect(
        quote.lines.flatMap((l) => l.rules).concat(quote.steps.flatMap((s) => ('rule' in s ? [s.rule] : []))),
      ).toEqual(expect.arrayContaining([...c.rules]))
      if (c.goodsCents !== null) expect(formatYuan(quote.goodsCents)).toBe(formatYuan(c.goodsCents))
    }
    expect(formatYuan(quote.totalCents), `×${factor}`).toBe(formatYuan(total))
  }
  if (c.refused.length > 0) {
    const quote = pricerFor(schedule, '1', c.settings).quote(c.session)
    expect(quote.ok ? [] : quote.problems.map((p) => p.code)).toEqual(c.refused)
  }
}

describe('the case files', () => {
  it('stand on schedules without defects', () => {
    expect(defects).toEqual([])
  })

  it('are well formed', () => {
    expect(files.flatMap(({ name, file }) => file.problems.map((p) => `${name}: ${p}`))).toEqual([])
  })

  it('hold one file for every rule of the notice', () => {
    const ids = ['G14', 'X08', 'C14', 'M12', 'N13', 'U15'].flatMap((last) =>
      Array.from({ length: Number(last.slice(1)) }, (_, at) => `${last.slice(0, 1)}${String(at + 1).padStart(2, '0')}`),
    )
    const named = files
      .filter(({ file }) => file.schedule === 'jiangxi-2025')
      .map(({ file }) => file.title.split(' ')[0])
    expect(ids.filter((id) => !named.includes(id))).toEqual([])
  })
})

for (const { name, file } of files) {
  describe(`${name}: ${file.title}`, () => {
    it.each(file.cases.map((c) => ({ title: c.title, c })))('$title', ({ c }) => judge(c, file.schedule))
  })
}
