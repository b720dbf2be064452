import { loadEdition, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { compileLexicon } from '../lexicon/compile-lexicon.ts'
import { GROUPS } from '../lexicon/groups.ts'
import { readModalityColumn } from './modality-column.ts'

const lexicon = compileLexicon(loadEdition(), loadVocabulary())
const groupOf = (value: string | undefined): string | null => GROUPS[readModalityColumn(value, lexicon).group] ?? null

describe('the modality column', () => {
  it.each<[value: string, group: string]>([
    ['CT', 'CT'],
    ['ct', 'CT'],
    ['ＣＴ', 'CT'],
    ['MR', 'MR'],
    ['MRI', 'MR'],
    ['磁共振', 'MR'],
    ['DX', 'XR'],
    ['CR', 'XR'],
    ['DR', 'XR'],
    ['MG', 'MG'],
    ['RF', 'RF'],
    ['US', 'US'],
    ['彩超', 'US'],
    ['PT', 'PET'],
    ['PET/CT', 'PET'],
    ['NM', 'SPECT'],
  ])('%s is %s', (value, group) => {
    expect(groupOf(value)).toBe(group)
    expect(groupOf(value), 'read again').toBe(group)
  })

  it.each(['', ' ', 'zz', 'CTX', '\ud800', '((((', '__proto__', '胸'.repeat(100_000)])(
    'says nothing: case %#',
    (value) => {
      expect(groupOf(value)).toBeNull()
    },
  )

  it('says nothing where there is no column', () => {
    expect(groupOf(undefined)).toBeNull()
  })
})
