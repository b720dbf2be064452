import type { EditionFacts } from '@yingma/core'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../draft/draft.ts'
import { graceOn, migrationOf } from '../releases/migration.ts'
import { releaseDraft } from '../releases/release-draft.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { applyChange } from './apply-change.ts'
import type { Change } from './change.ts'

const [CHEST, LOW_DOSE, CONTRAST] = ['20040100110000', '20040100120000', '20040100210000'] as const
const draft = firstDraft()

function after(before: Draft, change: Change, releases: readonly EditionFacts[] = [draft.edition]): Draft {
  const result = applyChange(before, change, releases)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.draft
}

function codesOf(before: Draft, change: Change): readonly string[] {
  const result = applyChange(before, change, [draft.edition])
  return result.ok ? [] : result.problems.map(({ code }) => code)
}

function merge(code: string, into: string, date: string): Change {
  return { kind: 'merge', subject: 'item', codes: [code], into, reason: '少用', date }
}

describe('merges one after the other', () => {
  const first = after(draft, merge(LOW_DOSE, CHEST, '2027-02-28'))
  const second = after(first, merge(CHEST, CONTRAST, '2027-08-31'), [draft.edition, first.edition])
  const rowsSince = (from: Draft) => migrationOf(from.edition, second.edition, second.tables, 6)

  it('lead every retired item to the last one, each with the window of its own retirement', () => {
    expect(rowsSince(draft)).toMatchObject([
      { code: CHEST, successors: [CONTRAST], retiredOn: '2027-08-31', graceUntil: '2028-02-29' },
      { code: LOW_DOSE, successors: [CONTRAST], retiredOn: '2027-02-28', graceUntil: '2027-08-28' },
    ])
    expect(rowsSince(first).map(({ code }) => code)).toEqual([CHEST])
  })

  it('end with the last day of grace, not a day before or after', () => {
    const [chest, low] = rowsSince(draft).map((row) => (day: string) => graceOn(row, day))
    expect(['2027-08-28', '2027-08-29'].map((day) => low?.(day))).toEqual(['grace', 'ended'])
    expect(['2027-08-30', '2027-08-31', '2028-02-29', '2028-03-01'].map((day) => chest?.(day))).toEqual([
      'in-use',
      'grace',
      'grace',
      'ended',
    ])
  })

  it('never go in a circle or to an item that is gone', () => {
    expect(codesOf(second, merge(CONTRAST, CHEST, '2028-01-01'))).toEqual(['govern-orphaned'])
    expect(codesOf(second, merge(CHEST, CONTRAST, '2028-01-01'))).toEqual(['govern-item-retired'])
    expect(codesOf(draft, merge(CHEST, CHEST, '2028-01-01'))).toEqual(['govern-successor-itself'])
  })
})

describe('what was proposed before an item was retired', () => {
  const retired = after(draft, merge(LOW_DOSE, CHEST, '2027-02-28'))
  const split: Change = {
    kind: 'split',
    subject: 'item',
    code: LOW_DOSE,
    into: [CHEST, CONTRAST],
    reason: '混用',
    date: '2027-03-01',
  }

  it('is refused, whatever it would do with the item', () => {
    expect(codesOf(retired, split)).toEqual(['govern-item-retired'])
    expect(codesOf(retired, { ...split, kind: 'retire', successors: [CHEST] } as never)).toEqual([
      'govern-item-retired',
    ])
    const reword = { kind: 're-word', subject: 'item', nameEn: 'Low dose', reason: 'established-term' } as const
    expect(codesOf(retired, { ...reword, code: LOW_DOSE })).toEqual(['govern-item-retired'])
    expect(codesOf(retired, { kind: 'add', subject: 'item', codes: [LOW_DOSE] })).toEqual(['govern-code-exists'])
  })

  it('may split an item into codes that exist already: they are its successors', () => {
    expect(after(draft, split).edition.byCode.get(LOW_DOSE)).toMatchObject({
      status: 'retired',
      successors: [CHEST, CONTRAST],
    })
  })

  it('is named by the release where two ready proposals contradict each other', () => {
    const ready = (id: string, change: Change) => ({
      id,
      title: { zh: id, en: id },
      reason: 'r',
      changes: [change],
      names: [],
      evidence: [],
    })
    const there = ready('there', merge(LOW_DOSE, CHEST, '2027-02-28'))
    const back = ready('back', merge(CHEST, LOW_DOSE, '2027-02-28'))
    expect(releaseDraft(draft, [there, back], [draft.edition])).toMatchObject({ ok: false, proposal: 'back' })
    expect(releaseDraft(draft, [back, there], [draft.edition])).toMatchObject({ ok: false, proposal: 'there' })
  })
})
