import { loadSchedules } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { createPricer } from '../quote/create-pricer.ts'
import { edition, schedules } from '../testing/real-schedules.contract.ts'
import { checkSchedules } from './check-schedule.ts'
import { coverageOf } from './coverage.ts'
import { coverageLines } from './coverage-lines.ts'
import { readSchedules, type ScheduleFiles } from './read-schedules.ts'
import { selectSchedule } from './select-schedule.ts'

const folders = loadSchedules()

/** The schedules with one file changed, as somebody editing a table would. */
function edited(id: string, file: string, change: (text: string) => string): readonly ScheduleFiles[] {
  return folders.map((folder) =>
    folder.id === id ? { ...folder, files: { ...folder.files, [file]: change(folder.files[file] ?? '') } } : folder,
  )
}

const line = (text: string) => (whole: string) => `${whole}${text}\n`
const swap = (from: string, to: string) => (whole: string) => {
  if (!whole.includes(from)) throw new Error(`nothing to swap: ${from}`)
  return whole.replace(from, to)
}
const rule = (object: object) => (whole: string) =>
  whole.replace(
    /\]\s*$/,
    `,${JSON.stringify({ certainty: 'F', source: 's', title: { zh: 'z', en: 'e' }, ...object })}]`,
  )

describe('the schedules of this checkout', () => {
  it('are sound', () => {
    expect(checkSchedules(schedules)).toEqual([])
  })

  it('hold the 93 and 48 items of the notice beside the two it keeps', () => {
    const codes = schedules.find((s) => s.id === 'jiangxi-2025')?.items.map((item) => item.code) ?? []
    const count = (chapter: string): number => codes.filter((code) => code.startsWith(chapter)).length
    expect([count('012301') + count('012303'), count('012302'), count('2101')]).toEqual([93, 48, 2])
  })

  it('hold the 230 and 107 rows that it abolishes, each with a successor or a reason', () => {
    const items = schedules.find((s) => s.id === 'jiangxi-until-2025')?.items ?? []
    expect(items).toHaveLength(337)
    const open = items.filter((i) => i.kind !== 'group' && i.successors.length === 0 && i.withoutSuccessor === '')
    expect(open).toEqual([])
  })
})

describe('coverage of Jiangxi 2025', () => {
  const schedule = schedules.find((s) => s.id === 'jiangxi-2025')
  if (schedule === undefined) throw new Error('no schedule')
  const coverage = coverageOf(createPricer(edition, schedule))

  it('prices at least 95 % of the items of the edition, and gives the rest a reason', () => {
    const without = Object.values(coverage.unpriced).flat()
    expect(coverage.priced / coverage.items).toBeGreaterThanOrEqual(0.95)
    expect(coverage.priced + without.length).toBe(coverage.items)
    expect(coverage.unmapped).toEqual([])
  })

  it('says itself, with a line for every price item that nothing reaches', () => {
    const lines = coverageLines(coverage, schedule, 'en')
    expect(lines[0]).toBe('jiangxi-2025: 1790 of 1882 standard items priced (95.1%), 1 of them in part')
    expect(lines.filter((text) => /^ {2}\d{9,15} /.test(text))).toHaveLength(coverage.unreachable.size)
  })

  it('reaches every price item, or lists it with a reason', () => {
    expect(coverage.problems).toEqual([])
    expect(coverage.reached.size + coverage.unreachable.size).toBe(143)
  })
})

describe('reading a schedule', () => {
  it.each([
    ['a missing file', 'scans.tsv', null, 'price-file-missing'],
    ['broken JSON', 'rules.json', () => '[{', 'price-json'],
    ['a missing column', 'items.tsv', swap('price', 'cost'), 'price-column-missing'],
    ['a short row', 'items.tsv', line('012301010990000\tx'), 'price-cell-count'],
    ['a price that is none', 'items.tsv', swap('\t95\t', '\tninety\t'), 'price-cell'],
    ['a service that cannot be read', 'scans.tsv', line('CT\t*\t99\t*\twhat\t\tF\t'), 'price-cell'],
    ['an unknown reason', 'scans.tsv', line('CT\t*\t99\t*\t!because\t\tF\t'), 'price-cell'],
    ['an unknown kind of rule', 'rules.json', rule({ id: 'Z', kind: 'magic' }), 'price-field'],
    ['a rule without its fields', 'rules.json', rule({ id: 'Z', kind: 'cap', targets: ['x'] }), 'price-field'],
  ] as const)('names %s', (_name, file, change, code) => {
    const changed = change
      ? edited('jiangxi-2025', file, change as (text: string) => string)
      : folders.map((f) => ({
          ...f,
          files: Object.fromEntries(Object.entries(f.files).filter(([name]) => name !== file)),
        }))
    const { problems, schedules: read } = readSchedules(changed)
    expect(problems.map((p) => p.code)).toContain(code)
    expect(read.map((s) => s.id)).not.toContain('jiangxi-2025')
  })

  it('names a schedule to build on that is not there', () => {
    const { problems } = readSchedules(folders.filter((folder) => folder.id !== 'jiangxi-2025'))
    expect(problems.map((p) => p.code)).toContain('price-inherits')
  })
})

describe('checking a schedule', () => {
  const items = 'items.tsv'
  const rules = 'rules.json'
  it.each([
    ['a code of the wrong form', items, line('0123010199\t新项\tnew\t次\t1\t乙\t\ts'), 'price-code-form'],
    ['a code twice', items, line('012301010010000\t又一项\tagain\t次\t1\t乙\t\ts'), 'price-code-twice'],
    ['an extension without its main item', items, line('012301090010100\t扩展\text\t次\t1\t乙\t\ts'), 'price-kind'],
    ['an item without a price', items, line('012301090010000\t无价\tnone\t次\t\t乙\t\ts'), 'price-none'],
    [
      'a rule that names a missing item',
      rules,
      rule({ id: 'Z', kind: 'cap', targets: ['000000000000000'], max: 1 }),
      'price-rule-item',
    ],
    [
      'a cap on a surcharge',
      rules,
      rule({ id: 'Z', kind: 'cap', targets: ['012301020010001'], max: 1 }),
      'price-rule-kind',
    ],
    [
      'a cap that no exam reaches',
      rules,
      rule({ id: 'Z', kind: 'cap', targets: ['012301010030000'], max: 2 }),
      'price-cap-unreachable',
    ],
    [
      'a cap hidden by a conversion',
      rules,
      rule({ id: 'Z', kind: 'cap', targets: ['012303010010000'], max: 3 }),
      'price-cap-hidden',
    ],
    [
      'a surcharge that no rule counts',
      rules,
      (text: string) => text.replaceAll('"012301010010001"', '"012301010010011"'),
      'price-surcharge-unruled',
    ],
    [
      'a switch value that does not exist',
      rules,
      rule({ id: 'Z', kind: 'repeat', targets: [], when: 'exam=week' }),
      'price-switch',
    ],
    ['a region outside the vocabulary', 'parts-radiology.tsv', swap('\t下腹部\t', '\t中腹部\t'), 'price-vocabulary'],
    ['a mapping to a missing item', 'scans.tsv', line('CT\t*\t99\t*\t012301020990000@ct\t\tF\t'), 'price-mapping-item'],
    ['an unknown modifier', 'modifiers.tsv', line('colourful\t*\tnone\t\tF\t'), 'price-vocabulary'],
    ['dates that are none', 'schedule.json', swap('2025-05-30', '2025-05-32'), 'price-dates'],
  ])('finds %s', (_name, file, change, code) => {
    const read = readSchedules(edited('jiangxi-2025', file, change))
    expect(read.problems).toEqual([])
    expect(checkSchedules(read.schedules).map((p) => p.code)).toContain(code)
  })

  it('finds two schedules of one place in force on one day', () => {
    const read = readSchedules(edited('jiangxi-until-2025', 'schedule.json', swap('2025-05-29', '2025-06-29')))
    expect(checkSchedules(read.schedules)).toEqual([
      { code: 'price-overlap', schedule: 'jiangxi-2025', other: 'jiangxi-until-2025' },
    ])
    expect(selectSchedule(read.schedules, '江西省', '2025-06-01')).toMatchObject({
      problems: [{ code: 'price-schedules-overlap' }],
    })
  })

  it('finds a price item that nothing leads to', () => {
    const read = readSchedules(edited('jiangxi-2025', items, line('012301090010000\t新项\tnew\t次\t1\t乙\t\ts')))
    const schedule = read.schedules.find((s) => s.id === 'jiangxi-2025')
    const problems = schedule ? coverageOf(createPricer(edition, schedule)).problems : []
    expect(problems).toEqual([{ code: 'price-not-reached', schedule: 'jiangxi-2025', item: '012301090010000' }])
  })
})

describe('choosing a schedule', () => {
  it('takes the one in force on the day', () => {
    expect(selectSchedule(schedules, '江西省', '2025-05-29')).toMatchObject({ schedule: { id: 'jiangxi-until-2025' } })
    expect(selectSchedule(schedules, '江西省', '2025-05-30')).toMatchObject({ schedule: { id: 'jiangxi-2025' } })
  })

  it('names a place without one, and a day that is none', () => {
    expect(selectSchedule(schedules, '江东省', '2025-06-01')).toMatchObject({
      problems: [{ code: 'price-no-schedule' }],
    })
    expect(selectSchedule(schedules, '江西省', 'yesterday')).toMatchObject({ problems: [{ code: 'price-bad-date' }] })
  })
})
