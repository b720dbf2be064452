import type { Edition } from '@yingma/core'
import type { Draft } from '../draft/draft.ts'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { rollbackDraft } from '../releases/build-rollback.ts'
import { type ReadyProposal, releaseDraft } from '../releases/release-draft.ts'
import { checkAct } from '../rounds/check-act.ts'
import type { Proposal, ProposalAct, ProposalEvent } from '../rounds/proposal.ts'
import { proposalOf } from '../rounds/proposal-state.ts'
import { readProposals } from '../rounds/read-proposals.ts'

/** Governance without a registry: released drafts, oldest first, and the events of each proposal. Never changed in place. */
export interface World {
  readonly drafts: readonly Draft[]
  readonly streams: ReadonlyMap<string, readonly ProposalEvent[]>
  /** Days since the beginning. */
  readonly day: number
}

export type Step =
  | { readonly kind: 'act'; readonly id: string; readonly actor: string; readonly act: ProposalAct }
  | { readonly kind: 'release'; readonly actor: string; readonly version?: string }
  | { readonly kind: 'rollback'; readonly reason: string; readonly version?: string }

export type Played =
  | { readonly ok: true; readonly world: World }
  | { readonly ok: false; readonly problems: readonly GovernProblem[]; readonly proposal?: string }

/** The ISO day so many days after the world's. */
export function dayOf({ day }: World, ahead = 0): string {
  return new Date(Date.UTC(2026, 0, 1 + day + ahead)).toISOString().slice(0, 10)
}

/** The newest released draft. */
export function latestOf({ drafts }: World): Draft {
  return drafts.at(-1) as Draft
}

/** Every proposal as it stands. */
export function proposalsOf({ streams }: World): readonly (readonly [id: string, proposal: Proposal])[] {
  return [...streams].map(([id, events]) => [id, proposalOf(events)])
}

/** Plays one step as a registry does: it is checked on what is known, and kept or refused as a whole. */
export function playStep(world: World, step: Step): Played {
  switch (step.kind) {
    case 'act':
      return withAct(world, step)
    case 'release':
      return withRelease(world, step)
    case 'rollback':
      return withRollback(world, step)
  }
}

function withAct(world: World, { id, actor, act }: Omit<Extract<Step, { kind: 'act' }>, 'kind'>): Played {
  const events = world.streams.get(id) ?? []
  const at = `${dayOf(world)}T08:00:00Z`
  if (act.kind === 'draft' || act.kind === 'revise') {
    const read = readProposals(id, JSON.stringify([act.content]))
    if (!read.ok) return refused([read.problem])
  }
  const problem = events.length === 0 ? null : checkAct(proposalOf(events), act, actor, at)
  if (problem !== null) return refused([problem])
  const event = { version: events.length + 1, actor, at, act }
  return { ok: true, world: { ...world, streams: new Map(world.streams).set(id, [...events, event]) } }
}

function withRelease(world: World, { actor, version }: Extract<Step, { kind: 'release' }>): Played {
  const rows = proposalsOf(world)
    .filter(([, { stage }]) => stage === 'ready')
    .map(([id, { content }]) => ({ id, content }))
  // Written and read again, as a registry keeps them.
  const read = readProposals('ready.json', JSON.stringify(rows))
  if (!read.ok) return refused([read.problem])
  const proposals: readonly ReadyProposal[] = read.proposals
  const result = releaseDraft(latestOf(world), proposals, known(world), version)
  if (!result.ok) return result
  const released: ProposalAct = { kind: 'release', version: result.draft.edition.version }
  return proposals.reduce<Played>(
    (played, { id }) => (played.ok ? withAct(played.world, { id, actor, act: released }) : played),
    { ok: true, world: { ...world, drafts: [...world.drafts, result.draft] } },
  )
}

function withRollback(world: World, { reason, version }: Extract<Step, { kind: 'rollback' }>): Played {
  const [earlier, last] = world.drafts.slice(-2)
  if (earlier === undefined || last === undefined) {
    return refused([{ code: 'govern-rollback-first', version: latestOf(world).edition.version }])
  }
  const rollback = { undone: last.edition.version, earlier: earlier.edition.version, reason }
  const result = rollbackDraft(last, rollback, earlier.tables, known(world), version)
  return result.ok ? { ok: true, world: { ...world, drafts: [...world.drafts, result.draft] } } : result
}

/** What a server checks a draft against: the edition that it began with and the last one. */
function known({ drafts }: World): readonly Edition[] {
  const [first, ...rest] = drafts.map(({ edition }) => edition)
  return [first, rest.at(-1)].filter((edition) => edition !== undefined)
}

function refused(problems: readonly GovernProblem[]): Played {
  return { ok: false, problems }
}
