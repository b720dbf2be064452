import { expect, test } from 'vitest'
import { preparationFor } from './preparation.ts'

const item = { code: '20040100110000', modality: 'CT', facets: { part: '040100' } } as unknown as Parameters<
  typeof preparationFor
>[1]

test('the last note that fits an item holds', () => {
  const sections = [
    { body: { devices: [] } },
    {
      body: {
        notes: [
          { modality: 'CT', preparation: '去除金属' },
          { part: '0401', preparation: '练习屏气' },
          { part: '05', preparation: '空腹' },
          { codes: ['30010100110000'], preparation: '去除磁性物品' },
          { modality: 'CT', contrast: 'with', preparation: '空腹四小时' },
          { modality: 'CT', minutes: 10 },
        ],
      },
    },
  ]
  expect(preparationFor(sections, item, 'none')).toBe('练习屏气')
  expect(preparationFor(sections, item, 'with')).toBe('空腹四小时')
  expect(preparationFor([{ body: {} }], item, 'with')).toBeUndefined()
})

test('notes tell scans apart where contrast does not, in any letter case', () => {
  const notes = [
    { part: '0401', preparation: '练习屏气' },
    { scan: '7B', preparation: '带旧片' },
    { codes: ['20040100110000'], scan: '22', preparation: '空腹' },
  ]
  const lowDose = { ...item, facets: { ...item.facets, scan: '7b' } }
  expect(preparationFor([{ body: { notes } }], lowDose, 'none')).toBe('带旧片')
  expect(preparationFor([{ body: { notes } }], item, 'none')).toBe('练习屏气')
})
