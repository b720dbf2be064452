import { loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { indexNames } from '../impact/name-index.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { principleReport } from './principle-report.ts'

const draft = firstDraft()
const { items } = draft.edition

describe('the report on the principles', () => {
  const used = (name: string, exams: number, institution = 'h1') => ({
    id: name,
    name,
    modality: 'CT',
    institution,
    exams,
    decided: null,
  })
  const names = [used('胸部CT平扫', 900), used('肺CT平扫', 100, 'h2'), used('奇怪的检查', 7), used('右侧颞颌关节CT', 5)]
  const report = principleReport(indexNames(draft, loadVocabulary(), names))

  it('shows every modality and region, and how much of the volume maps', () => {
    expect(report.coverage.reduce((sum, cell) => sum + cell.items, 0)).toBe(items.length)
    expect(report.volume).toMatchObject({ names: 4, exams: 1012 })
    expect(report.volume.mappedExams).toBeGreaterThanOrEqual(1000)
    expect(report.volume.tail.map(({ name }) => name)).toContain('奇怪的检查')
  })

  it('shows use, what may be too coarse, confusable codes and unused items', () => {
    expect(report.granularity.uses[0]).toMatchObject({ code: '20040100110000', exams: 1000, institutions: 2 })
    expect(report.granularity.coarse.map(({ code }) => code)).toContain('20040100110000')
    expect(report.confusable.length).toBeGreaterThan(900)
    expect(report.unused.length).toBeGreaterThan(1800)
  })
})
