import { loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { indexNames } from '../impact/name-index.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { principleReport } from './principle-report.ts'

const CHEST = '20040100110000'
const draft = firstDraft()

function used(name: string, exams: number, institution: string, decided: readonly string[] | null = null) {
  return { id: `${name} ${institution}`, name, modality: 'CT', institution, exams, decided }
}

function reportOn(names: readonly ReturnType<typeof used>[]) {
  return principleReport(indexNames(draft, loadVocabulary(), names))
}

describe('suggestions to split', () => {
  const plain = [used('胸部CT平扫', 900, 'h1'), used('胸部CT平扫', 400, 'h2')]

  it('name the method that institutions say and the item does not, with what stands behind it', () => {
    const { splits } = reportOn([...plain, used('胸部薄层CT平扫', 80, 'h1'), used('薄层胸部CT', 60, 'h2')]).granularity
    expect(splits).toMatchObject([
      { code: CHEST, exams: 1440, modifier: 'thin-slice', said: { exams: 140, names: 2, institutions: 2 } },
    ])
  })

  it('leave out what one institution alone says, what few exams are, and where or for whom an exam is made', () => {
    const { splits } = reportOn([
      ...plain,
      used('胸部CT平扫(心电门控)', 300, 'h1'),
      used('床旁胸部CT平扫', 500, 'h1'),
      used('床旁胸部CT平扫', 500, 'h2'),
      used('胸部薄层CT平扫', 3, 'h1'),
      used('胸部薄层CT平扫', 3, 'h2'),
    ]).granularity
    expect(splits).toEqual([])
  })
})

describe('suggestions to merge', () => {
  it('are items that differ only by values suspected to mean the same, with the use of each', () => {
    const none = reportOn([]).granularity.merges
    expect(none.length).toBeGreaterThan(3)
    for (const { into, items: others, reason } of none) {
      expect(others.map(({ code }) => code)).not.toContain(into.code)
      expect(new Set([into, ...others].map(({ code }) => draft.edition.byCode.get(code)?.facets.part)).size).toBe(1)
      expect(draft.edition.suspectedSynonyms.map((set) => set.reason)).toContain(reason)
    }
    const last = none.at(-1)
    const code = last?.items[0]?.code ?? ''
    const { merges } = reportOn([used('某项', 30, 'h1', [code])]).granularity
    expect(merges[0]?.into.code).toBe(last?.into.code)
    expect(merges[0]?.items.find((item) => item.code === code)).toMatchObject({ exams: 30, institutions: 1 })
  })

  it('count what people decided, before what a name is read as', () => {
    const { uses } = reportOn([used('胸部CT平扫', 50, 'h1', ['20050100110000'])]).granularity
    expect(uses).toMatchObject([{ code: '20050100110000', exams: 50 }])
  })
})

describe('the coverage matrix', () => {
  it('has the items and exams of each modality, part and scan, named in both languages', () => {
    const { coverage } = reportOn([used('胸部CT平扫', 900, 'h1')])
    const cell = coverage.find(({ modality, exams }) => modality === 'CT' && exams > 0)
    expect(cell).toMatchObject({ scan: '11', exams: 900, region: { zh: '胸部' } })
    expect(coverage.every(({ region, scanName }) => region.en !== '' && scanName.zh !== '')).toBe(true)
  })
})
