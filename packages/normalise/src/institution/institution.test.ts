import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, test } from 'vitest'
import { createNormaliser } from '../normaliser.ts'
import type { NormaliseInput } from '../result.ts'
import { checkChanges, checkMemory } from './check-memory.ts'
import { contentsOf, emptyMemory, withChanges } from './contents.ts'
import { deviceSaid } from './device-said.ts'
import { createInstitution } from './institution.ts'
import type { Change } from './memory.ts'
import { previewChange } from './preview.ts'
import { sideOfCell } from './side-of-cell.ts'

const edition = loadEdition()
const vocabulary = loadVocabulary()
const general = createNormaliser(edition, vocabulary)

function institution(...changes: readonly Change[]) {
  const memory = withChanges(emptyMemory('H1'), changes, { at: '2026-01-02T03:04:05Z', note: '' })
  return createInstitution(contentsOf(memory), { edition, vocabulary, general })
}

describe('decisions', () => {
  const normaliser = institution(
    { kind: 'decision', key: { localCode: 'A1' }, answer: { kind: 'items', codes: ['40040100000100'] } },
    { kind: 'decision', key: { name: 'CT头颅平扫' }, answer: { kind: 'items', codes: ['20010200110000'] } },
    { kind: 'decision', key: { name: 'CT头颅平扫', modality: 'MR' }, answer: { kind: 'not-exam' } },
    { kind: 'decision', key: { name: '特殊片' }, answer: { kind: 'no-item' } },
    {
      kind: 'decision',
      key: { name: '本院套餐' },
      answer: { kind: 'items', codes: ['20030202110000-C1C3', '22072201221100'] },
    },
  )

  test('come before the rules, by local code, then by name and modality, then by name', () => {
    const codes = (input: NormaliseInput) => normaliser.normalise(input).items.map(({ code }) => code)
    expect(codes({ name: 'CT头颅平扫', localCode: 'A1' })).toEqual(['40040100000100'])
    expect(codes({ name: 'ct 头颅平扫', localCode: 'B2' })).toEqual(['20010200110000'])
    expect(normaliser.normalise({ name: 'CT头颅平扫', modality: 'MR' })).toMatchObject({ state: 'not-exam', items: [] })
    expect(codes({ name: 'CT胸部平扫' })).toEqual(['20040100110000'])
  })

  test('say so, with full confidence', () => {
    expect(normaliser.normalise({ name: 'CT头颅平扫', modality: 'CT' })).toMatchObject({
      state: 'mapped',
      confidence: 1,
      rules: ['decision-of-institution'],
      items: [{ name: 'CT颅底(平扫)', relation: 'equivalent' }],
    })
    expect(normaliser.normalise({ name: '特殊片' })).toMatchObject({ state: 'no-item', items: [{ code: null }] })
  })

  test('may name local items and derived codes', () => {
    expect(normaliser.normalise({ name: '本院套餐' }).items).toMatchObject([
      { code: '20030202110000-C1C3', relation: 'narrower' },
      { code: '22072201221100', name: '16排CT左膝关节(平扫+增强+三维重建)' },
    ])
  })

  test('with a slot are filled from the column, and open where it is empty', () => {
    const codes = { left: ['20072201110000'], right: ['20072202110000'], both: ['20072203110000'] }
    const slots = institution({
      kind: 'decision',
      key: { name: '膝' },
      answer: { kind: 'by-column', column: 'side', codes },
    })
    const of = (side: string) => slots.normalise({ name: '膝', side })
    expect(['左', '右侧', '双', 'L'].map((side) => of(side).items[0]?.code)).toEqual([
      '20072201110000',
      '20072202110000',
      '20072203110000',
      '20072201110000',
    ])
    expect(of('')).toMatchObject({ state: 'ambiguous', items: [{ code: null, missing: ['side'] }] })
    expect(of('').candidates).toHaveLength(3)
  })
})

describe('words of an institution', () => {
  test('are read beside those of the lexicon', () => {
    const name = '钢铁侠CT平扫'
    expect(general.normalise({ name }).state).not.toBe('mapped')
    const normaliser = institution({ kind: 'term', term: { term: '钢铁侠', kind: 'part', value: '040100' } })
    expect(normaliser.normalise({ name })).toMatchObject({ state: 'mapped', items: [{ code: '20040100110000' }] })
  })
})

describe('switches', () => {
  test('read contrast alone as plain and contrast, only where plain is not said', () => {
    const normaliser = institution({ kind: 'switch', name: 'bareContrastIsBoth', value: true })
    const result = normaliser.normalise({ name: 'CT胸部增强' })
    expect(general.normalise({ name: 'CT胸部增强' }).flags).toContain('check:plain-not-said')
    expect(result).toMatchObject({ items: [{ code: '20040100220000', name: 'CT胸部(平扫+增强)' }], flags: [] })
    expect(result.rules).toContain('contrast-means-both')
    const [own, rules] = [normaliser, general].map((one) => JSON.stringify(one.normalise({ name: 'CT胸部平扫' })))
    expect(own).toBe(rules)
  })

  test('give the codes of the device that name or column say', () => {
    const normaliser = institution({ kind: 'switch', name: 'deviceSpecificCodes', value: true })
    const code = (input: NormaliseInput) => normaliser.normalise(input).items[0]?.code
    expect(code({ name: '3.0T磁共振颅脑平扫' })).toBe('33010100110000')
    expect(code({ name: 'CT胸部平扫', device: '64排螺旋CT' })).toBe('23040100110000')
    expect(code({ name: '1.5T及以上磁共振颅脑平扫' })).toBe('30010100110000')
    expect(code({ name: 'DR胸部正位' })).toBe('40040100000100')
  })

  test.each([
    ['16排', '20', '22'],
    ['8排', '20', '21'],
    ['16排以下', '20', '21'],
    ['16排以上', '20', '23'],
    ['256排', '20', '24'],
    ['双源CT', '20', '25'],
    ['0.35T', '30', '31'],
    ['1.5T', '30', '32'],
    ['3T', '30', '33'],
    ['1.5T及以上', '30', null],
    ['64排', '30', null],
    ['T2', '30', null],
  ])('know the device of %s under %s', (text, base, device) => {
    expect(deviceSaid(text, base, edition)).toBe(device)
  })
})

test('a preview names every input whose result would change, and no other', () => {
  const inputs = [{ name: 'CT胸部增强' }, { name: 'CT胸部平扫' }, { name: 'MR颅脑增强' }]
  const changed = previewChange(
    inputs,
    general,
    institution({ kind: 'switch', name: 'bareContrastIsBoth', value: true }),
  )
  expect(changed.map(({ input }) => input.name)).toEqual(['CT胸部增强', 'MR颅脑增强'])
  expect(changed[0]).toMatchObject({
    before: { items: [{ code: '20040100210000' }] },
    after: { items: [{ code: '20040100220000' }] },
  })
})

test('a memory is held against the edition', () => {
  const changes: readonly Change[] = [
    { kind: 'decision', key: { name: 'a' }, answer: { kind: 'items', codes: ['20010100990000', '20010100110000'] } },
    { kind: 'term', term: { term: 'b', kind: 'part', value: '999' } },
    { kind: 'term', term: { term: 'c', kind: 'part', value: '040100', scope: ['CT', 'MR'] } },
  ]
  expect(checkChanges('m.json', changes, edition, vocabulary)).toMatchObject([
    { code: 'memory-unknown-item', item: '20010100990000', at: 'changes[0].answer' },
    { code: 'memory-unknown-meaning', term: 'b' },
  ])
  const memory = withChanges(emptyMemory('H1'), changes, { at: '2026-01-02T03:04:05Z', note: '' })
  expect(checkMemory('m.json', memory, edition, vocabulary)).toHaveLength(2)
})

test.each([
  ['左', 'left'],
  ['右侧', 'right'],
  ['双侧', 'both'],
  ['左,右', 'both'],
  ['RIGHT', 'right'],
  ['B', 'both'],
  ['', null],
  ['无', null],
])('the cell %j says the side %s', (cell, side) => {
  expect(sideOfCell(cell)).toBe(side)
})
