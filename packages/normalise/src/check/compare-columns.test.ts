import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { createNormaliser, type Normalised, type NormaliseInput } from '../index.ts'

const normaliser = createNormaliser(loadEdition(), loadVocabulary())
const codesOf = (input: NormaliseInput) => normaliser.normalise(input).items.map(({ code }) => code)

describe('a column that disagrees is a flag and never changes the item', () => {
  it.each<[flag: string, input: NormaliseInput]>([
    ['conflict:modality', { name: 'CT胸部平扫', modality: 'MR' }],
    ['conflict:part', { name: '胸部CT平扫', part: '膝关节' }],
    ['conflict:side', { name: '左膝关节CT平扫', side: '右' }],
    ['conflict:side', { name: '双膝关节CT平扫', side: '左' }],
    ['conflict:contrast', { name: '胸部CT平扫', contrast: '增强' }],
    ['conflict:position', { name: '胸部DR正位', position: '侧位' }],
  ])('%s: %o', (flag, input) => {
    const result = normaliser.normalise(input)
    expect(result.state).toBe('conflict')
    expect(result.flags).toContain(flag)
    expect(codesOf(input)).toEqual(codesOf({ name: input.name }))
  })
})

describe('a column that agrees changes nothing', () => {
  it.each<[input: NormaliseInput]>([
    [{ name: 'CT胸部平扫', modality: 'CT' }],
    [{ name: '胸部CT平扫', part: '胸部' }],
    [{ name: '左膝关节CT平扫', side: '左' }],
    [{ name: '左右膝关节CT平扫', side: '双侧' }],
    [{ name: '胸部CT平扫', contrast: '平扫' }],
    [{ name: '胸部DR正位', position: '正位', modality: 'DX' }],
  ])('%o', (input) => {
    const result = normaliser.normalise(input)
    expect(result.state).toBe('mapped')
    expect(result.flags.filter((flag) => flag.startsWith('conflict:'))).toEqual([])
    expect(codesOf(input)).toEqual(codesOf({ name: input.name }))
  })
})

describe('a column fills what the name leaves open, and the rule says so', () => {
  it.each<[rule: string, input: NormaliseInput, code: string]>([
    ['part-from-column', { name: 'CT平扫', part: '胸部' }, '20040100110000'],
    ['side-from-column', { name: '膝关节CT平扫', side: '左' }, '20072201110000'],
  ])('%s', (rule, input, code) => {
    expect(codesOf(input)).toEqual([code])
    expect(normaliser.normalise(input).rules).toContain(rule)
  })

  it('a column without a known word is as good as none', () => {
    const plain = withoutColumn(normaliser.normalise({ name: '胸部CT平扫' }))
    for (const cell of ['', '-', '无', '髞髟', '\ud800']) {
      const columns = { modality: cell, part: cell, side: cell, contrast: cell }
      const given = withoutColumn(normaliser.normalise({ name: '胸部CT平扫', ...columns }))
      expect(given, cell).toEqual(plain)
    }
  })
})

/** The verdict as written, without the echo of the column. */
function withoutColumn(result: Normalised): Record<string, unknown> {
  const { modality: _, ...rest } = JSON.parse(JSON.stringify(result)) as Record<string, unknown>
  return rest
}
