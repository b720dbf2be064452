import { loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { indexNames } from '../impact/name-index.ts'
import { applyChanges } from '../proposals/apply-change.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { missingItems } from './missing-items.ts'

const draft = firstDraft()
const used = (name: string, modality: string, exams: number, institution: string) => ({
  id: name + institution,
  name,
  modality,
  institution,
  exams,
  decided: null,
})
const index = indexNames(draft, loadVocabulary(), [
  used('胸部灌注CT', 'CT', 90, 'h1'),
  used('CT灌注[胸部]', 'CT', 30, 'h2'),
  used('胰腺MR弥散', 'MR', 50, 'h1'),
  used('胸部CT平扫', 'CT', 900, 'h1'),
  used('CT灌注', 'CT', 500, 'h1'),
])

describe('combinations without an item', () => {
  it('become drafts with the names that ask for them, the most used first', () => {
    const found = missingItems(index, { exams: 1, institutions: 1 })
    expect(found.map(({ code, exams, institutions }) => ({ code, exams, institutions }))).toEqual([
      { code: '20040100410000', exams: 120, institutions: 2 },
      { code: '30050104520000', exams: 50, institutions: 1 },
    ])
    expect(found[0]?.content).toMatchObject({
      title: { zh: '新增 CT胸部灌注成像(CTP)' },
      names: [{ name: '胸部灌注CT' }, { name: 'CT灌注[胸部]' }],
    })
    const changes = found.flatMap(({ content }) => content.changes)
    expect(applyChanges(draft, changes, [draft.edition]).ok).toBe(true)
  })

  it('count only above the threshold', () => {
    expect(missingItems(index, { exams: 100, institutions: 2 }).map(({ code }) => code)).toEqual(['20040100410000'])
    expect(missingItems(index, { exams: 1000, institutions: 1 })).toEqual([])
  })
})
