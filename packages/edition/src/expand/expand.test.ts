import type { Edition } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { smallSources, tsv, without } from '../testing/small-sources.ts'
import { expand } from './expand.ts'

function edition(sources = smallSources()): Edition {
  const expansion = expand(sources, { allowMissingIds: true })
  if (!expansion.ok) throw new Error(JSON.stringify(expansion.problems))
  return expansion.edition
}

function problems(sources: Parameters<typeof expand>[0]): readonly unknown[] {
  const expansion = expand(sources, { allowMissingIds: true })
  return expansion.ok ? [] : expansion.problems
}

describe('expanding the sources', () => {
  it('gives every combination of every rule, in code order', () => {
    const codes = edition().items.map(({ code }) => code)
    expect(codes).toEqual([
      '200401001100',
      '200401110000',
      '200401210000',
      '200401221100',
      '200402110000',
      '200402210000',
      '200402221100',
      '200403110000',
      '200403210000',
      '200403221100',
      '200404110000',
      '200404210000',
      '200404221100',
      '400401000100',
      '400401000200',
      'A0A101A000',
      'Y200401111100',
      'Y2004Y1110000',
    ])
  })

  it('gives each item its scheme, modality, facets and names', () => {
    expect(edition().byCode.get('200404221100')).toMatchObject({
      scheme: 'radiology',
      modality: 'CT',
      facets: { device: '20', part: '0404', side: 'both', scan: '22', processing: '11', supplementary: '00' },
      name: 'CT乳腺(平扫+增强+三维重建)',
      nameEn: 'CT, any device Both breasts, plain and contrast-enhanced with 3D reconstruction',
      origin: 'published',
      status: 'active',
    })
  })

  it('takes the published spelling from an override and keeps the name of the grammar', () => {
    const item = edition().byCode.get('200401001100')
    expect(item).toMatchObject({ name: 'CT肺三维重建', grammarName: 'CT胸部三维重建' })
    expect(item?.designations).toContainEqual({ value: 'CT胸部三维重建', language: 'zh', use: 'grammar' })
  })

  it('gives preferred names, display form, pinyin and initials as designations', () => {
    expect(edition().byCode.get('200401110000')?.designations).toEqual([
      { value: 'CT胸部(平扫)', language: 'zh', use: 'preferred' },
      { value: 'CT, any device Chest, plain', language: 'en', use: 'preferred' },
      { value: '*CT胸部(平扫)', language: 'zh', use: 'display' },
      { value: 'ct xiong bu ping sao', language: 'pinyin', use: 'synonym' },
      { value: 'ctxbps', language: 'pinyin', use: 'initials' },
    ])
  })

  it('puts extensions into codes of their own, whether a value or only the combination is ours', () => {
    const own = edition().items.filter(({ origin }) => origin === 'extension')
    expect(own.map(({ code, name }) => [code, name])).toEqual([
      ['Y200401111100', 'CT胸部(平扫+三维重建)'],
      ['Y2004Y1110000', 'CT肺尖(平扫)'],
    ])
  })

  it('keeps a retired item, with its successors', () => {
    expect(edition().byCode.get('400401000200')).toMatchObject({ status: 'retired', successors: ['400401000100'] })
  })

  it('reads parents, components, sides and sheets of values', () => {
    const values = edition().dictionaries
    expect(values.get('parts')?.values.get('0402')).toMatchObject({
      parent: '04',
      site: '乳腺',
      side: 'left',
      sheet: {},
    })
    expect(values.get('scans-ct')?.values.get('22')).toMatchObject({
      components: ['11', '21'],
      sheet: { contrast: 'both' },
    })
  })

  it('is the same for the same sources', () => {
    expect(JSON.stringify(edition().items)).toBe(JSON.stringify(edition().items))
  })
})

describe('a defect of the sources', () => {
  const row = (file: string, line: string): Readonly<Record<string, (text: string) => string>> => ({
    [file]: (text) => text + tsv(line),
  })

  it.each<[string, Parameters<typeof smallSources>[0], object]>([
    [
      'an unknown value in a rule',
      row('rules/xray.tsv', '40|0409|00|01|'),
      { code: 'data-unknown-value', row: 3, value: '0409' },
    ],
    [
      'an unknown group',
      row('rules/ct.tsv', '20|@nowhere|11/00|'),
      { code: 'data-unknown-group', row: 4, value: '@nowhere' },
    ],
    [
      'a group of another column',
      row('rules/ct.tsv', '20|@three|11/00|'),
      { code: 'data-group-of-other-field', row: 4 },
    ],
    ['a range that goes down', row('rules/ct.tsv', '20|0403-02|11/00|'), { code: 'data-bad-range', value: '0403-02' }],
    ['a pair without its second half', row('rules/ct.tsv', '20|0401|11|'), { code: 'data-unknown-value', value: '11' }],
    ['an empty cell in a rule', row('rules/ct.tsv', '20||11/00|'), { code: 'data-empty-cell', column: 'part' }],
    [
      'an item given twice',
      row('rules/xray.tsv', '40|0401|00|01|'),
      { code: 'data-duplicate-item', row: 3, other: 'rules/xray.tsv:2' },
    ],
    ['a part of a broader level in a rule', row('rules/ct.tsv', '20|04|11/00|'), { code: 'data-unknown-item' }],
    [
      'an extension in a published rule',
      row('rules/ct.tsv', '20|04Y1|21/00|'),
      { code: 'data-extension-in-published' },
    ],
    [
      'a published value with a code of ours',
      row('facets/parts.tsv', '04Y2|肺门|Hilum|active|published|||||'),
      { code: 'data-extension-prefix' },
    ],
    [
      'an extension value without Y',
      row('facets/parts.tsv', '0409|肺门|Hilum|active|extension|||||'),
      { code: 'data-extension-prefix' },
    ],
    [
      'a letter that codes do not use',
      row('facets/positions.tsv', '0o|斜位|oblique|active|published'),
      { code: 'data-letter-not-allowed', row: 4 },
    ],
    [
      'a code twice, letter case aside',
      row('facets/scans-xr.tsv', '00|透视|fluoroscopy|active|published'),
      { code: 'data-duplicate-row', first: 2 },
    ],
    [
      'an unknown parent',
      row('facets/parts.tsv', '0405|肺|Lung|active|published|05||||'),
      { code: 'data-unknown-value', column: 'parent' },
    ],
    [
      'a parent that leads back',
      row('facets/parts.tsv', '0405|肺|Lung|active|published|0405||||'),
      { code: 'data-bad-parent' },
    ],
    [
      'an unknown component',
      row('facets/scans-ct.tsv', '23|甲+乙|two|active|published|11 98||'),
      { code: 'data-unknown-value', column: 'components' },
    ],
    [
      'a status that is none',
      row('facets/positions.tsv', '03|轴位|axial|old|published'),
      { code: 'data-value-not-allowed', column: 'status' },
    ],
    [
      'a side that is none',
      row('facets/parts.tsv', '0405|肺|Lung|active|published||肺|middle||'),
      { code: 'data-value-not-allowed', column: 'side' },
    ],
    [
      'a missing English name',
      row('facets/positions.tsv', '03|轴位||active|published'),
      { code: 'data-empty-cell', column: 'nameEn' },
    ],
    [
      'a row with a cell too many',
      row('facets/positions.tsv', '03|轴位|axial|active|published|x'),
      { code: 'data-cell-count', expected: 5, found: 6 },
    ],
    [
      'a column that is not known',
      { 'pinyin.tsv': 'text|pinyin|tone\n胸|xiong|1' },
      { code: 'data-unknown-column', column: 'tone' },
    ],
    [
      'a rule table without a facet',
      { 'rules/xray.tsv': 'device|part|scan\n40|0401|00' },
      { code: 'data-missing-column', column: 'position' },
    ],
    [
      'an override of no item',
      row('names/overrides.tsv', '200409001100|甲||item-qualifier'),
      { code: 'data-unknown-item', row: 3 },
    ],
    [
      'an override that the grammar says',
      row('names/overrides.tsv', '200401110000|CT胸部(平扫)||item-qualifier'),
      { code: 'data-useless-override' },
    ],
    [
      'an override for no known reason',
      row('names/overrides.tsv', '200401110000|CT肺||because'),
      { code: 'data-value-not-allowed', column: 'reason' },
    ],
    [
      'an override twice',
      row('names/overrides.tsv', '200401001100|CT肺||item-qualifier'),
      { code: 'data-duplicate-row', first: 2 },
    ],
    [
      'a successor that is no item',
      row('retired.tsv', '200401110000|209999999999|试|2025-01-01'),
      { code: 'data-unknown-item', value: '209999999999' },
    ],
    [
      'a synonym of no dictionary',
      row('suspected-synonyms.tsv', 'colours|01 02|01|试|trial'),
      { code: 'data-unknown-value', dictionary: 'colours' },
    ],
    [
      'a preferred synonym that is none of them',
      row('suspected-synonyms.tsv', 'scans-ct|11 21|22|试|trial'),
      { code: 'data-unknown-value' },
    ],
    ['a scheme that is no JSON', { 'schemes/pet.json': '{' }, { code: 'data-not-json', file: 'schemes/pet.json' }],
    [
      'widths that do not add up',
      { 'schemes/pet.json': (text: string) => text.replace('"length":10', '"length":7') },
      { code: 'data-code-width', width: 7 },
    ],
    [
      'a field of an unknown dictionary',
      { 'schemes/pet.json': (text: string) => text.replace('pet-parts', 'pet-bits') },
      { code: 'data-unknown-dictionary', value: 'pet-bits' },
    ],
    [
      'an edition without rules',
      { 'edition.json': (text: string) => text.replace('"rules"', '"rulez"') },
      { code: 'data-missing-column', column: 'rules' },
    ],
  ])('is reported with its place: %s', (_, change, problem) => {
    expect(problems(smallSources(change))).toContainEqual(expect.objectContaining(problem))
  })

  it.each([
    'edition.json',
    'schemes/pet.json',
    'facets/parts.tsv',
    'rules/ct.tsv',
    'rules/groups.tsv',
    'pinyin.tsv',
    'retired.tsv',
    'names/overrides.tsv',
    'suspected-synonyms.tsv',
    'source-defects.tsv',
  ])('is reported where a file is not there: %s', (file) => {
    expect(problems(without(smallSources(), file))).toContainEqual(
      expect.objectContaining({ code: 'data-missing-file', file }),
    )
  })

  it('is a value or item without a permanent id', () => {
    const expansion = expand(smallSources({ 'ids.tsv': 'kind|code|id\ndevices|20|571132891' }))
    expect(expansion).toMatchObject({ ok: false })
    const found = expansion.ok ? [] : expansion.problems
    expect(found).toContainEqual({ code: 'data-missing-id', file: 'ids.tsv', kind: 'devices', value: '40' })
    expect(found).not.toContainEqual(expect.objectContaining({ kind: 'devices', value: '20' }))
  })
})
