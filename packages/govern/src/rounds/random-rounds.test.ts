import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CHANGE_KINDS } from '../proposals/change.ts'
import { brokenInEdition } from '../testing/edition-invariants.ts'
import { firstDraft } from '../testing/first-draft.ts'
import { latestOf, type Played, playStep, type Step, type World } from '../testing/governance-world.ts'
import { invalidSteps } from '../testing/invalid-steps.ts'
import type { Pick } from '../testing/random-change.ts'
import { randomStep, STEP_KINDS, type StepKind } from '../testing/random-steps.ts'
import { brokenInRounds } from '../testing/round-invariants.ts'

const STEPS = 200
const AT_LEAST = 10
/** What brings proposals to their end, as often as they need it; the other kinds come until there are enough of them. */
const ONWARD: readonly StepKind[] = [
  ...(['draft', 'open', 'open', 'review', 'review', 'fast-track', 'comment', 'return', 'withdraw', 'release'] as const),
  ...(['vote-for', 'vote-for', 'vote-for', 'vote-for', 'vote-for', 'accept', 'accept', 'accept'] as const),
]

/** What a world was, to see afterwards that nothing touched it. */
function frozen({ streams, drafts }: World): string {
  return JSON.stringify([[...streams], drafts.map(({ edition }) => edition.version)])
}

/** What one accepted step broke, whatever it was. */
function brokenBy(before: World, after: World, step: Step): readonly string[] {
  const found = [...after.streams].flatMap(([id, events]) => {
    const old = before.streams.get(id) ?? []
    if (events === old) return []
    const isPrefix = JSON.stringify(events.slice(0, old.length)) === JSON.stringify(old)
    return [...(isPrefix ? [] : [`the history of ${id} was changed`]), ...brokenInRounds(events)]
  })
  const kept = before.drafts.every((draft, at) => after.drafts[at] === draft)
  const gone = [...before.streams.keys()].filter((id) => !after.streams.has(id))
  return [...found, ...(kept ? [] : ['a release was changed']), ...gone, ...brokenByRelease(before, after, step)]
}

function brokenByRelease(before: World, after: World, { kind }: Step): readonly string[] {
  if (kind === 'act') return after.drafts.length === before.drafts.length ? [] : ['an act made a release']
  const { edition, tables } = latestOf(after)
  const versions = after.drafts.map((draft) => draft.edition.version)
  const sorted = [...versions].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const isGrowing = new Set(versions).size === versions.length && sorted.join() === versions.join()
  const old = latestOf(before)
  const isKept = (tables.get('ids.tsv') ?? '').startsWith(old.tables.get('ids.tsv') ?? '?')
  return [
    ...(isGrowing ? [] : [`versions do not grow: ${versions.slice(-2).join(' ')}`]),
    ...(isKept ? [] : ['the register of ids was changed']),
    ...brokenInEdition(old.edition, edition, [old.edition]),
  ]
}

/** The editor's answer to a release that is refused: the proposal that does not go with the others is taken back. */
function takenBack(world: World, played: Extract<Played, { readonly ok: false }>): Played | undefined {
  if (played.proposal === undefined) return undefined
  const act = { kind: 'reject', reason: '与其他提案冲突' } as const
  return playStep(world, { kind: 'act', id: played.proposal, actor: 'editor-3', act })
}

function counted<Kind extends string>(kinds: readonly Kind[]): Map<Kind, number> {
  return new Map(kinds.map((kind) => [kind, 0]))
}

it('any sequence of 200 steps of governance, each kind at least ten times, keeps every invariant', () => {
  const property = fc.property(fc.infiniteStream(fc.noBias(fc.nat(1_000_000_006))), (numbers) => {
    const pick: Pick = (count) => (numbers.next().value as number) % count
    const [steps, asked] = [counted(STEP_KINDS), counted(CHANGE_KINDS)]
    const sum = (): number => [...steps.values()].reduce((a, b) => a + b, 0)
    const short = (): readonly StepKind[] => STEP_KINDS.filter((kind) => (steps.get(kind) ?? 0) < AT_LEAST)
    const isDone = (): boolean =>
      sum() >= STEPS &&
      short().length === 0 &&
      // Which of them get through the rounds is left to chance; random-steps.test.ts applies each ten times.
      [...asked.values()].every((count) => count >= AT_LEAST)
    let world: World = { drafts: [firstDraft()], streams: new Map(), day: 0 }
    for (let turn = 0; !isDone(); turn++) {
      expect(turn, JSON.stringify([[...steps], [...asked]])).toBeLessThan(6000)
      if (pick(12) === 0) world = { ...world, day: world.day + 1 }
      const wanted = pick(4) === 0 && short().length > 0 ? short() : ONWARD
      const kind = wanted[pick(wanted.length)] as StepKind
      const step = randomStep(world, kind, asked, pick)
      if (step === undefined) continue
      const was = frozen(world)
      const played = playStep(world, step)
      expect(frozen(world), JSON.stringify(step)).toBe(was)
      if (played.ok) {
        expect(brokenBy(world, played.world, step), JSON.stringify(step)).toEqual([])
        steps.set(kind, (steps.get(kind) ?? 0) + 1)
        world = played.world
      } else {
        expect(played.problems.length, JSON.stringify(step)).toBeGreaterThan(0)
        const answered = takenBack(world, played)
        if (answered?.ok) world = answered.world
      }
      const now = frozen(world)
      for (const [invalid, code] of invalidSteps(world, pick)) {
        expect(playStep(world, invalid), JSON.stringify(invalid)).toMatchObject({ ok: false, problems: [{ code }] })
      }
      expect(frozen(world)).toBe(now)
    }
    const { edition } = latestOf(world)
    const releases = world.drafts.map((draft) => draft.edition)
    for (const release of releases) expect(brokenInEdition(release, edition, [release])).toEqual([])
    expect(edition.items.length).toBeGreaterThanOrEqual(firstDraft().edition.items.length)
  })
  // Nothing is made smaller: a failure names the seed, which plays the same steps again.
  fc.assert(property, { numRuns: 1, endOnFailure: true })
})
