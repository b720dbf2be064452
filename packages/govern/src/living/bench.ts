import { asRegistryWithin, listParticipants, listReviewers, type Reviewer, type Transaction } from '@yingma/store'
import type { Bench } from '../rounds/check-act.ts'
import type { Proposal, ProposalAct } from '../rounds/proposal.ts'

/** Names that a refusal tells of those who may review instead. */
const MOST_NAMES = 5

/** Who may review now, for acts that name reviewers or count them; asked as the registry, since they are of any institution. */
export async function benchOf(
  transaction: Transaction,
  proposal: Proposal,
  act: ProposalAct,
): Promise<Bench | undefined> {
  const named = namedBy(proposal, act)
  if (named === undefined) return undefined
  return await asRegistryWithin(transaction, async () => {
    const able = new Set((await listReviewers(transaction, named)).map(({ userId }) => userId))
    const unfit = named.filter((id) => !able.has(id))
    if (unfit.length === 0) return { able, unfit: new Map(), others: [] }
    const people = await listParticipants(transaction, unfit)
    const others = (await listReviewers(transaction)).filter((one) => isFree(one, proposal))
    return {
      able,
      unfit: new Map(people.map(({ userId, name }) => [userId, name])),
      others: others.slice(0, MOST_NAMES).map(({ name }) => name),
    }
  })
}

function namedBy({ reviewers }: Proposal, act: ProposalAct): readonly string[] | undefined {
  switch (act.kind) {
    case 'review':
    case 'fast-track':
      return act.reviewers.map(({ userId }) => userId)
    case 'vote':
    case 'accept':
      return reviewers.map(({ userId }) => userId)
    default:
      return undefined
  }
}

function isFree({ userId }: Reviewer, { author, conflicts }: Proposal): boolean {
  return userId !== author && conflicts.every((conflict) => conflict.userId !== userId)
}
