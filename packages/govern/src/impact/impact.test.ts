import { readSchedules } from '@yingma/charge'
import { loadSchedules, loadVocabulary } from '@yingma/edition'
import { describe, expect, it } from 'vitest'
import { applyChange } from '../proposals/apply-change.ts'
import type { Change } from '../proposals/change.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { type Pick, randomChange } from '../testing/random-change.ts'
import { impactOf } from './impact.ts'
import { indexNames, reader, readingOf, type UsedName } from './name-index.ts'
import { priceListOf } from './price-changes.ts'

const draft = firstDraft()
const vocabulary = loadVocabulary()
const prices = readSchedules(loadSchedules()).schedules.map(priceListOf)

/** Local names made of the lexicon's own words, with and without a modality. */
function usedNames(): readonly UsedName[] {
  const parts = draft.terms.filter(({ kind }) => kind === 'part').map(({ term }) => term)
  const scans = ['平扫', '增强', '平扫+增强', '灌注', '正侧位', '成像', 'CTA', '三维重建', '']
  const heads = ['CT', 'MR', 'DR', '彩超', 'PET/CT', '']
  return parts.slice(0, 900).flatMap((part, n) => {
    const [head, scan] = [heads[n % heads.length] as string, scans[n % scans.length] as string]
    const name = n % 3 === 0 ? `${head}${part}${scan}` : `${part}${head}${scan}`
    const institution = `h${n % 7}`
    return [{ id: String(n), name, modality: n % 2 === 0 ? head : '', institution, exams: 1000 - n, decided: null }]
  })
}

const names: readonly UsedName[] = [
  ...usedNames(),
  ...draft.edition.items.map(({ name, modality }, n) => ({
    id: `i${n}`,
    name,
    modality,
    institution: 'h8',
    exams: 10,
    decided: null,
  })),
  { id: 'a', name: '胸部灌注CT', modality: 'CT', institution: 'h1', exams: 90, decided: null },
  { id: 'b', name: '肺CT低剂量', modality: 'CT', institution: 'h2', exams: 70, decided: ['20040100120000'] },
]
const index = indexNames(draft, vocabulary, names)

function drafted(change: Change) {
  const result = applyChange(draft, change, [draft.edition])
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.draft
}

describe('impact of a change', () => {
  it('shows names that a new item would take, its volume, prices and confusable codes', () => {
    const impact = impactOf(index, drafted({ kind: 'add', subject: 'item', codes: ['20040100410000'] }), prices)
    expect(impact.added.map(({ code }) => code)).toEqual(['20040100410000'])
    expect(impact.names.examples.map(({ name }) => name)).toContain('胸部灌注CT')
    // The other names are made of the lexicon: one of them may be one of the item too.
    const [gain] = impact.granularity.gains
    const institutions = new Set(impact.names.examples.map(({ institution }) => institution))
    expect(gain).toMatchObject({ code: '20040100410000', institutions: institutions.size })
    expect(impact.confusable.map(({ neighbour }) => neighbour.code)).toContain('20040100210000')
    expect(impact.prices.some(({ after }) => after.length > 0)).toBe(true)
  })

  it('moves decisions along successors and leaves those with several to a person', () => {
    const leaving = { reason: '合并', date: '2026-06-01' } as const
    const merge = {
      kind: 'merge',
      subject: 'item',
      codes: ['20040100120000'],
      into: '20040100110000',
      ...leaving,
    } as const
    const merged = impactOf(index, drafted(merge), prices)
    expect(merged.decisions).toMatchObject({ moved: 1, open: 0, examples: [{ after: ['20040100110000'] }] })
    const into = ['20040100110000', '20040100140000']
    const split = impactOf(
      index,
      drafted({ kind: 'split', subject: 'item', code: '20040100120000', into, ...leaving }),
      prices,
    )
    expect(split.decisions).toMatchObject({ moved: 1, open: 1 })
  })

  it('leaves out decisions that an earlier release left behind', () => {
    const reason = { reason: '合并', date: '2026-06-01' } as const
    const merge = {
      kind: 'merge',
      subject: 'item',
      codes: ['20040100120000'],
      into: '20040100110000',
      ...reason,
    } as const
    const before = drafted(merge)
    const added = applyChange(before, { kind: 'add', subject: 'item', codes: ['20040100410000'] }, [before.edition])
    if (!added.ok) throw new Error(JSON.stringify(added.problems))
    const later = indexNames(before, vocabulary, names.slice(-1))
    expect(impactOf(later, added.draft, prices).decisions).toMatchObject({ moved: 0, open: 0, examples: [] })
  })

  it('misses no name: reading all again finds the same as reading only those affected', { timeout: 120_000 }, () => {
    let state = 20260601
    const pick: Pick = (count) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return (state >>> 8) % count
    }
    let [tried, found] = [0, 0]
    const telling = [
      ['add', 'item'],
      ['retire', 'item'],
      ['retire', 'lexicon-term'],
      ['re-word', 'lexicon-term'],
      ['split', 'item'],
      ['add', 'rule'],
    ] as const
    for (let turn = 0; tried < 24 && turn < 2000; turn++) {
      const [kind, subject] = telling[turn % telling.length] as (typeof telling)[number]
      const change = randomChange(draft, kind, subject, pick)
      const result = change === undefined ? undefined : applyChange(draft, change, [draft.edition])
      if (result === undefined || !result.ok) continue
      tried += 1
      const read = reader(result.draft, vocabulary)
      const all = names.filter(
        (name, at) => JSON.stringify(readingOf(read(name))) !== JSON.stringify(index.readings[at]),
      )
      found += all.length
      expect({ change, moved: impactOf(index, result.draft, []).names.moved }).toEqual({ change, moved: all.length })
    }
    expect(tried).toBe(24)
    expect(found).toBeGreaterThan(3)
  })
})
