import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPublished } from './read-published.ts'

const RADIOLOGY =
  'code name part1_code part1 part2_code part2 part3_code part3 scan_code scan post_or_position_code post_or_position'
const ULTRASOUND = 'code name system_code system part_code part route_code route detail_code detail scan_code scan'
const NUCLEAR =
  'code name modality_code modality image_code image system_code system part_code part scan_code scan process_code process dose_code dose'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'published-'))
  table('radiology', RADIOLOGY, '20010100110000 *CT颅脑(平扫) 01 头部 0101 颅脑 010100 颅脑 11 平扫 00 -')
  table('ultrasound', ULTRASOUND, '50U508500C0000 经直肠前列腺常规超声检查 U5 泌尿系统 07 前列腺 5 经直肠 00 - C0 常规')
  table('nuclear', NUCLEAR, 'A010A100A000 PET/CT躯干 A0 PET/CT 10 - A1 全身 A100 躯干 A0 PET常规扫描 0 - 0 -')
  table('facets', 'facet modality code name', 'scan CT 11 平扫')
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function table(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(folder, `${name}.tsv`), `${lines.join('\n').replaceAll(' ', '\t')}\n`)
}

describe('reading the published tables', () => {
  it('takes the display mark off names and keeps what each column says of the code', () => {
    const [ct, us] = readPublished(folder).items
    expect(ct).toMatchObject({ code: '20010100110000', name: 'CT颅脑(平扫)' })
    expect(ct?.columns).toContainEqual({ column: 'part3_code', start: 2, code: '010100' })
    expect(us?.columns).toContainEqual({ column: 'part_code', start: 4, code: '07' })
  })

  it('names parts by the code, which wins over a column that disagrees', () => {
    const parts = readPublished(folder).items.flatMap((item) => item.parts)
    expect(parts).toContainEqual({ dictionary: 'radiology-parts', code: '0101', name: '颅脑' })
    expect(parts).toContainEqual({ dictionary: 'ultrasound-parts', code: 'U508', name: '前列腺' })
  })

  it('reads dictionary values, and refuses a facet that it does not know', () => {
    expect(readPublished(folder).values).toEqual([{ dictionary: 'scans-ct', code: '11', name: '平扫' }])
    table('facets', 'facet modality code name', 'scan PET A0 常规')
    expect(() => readPublished(folder)).toThrow('facets.tsv:2 has the unknown facet scan PET')
  })

  it('refuses a table without its columns', () => {
    table('nuclear', 'code name', 'A010A100A000 PET/CT躯干')
    expect(() => readPublished(folder)).toThrow('nuclear.tsv has no column modality_code')
  })
})
