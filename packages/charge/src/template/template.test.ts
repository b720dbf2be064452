import { loadSchedules } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { readSchedules } from '../schedule/read-schedules.ts'
import { filesOfSheets, sheetProblem } from './files-of-sheets.ts'
import { sheetsOfFiles, type TemplateSheet } from './schedule-sheets.ts'

const folders = loadSchedules()

function sheetsOf(id: string): readonly TemplateSheet[] {
  const folder = folders.find((one) => one.id === id)
  if (folder === undefined) throw new Error(`no schedule ${id}`)
  return sheetsOfFiles(folder, 'zh')
}

function change(sheet: string, row: number, column: string, value: string): readonly TemplateSheet[] {
  return sheetsOf('example-2026').map((one) => {
    if (one.name !== sheet) return one
    const at = one.header.indexOf(column)
    return { ...one, rows: one.rows.map((cells, i) => (i + 2 === row ? cells.with(at, value) : cells)) }
  })
}

describe('a schedule as a workbook', () => {
  it.each(folders.map(({ id }) => id))('comes back as the same schedule: %s', (id) => {
    const { files, problems } = filesOfSheets(sheetsOf(id))
    expect(problems).toEqual([])
    const again = readSchedules([...folders.filter((one) => one.id !== id), files])
    expect(again.problems).toEqual([])
    const before = readSchedules(folders).schedules.find((one) => one.id === id)
    expect(again.schedules.find((one) => one.id === id)).toEqual(before)
  })

  it('takes a changed price', () => {
    const { files } = filesOfSheets(change('items', 2, 'price', '41.5'))
    const { schedules } = readSchedules([...folders.filter((one) => one.id !== 'example-2026'), files])
    expect(schedules.find((one) => one.id === 'example-2026')?.items[0]?.cents).toBe(4150)
  })

  it.each([
    ['items', 3, 'price', 'cheap', 'price-cell', 3],
    ['rules', 4, 'certainty', 'Z', 'price-field', 4],
    ['modifiers', 2, 'effect', 'magic', 'price-cell', 2],
  ] as const)('says where a cell is wrong: %s row %i %s', (sheet, row, column, value, code, said) => {
    const { files, problems } = filesOfSheets(change(sheet, row, column, value))
    const found = [
      ...problems,
      ...readSchedules([...folders.filter((one) => one.id !== 'example-2026'), files]).problems,
    ]
    const [first] = found.map((problem) => sheetProblem(problem, 'book.xlsx'))
    expect(first).toMatchObject({ code, file: `book.xlsx [${sheet}]`, row: said })
  })

  it('says where JSON of a rule does not parse', () => {
    const { problems } = filesOfSheets(change('rules', 2, 'more', '{"max":'))
    expect(problems).toMatchObject([{ code: 'price-cell', file: 'rules', row: 2, column: 'more', allowed: 'JSON' }])
  })
})
