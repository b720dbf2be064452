import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFacetCodec } from '@yingma/core'
import { afterEach, describe, expect, it } from 'vitest'
import { DataError } from '../data-problem.ts'
import { loadEdition } from './load-edition.ts'

const edition = loadEdition()
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('the edition of this checkout', () => {
  it('has the published items of every modality', () => {
    const counts = new Map<string, number>()
    for (const { scheme } of edition.items) counts.set(scheme, (counts.get(scheme) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({ radiology: 1367, ultrasound: 443, pet: 24, spect: 48 })
    expect(edition.items.every(({ origin }) => origin === 'published')).toBe(true)
  })

  it('has one code, one tuple, one name and one id an item', () => {
    const codec = createFacetCodec(edition)
    for (const item of edition.items) {
      expect(codec.codeOf(item.facets)).toBe(item.code)
      expect(edition.byCode.get(item.code.toUpperCase())).toBe(item)
      expect(edition.byId.get(item.conceptId)).toBe(item)
    }
    expect(new Set(edition.items.map(({ name }) => name)).size).toBe(edition.items.length)
    expect(new Set(edition.items.map(({ nameEn }) => nameEn)).size).toBe(edition.items.length)
  })

  it('shows the texts of an item to spreading and JSON', () => {
    const [item] = edition.items
    expect({ ...item }).toMatchObject({ name: item?.name, nameEn: item?.nameEn, grammarName: item?.grammarName })
    expect(JSON.parse(JSON.stringify(item))).toMatchObject({ code: item?.code, designations: item?.designations })
  })

  it('gives search keys that can be typed', () => {
    const chest = edition.byCode.get('20040100110000')
    const keys = chest?.designations.filter(({ language }) => language === 'pinyin').map(({ value }) => value)
    expect(keys).toEqual(['ct xiong bu ping sao', 'ctxbps'])
    for (const { designations } of edition.items) {
      for (const { value, language } of designations) if (language === 'pinyin') expect(value).toMatch(/^[a-z0-9 ]+$/)
    }
  })

  it('reads polyphones as they are said', () => {
    const read = (code: string): string | undefined =>
      edition.byCode.get(code)?.designations.find(({ language }) => language === 'pinyin')?.value
    expect(read('20060103110000')).toBe('ct pang guang ping sao')
    expect(read('20999999001100')).toBe('ct san wei chong jian')
    expect(read('20999999001400')).toBe('ct duo ping mian chong zu mpr')
    expect(read('40072201004200')).toBe('dr zuo xi guan jie fu zhong zheng ce wei')
    expect(read('40031000000100')).toBe('dr ji zhu quan chang zheng wei')
  })
})

describe('loading', () => {
  it('throws one error with every problem when the folder has no edition', () => {
    const folder = mkdtempSync(join(tmpdir(), 'edition-'))
    folders.push(folder)
    expect(() => loadEdition(folder)).toThrow(DataError)
    expect(() => loadEdition(folder)).toThrow('edition.json data-missing-file')
  })
})
