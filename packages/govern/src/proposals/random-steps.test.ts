import { certify, diffEditions, type Edition } from '@yingma/core'
import { FILES } from '@yingma/edition'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDraft } from '../testing/first-draft.ts'
import { randomChange } from '../testing/random-change.ts'
import { applyChange } from './apply-change.ts'
import { CHANGE_KINDS, SUBJECTS } from './change.ts'

const STEPS = 200

/** Follows successors until active items; a loop or a dead end gives none. */
function reachable(edition: Edition, code: string, depth = 0): boolean {
  const item = edition.byCode.get(code.toUpperCase())
  if (item === undefined || depth > 10) return false
  return (
    item.status === 'active' ||
    (item.successors.length > 0 && item.successors.every((next) => reachable(edition, next, depth + 1)))
  )
}

/** What holds after every single step, counted without the code that proves editions. */
function checkStep(before: Edition, after: Edition, releases: readonly Edition[]): void {
  const distinct = (values: readonly string[]): number => new Set(values).size
  const { items } = after
  // One code is one name is one id is one set of facets.
  expect(distinct(items.map(({ code }) => code.toUpperCase()))).toBe(items.length)
  expect(distinct(items.map(({ name }) => name))).toBe(items.length)
  expect(distinct(items.map(({ conceptId }) => conceptId))).toBe(items.length)
  expect(distinct(items.map(({ facets }) => JSON.stringify(Object.entries(facets).sort())))).toBe(items.length)
  // No released code is lost, gets another id or facets, or comes back from retirement; what was never released may go.
  const isReleased = (code: string) => releases.some(({ byCode }) => byCode.has(code.toUpperCase()))
  const broken = before.items.filter((old) => {
    if (!isReleased(old.code)) return false
    const now = after.byCode.get(old.code.toUpperCase())
    const isSame = now?.conceptId === old.conceptId && JSON.stringify(now.facets) === JSON.stringify(old.facets)
    return !isSame || (old.status === 'retired' && now.status !== 'retired')
  })
  expect(broken.map(({ code }) => code)).toEqual([])
  expect(items.filter(({ code, status }) => status === 'retired' && !reachable(after, code))).toEqual([])
}

describe('any sequence of governance steps', () => {
  it('keeps every invariant over 200 accepted random steps, each kind at least ten times', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1_000_000_006)), (numbers) => {
        const pick = (count: number): number => (numbers.next().value as number) % count
        const first = firstDraft()
        const releases: Edition[] = [first.edition]
        let draft = first
        const counts = new Map<string, number>(CHANGE_KINDS.map((kind) => [kind, 0]))
        const subjects = new Map<string, number>(SUBJECTS.map((subject) => [subject, 0]))
        let steps = 0
        for (let turn = 0; steps < STEPS; turn++) {
          expect(turn).toBeLessThan(STEPS * 40)
          // The kind that was least accepted so far: none comes short, whatever chance offers.
          const kind = [...CHANGE_KINDS].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0))[0] ?? 'add'
          const subject = SUBJECTS[pick(SUBJECTS.length)] as (typeof SUBJECTS)[number]
          const change = randomChange(draft, kind, subject, pick)
          const result = change === undefined ? undefined : applyChange(draft, change, releases)
          if (result === undefined || !result.ok) continue
          steps += 1
          counts.set(kind, (counts.get(kind) ?? 0) + 1)
          subjects.set(subject, (subjects.get(subject) ?? 0) + 1)
          const before = draft
          draft = result.draft
          checkStep(before.edition, draft.edition, releases)
          expect((draft.tables.get(FILES.ids) ?? '').startsWith(before.tables.get(FILES.ids) ?? '?')).toBe(true)
          if (steps % 50 === 0) releases.push({ ...draft.edition, version: `1.${steps}.0` })
        }
        for (const kind of CHANGE_KINDS) expect(counts.get(kind), kind).toBeGreaterThanOrEqual(10)
        for (const subject of SUBJECTS) expect(subjects.get(subject), subject).toBeGreaterThanOrEqual(10)
        for (const release of releases) {
          const { removed, remeant, reused, recoded, renamed, revived } = diffEditions(release, draft.edition)
          expect({ removed, remeant, reused, recoded, renamed, revived }).toEqual({
            removed: [],
            remeant: [],
            reused: [],
            recoded: [],
            renamed: [],
            revived: [],
          })
        }
        const certificate = certify(draft.edition, releases)
        expect(certificate.checks.filter(({ findings }) => findings.length > 0)).toEqual([])
        const retired = draft.edition.items.filter(({ status }) => status === 'retired')
        expect(retired.length).toBeGreaterThan(5)
        expect(retired.filter(({ code }) => !reachable(draft.edition, code))).toEqual([])
      }),
      { numRuns: 1 },
    )
  })
})
