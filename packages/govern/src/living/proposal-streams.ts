import {
  allGovernance,
  appendGovernance,
  type GovernEvent,
  governanceAbout,
  listGovernance,
  Refusal,
  readGovernance,
  type Transaction,
} from '@yingma/store'
import { type GovernProblem, GovernRefusal } from '../problems/govern-problem.ts'
import { checkAct } from '../rounds/check-act.ts'
import type { Proposal, ProposalAct, ProposalContent, ProposalEvent } from '../rounds/proposal.ts'
import { proposalOf } from '../rounds/proposal-state.ts'
import { benchOf } from './bench.ts'

const PREFIX = 'proposal/'

/** A proposal of the registry, with all that happened to it. */
export interface KeptProposal {
  readonly id: string
  readonly proposal: Proposal
  readonly events: readonly ProposalEvent[]
}

/** A proposal by id; one that is not there is refused like every row that cannot be seen. */
export async function readProposal(transaction: Transaction, id: string): Promise<KeptProposal> {
  const rows = await readGovernance(transaction, PREFIX + id)
  if (rows.length === 0) throw new Refusal({ code: 'not-found', kind: 'proposal', id })
  return keptOf(rows)
}

/** Proposals, the one that moved last first. */
export async function listProposals(
  transaction: Transaction,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly KeptProposal[] }> {
  const { total, streams } = await listGovernance(transaction, PREFIX, page)
  return { total, rows: streams.map(keptOf) }
}

/** Every proposal, whatever became of it. */
export async function allProposals(transaction: Transaction): Promise<readonly KeptProposal[]> {
  return (await allGovernance(transaction, PREFIX)).map(keptOf)
}

/** Every proposal that is ready, in the order in which they became so: what the next release is made of. */
export async function readyProposals(transaction: Transaction): Promise<readonly KeptProposal[]> {
  // A comment on what is ready does not move it behind others.
  const streams = await allGovernance(transaction, PREFIX, { newest: 'accept', aside: ['comment'] })
  return streams.map(keptOf)
}

/**
 * Every proposal whose changes name one of these subjects, in the words of `subjectsOf`; the one that moved last first. Asked
 * as the registry, for people who may propose: proposals are seen by all of them.
 */
export async function proposalsAbout(
  transaction: Transaction,
  subjects: readonly string[],
): Promise<readonly KeptProposal[]> {
  return (await governanceAbout(transaction, subjects)).map(keptOf)
}

/** Begins a proposal. */
export async function draftProposal(
  transaction: Transaction,
  actor: string,
  id: string,
  content: ProposalContent,
): Promise<KeptProposal> {
  await append(transaction, { id, actor, version: 0 }, { kind: 'draft', content })
  return await readProposal(transaction, id)
}

/**
 * Does something with a proposal as it was seen in `version`. Throws a `GovernRefusal` where the rounds forbid it and the
 * store's refusal where somebody else was faster: then nothing is written and the newer state can be read.
 */
export async function actOnProposal(
  transaction: Transaction,
  on: { readonly id: string; readonly version: number; readonly actor: string; readonly now: string },
  act: ProposalAct,
): Promise<KeptProposal> {
  const { proposal } = await readProposal(transaction, on.id)
  const problem: GovernProblem | null =
    proposal.version === on.version
      ? checkAct(proposal, act, on.actor, on.now, await benchOf(transaction, proposal, act))
      : null
  if (problem !== null) throw new GovernRefusal(problem)
  await append(transaction, on, act)
  return await readProposal(transaction, on.id)
}

function append(
  transaction: Transaction,
  { id, version, actor }: { readonly id: string; readonly version: number; readonly actor: string },
  { kind, ...body }: ProposalAct,
): Promise<GovernEvent> {
  return appendGovernance(transaction, { stream: PREFIX + id, expectedVersion: version, kind, body, actor })
}

function keptOf(rows: readonly GovernEvent[]): KeptProposal {
  const events = rows.map(
    ({ version, actor, at, kind, body }): ProposalEvent => ({
      version,
      actor,
      at,
      act: { kind, ...(body as object) } as ProposalAct,
    }),
  )
  return { id: (rows[0]?.stream ?? '').slice(PREFIX.length), proposal: proposalOf(events), events }
}
