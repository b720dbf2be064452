import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallEdition, withItem, withItems, withValue } from '../testing/small-edition.ts'
import { createCodec } from './codec.ts'
import type { Decoded } from './decoded.ts'

const edition = smallEdition()
const codec = createCodec(edition)

function problems(input: string): string[] {
  return codec.validate(input).map(({ code }) => code)
}

function nearestOf(decoded: Decoded): string[] {
  return 'nearest' in decoded ? decoded.nearest.map(({ code }) => code) : []
}

describe('decoding the code of an item', () => {
  test('gives the item, its names, its facets and every field with its meaning', () => {
    const decoded = codec.decode('40072203003700')
    expect(decoded).toMatchObject({
      kind: 'item',
      name: 'DR双膝关节正、侧位',
      modality: 'DR',
      facets: { side: 'both' },
    })
    expect('fields' in decoded && decoded.fields.map(({ field, text, value }) => [field, text, value?.name])).toEqual([
      ['device', '40', 'DR'],
      ['part1', '07', '四肢及关节'],
      ['part2', '22', '膝关节'],
      ['part3', '03', '双膝关节'],
      ['scan', '00', '常规X线摄影'],
      ['position', '37', '正、侧位'],
      ['supplementary', '00', undefined],
    ])
  })

  test('ignores case, width and space around, and writes the published case', () => {
    expect(codec.decode(' ３00101007F0000\n')).toMatchObject({ kind: 'item', code: '300101007f0000' })
    expect(codec.decode('c010a107bE000')).toMatchObject({ kind: 'item', code: 'C010A107Be000' })
  })

  test('tells the scheme by the head and not by the length', () => {
    expect(codec.decode('A010A100A000Y')).toMatchObject({ kind: 'item', scheme: 'pet', checkForm: 'A010A100A000Y' })
    expect(codec.decode('C010A107B4000')).toMatchObject({ kind: 'item', scheme: 'spect' })
  })

  test('takes the check form of every item, in any case', () => {
    for (const { code } of edition.items) {
      const decoded = codec.decode(code)
      const form = 'checkForm' in decoded ? (decoded.checkForm ?? '') : ''
      expect(form.length).toBe(code.length + 1)
      expect(codec.decode(form.toLowerCase())).toEqual(decoded)
    }
  })

  test('finds a retired item too: its code still means what it meant', () => {
    const retired = createCodec(
      withItem(edition, '20040100210000', { status: 'retired', successors: ['20040100220000'] }),
    )
    expect(retired.decode('20040100210000')).toMatchObject({ kind: 'item', item: { successors: ['20040100220000'] } })
  })
})

describe('decoding a code without an item', () => {
  test('of a device over an any-device item is derived and named after the device', () => {
    expect(codec.decode('22072201221100')).toMatchObject({
      kind: 'derived',
      name: '16排CT左膝关节(平扫+增强+三维重建)',
      nameEn: '16-slice CT left knee (plain and contrast, 3D reconstruction)',
      base: { code: '20072201221100' },
    })
    expect(codec.validate('33010100110000')).toEqual([])
  })

  test('of CR over DR is derived, of mobile DR it is not', () => {
    expect(codec.decode('43040100000100')).toMatchObject({ kind: 'derived', name: 'CR胸部正位' })
    expect(codec.decode('42040100000100')).toMatchObject({ kind: 'well-formed', name: '移动DR胸部正位' })
  })

  test('is well-formed where every field is right, with the nearest items', () => {
    const decoded = codec.decode('20040101110000')
    expect(decoded.kind).toBe('well-formed')
    expect(nearestOf(decoded)[0]).toBe('20040100110000')
    expect(problems('20040101110000')).toEqual(['code-no-item'])
  })

  test('is well-formed in check form too', () => {
    const decoded = codec.decode('20040101110000')
    const form = 'checkForm' in decoded ? (decoded.checkForm ?? '') : ''
    expect(codec.decode(form)).toEqual({
      ...decoded,
      problems: [{ code: 'code-no-item', input: form, nearest: nearestOf(decoded) }],
    })
  })
})

describe('decoding a local item', () => {
  test('gives its parent and suffix', () => {
    expect(codec.decode('20040100110000-c1c3')).toMatchObject({
      kind: 'local',
      code: '20040100110000-C1C3',
      suffix: 'C1C3',
      parent: { kind: 'item', code: '20040100110000' },
    })
    expect(codec.decode('22040100110000-1')).toMatchObject({ kind: 'local', parent: { kind: 'derived' } })
  })

  test.each(['20040100110000-', '20040100110000-ABCDEFGHJ', '20040100110000-颈'])(
    'refuses the suffix of %s',
    (code) => {
      expect(problems(code)).toEqual(['code-local-suffix'])
    },
  )

  test('needs a parent that is an item', () => {
    expect(problems('20040101110000-C1')).toEqual(['code-no-item'])
    expect(problems('20990100110000-C1')).toEqual(['code-unknown-value'])
  })
})

describe('the problems of a code', () => {
  test('name the field, its place and the nearest codes', () => {
    expect(codec.validate('20040100190000')).toEqual([
      {
        code: 'code-unknown-value',
        input: '20040100190000',
        field: 'scan',
        title: { zh: 'scan', en: 'scan' },
        value: '19',
        at: 9,
        nearest: expect.arrayContaining(['20040100110000']),
      },
    ])
  })

  test('name every wrong field, but of a path only the first wrong level', () => {
    expect(codec.validate('40049900009800').map((problem) => 'field' in problem && problem.field)).toEqual([
      'part2',
      'position',
    ])
  })

  test.each([
    ['', 'code-empty'],
    ['  ', 'code-empty'],
    ['60040100110000', 'code-unknown-head'],
    ['2004010019', 'code-wrong-length'],
    ['2004010011000000', 'code-wrong-length'],
    ['20040100110001', 'code-fixed-field'],
    ['20040100110000A', 'code-check-character'],
    ['2OO40100110000', 'code-letter-not-used'],
    ['20040100_10000', 'code-foreign-character'],
  ])('of %j are %s', (input, code) => {
    expect(problems(input)[0]).toBe(code)
  })

  test('put the item that look-alike letters hide first among the nearest', () => {
    expect(nearestOf(codec.decode('2OO40100110000'))[0]).toBe('20040100110000')
    expect(nearestOf(codec.decode('2004O1OOllOOOO'))[0]).toBe('20040100110000')
  })

  test('of a wrong check character put the items first whose check character it is', () => {
    const typed = codec.decode('40072201000100')
    const form = 'checkForm' in typed ? (typed.checkForm ?? '') : ''
    const slipped = codec.decode(`40072202000100${form.slice(-1)}`)
    expect(slipped).toMatchObject({ kind: 'invalid', problems: [{ code: 'code-check-character' }] })
    expect(nearestOf(slipped)[0]).toBe('40072201000100')
  })

  test.each([
    ['2.00401E+13', 'exponent', '20040100110000'],
    ['4.00401E+14', 'exponent', '40040100000100'],
    ['3.00101E+08', 'exponent', '300101007e0000'],
    ['300101007', 'scan-exponent', '300101007e0000'],
    ['20040100110000.0', 'decimal', '20040100110000'],
    ['20,040,100,110,000', 'grouping', '20040100110000'],
    ['2004 0100 1100 00', 'grouping', '20040100110000'],
    ["'20040100110000", 'quoted', '20040100110000'],
    ['="20040100110000"', 'quoted', '20040100110000'],
    ['72203003700', 'lost-start', '40072203003700'],
    ['20040100110', 'lost-end', '20040100110000'],
  ])('of %s say what a spreadsheet did: %s', (input, damage, code) => {
    expect(codec.validate(input)).toEqual([
      { code: 'code-damaged', input, damage, nearest: expect.arrayContaining([code]) },
    ])
  })

  test('are given for any text at all, and never thrown', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (input) => {
        const decoded = codec.decode(input)
        if (decoded.kind === 'invalid') expect(decoded.problems.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('codes of extensions', () => {
  const extended = withValue(edition, 'scans-ct', '42', { origin: 'extension' })
  const item = { ...edition.items[0]!, code: 'Y20040100330000', name: 'CT胸部血管', origin: 'extension' as const }
  const own = createCodec({ ...withItems(extended, [...extended.items, item]) })

  test('carry the prefix Y, in front of an item and of a value of our own', () => {
    expect(own.decode('y20040100330000')).toMatchObject({ kind: 'item', code: 'Y20040100330000' })
    expect(own.decode('Y20040100420000')).toMatchObject({ kind: 'well-formed', code: 'Y20040100420000' })
  })

  test('without the prefix are refused: the publisher may issue them one day', () => {
    expect(own.validate('20040100420000')).toMatchObject([{ code: 'code-extension-unmarked', field: 'scan', at: 9 }])
  })

  test('are written with the prefix', () => {
    for (const code of ['Y20040100330000', 'Y20040100420000', '20040100110000']) {
      const facets = own.facetsOf(code)
      expect(facets && own.encode(facets)).toBe(code)
    }
  })
})

describe('encoding', () => {
  test('writes the code that decoding read', () => {
    for (const item of edition.items) expect(codec.encode(item.facets)).toBe(item.code)
  })
})
