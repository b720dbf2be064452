import { catalogueGaps } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import { governCatalogue, renderGovernProblem } from '../problems/govern-problem.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { applyChange } from './apply-change.ts'
import type { Change } from './change.ts'
import { CHANGE_KINDS, SUBJECTS } from './change.ts'

const draft = firstDraft()
const releases = [draft.edition]
const LEAVING = { reason: '少用', date: '2026-06-01' } as const

function refusals(change: Change): readonly string[] {
  const result = applyChange(draft, change, releases)
  return result.ok ? [] : result.problems.map((problem) => renderGovernProblem(problem, 'en'))
}

function accepted(change: Change) {
  const result = applyChange(draft, change, releases)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.draft
}

describe('changes of items', () => {
  it('adds an item with a generated name and a permanent id', () => {
    const { edition } = accepted({ kind: 'add', subject: 'item', codes: ['20040100410000'] })
    const item = edition.byCode.get('20040100410000')
    expect(item?.name).toContain('胸部')
    expect(item?.conceptId).toMatch(/^[1-9]\d{8}$/)
    expect(edition.items).toHaveLength(draft.edition.items.length + 1)
  })

  it('refuses a code that is used already, naming its item', () => {
    expect(refusals({ kind: 'add', subject: 'item', codes: ['20040100110000'] })).toEqual([
      'code 20040100110000 is CT胸部(平扫) already; a code is never used again',
    ])
  })

  it('refuses a code that no dictionary explains', () => {
    expect(refusals({ kind: 'add', subject: 'item', codes: ['20ZZZZZZ110000'] })[0]).toContain('cannot be read')
  })

  it('refuses to orphan an item: a successor that is unknown, retired or the item itself', () => {
    const retire = { kind: 'retire', subject: 'item', code: '20040100110000', ...LEAVING } as const
    expect(refusals({ ...retire, successors: ['20040100990000'] })[0]).toContain('would have no successor')
    expect(refusals({ ...retire, successors: [] })[0]).toContain('would have no successor')
    expect(refusals({ ...retire, successors: ['20040100110000'] })[0]).toContain('cannot follow itself')
  })

  it('leads the successors of what was retired before to those of what is retired now', () => {
    const once = accepted({
      kind: 'retire',
      subject: 'item',
      code: '20040100120000',
      successors: ['20040100110000'],
      ...LEAVING,
    })
    const merge = {
      kind: 'merge',
      subject: 'item',
      codes: ['20040100110000'],
      into: '20040100210000',
      ...LEAVING,
    } as const
    const twice = applyChange(once, merge, releases)
    expect(twice.ok && twice.draft.edition.byCode.get('20040100120000')?.successors).toEqual(['20040100210000'])
  })

  it('refuses another Chinese name for a released item and allows a better English one', () => {
    const reword = { kind: 're-word', subject: 'item', code: '20040100110000', reason: 'established-term' } as const
    expect(refusals({ ...reword, name: 'CT胸腔(平扫)' })[0]).toContain('CT胸腔(平扫)')
    expect(accepted({ ...reword, nameEn: 'Plain chest CT' }).edition.byCode.get(reword.code)).toMatchObject({
      name: 'CT胸部(平扫)',
      nameEn: 'Plain chest CT',
    })
    const { edition } = accepted({ ...reword, code: '20999999440000', nameEn: 'CT spectral imaging (dual energy)' })
    expect(edition.byCode.get('20999999440000')).toMatchObject({
      name: 'CT能谱扫描',
      nameEn: 'CT spectral imaging (dual energy)',
    })
  })

  it('refuses a day that the calendar does not have and a retirement without a reason', () => {
    const retire = { kind: 'retire', subject: 'item', code: '20040100110000', successors: ['20040100210000'] } as const
    expect(refusals({ ...retire, reason: '少用', date: '2026-02-30' })[0]).toContain('no date')
    expect(refusals({ ...retire, reason: ' ', date: '2026-02-01' })).toEqual(['say why'])
  })
})

describe('changes of values', () => {
  it('refuses two values that would give two items one name', () => {
    const row = { code: '040109', name: '胸部', nameEn: 'Thorax', parent: '04' }
    const added = accepted({ kind: 'add', subject: 'facet-value', dictionary: 'radiology-parts', row })
    const result = applyChange(added, { kind: 'add', subject: 'item', codes: ['20040109110000'] }, releases)
    const texts = result.ok ? [] : result.problems.map((problem) => renderGovernProblem(problem, 'en'))
    expect(texts.join('\n')).toContain('CT胸部(平扫)')
  })

  it('refuses to retire a value that items use, naming one of them', () => {
    const problems = refusals({ kind: 'retire', subject: 'facet-value', dictionary: 'scans-ct', code: '11' })
    expect(problems[0]).toMatch(/still used by 20\w+ CT/)
  })

  it('refuses a value code that is taken and a name that was released', () => {
    const row = { code: '11', name: '别的', nameEn: 'other' }
    expect(refusals({ kind: 'add', subject: 'facet-value', dictionary: 'scans-ct', row })[0]).toContain(
      'never used again',
    )
    const cells = { name: '普通扫描' }
    const renamed = refusals({ kind: 're-word', subject: 'facet-value', dictionary: 'scans-ct', code: '11', cells })
    expect(renamed.length).toBeGreaterThan(0)
  })
})

describe('changes of rows', () => {
  it('refuses to edit a released edition', () => {
    const file = 'releases/1.0.0/rules/ct.tsv'
    expect(refusals({ kind: 'retire', subject: 'rule', file, before: [{}], after: [] })).toEqual([
      `a released edition is never edited: ${file}`,
    ])
  })

  it('refuses a rule whose items were released', () => {
    const before = [{ device: '20', part: '010104', 'scan/processing': '@ct-plain', note: '' }]
    const lost = refusals({ kind: 'retire', subject: 'rule', file: 'rules/ct.tsv', before, after: [] })
    expect(lost.join('\n')).toContain('20010104110000')
  })

  it('refuses a word that means nothing and a row that somebody else changed', () => {
    const word = {
      term: '新词',
      kind: 'part',
      value: '888888',
      language: 'zh-Hans',
      form: 'synonym',
      scope: 'CT',
      note: '',
    }
    const lexicon = { subject: 'lexicon-term', file: 'lexicon/radiology-parts.tsv' } as const
    expect(refusals({ ...lexicon, kind: 'add', before: [], after: [word] })[0]).toContain('means nothing')
    expect(refusals({ ...lexicon, kind: 'retire', before: [word], after: [] })[0]).toContain('no such row')
  })
})

describe('problems of governance', () => {
  it('are said in both languages', () => {
    expect(catalogueGaps(governCatalogue)).toEqual([])
    expect(CHANGE_KINDS.length * SUBJECTS.length).toBe(24)
  })
})
