import type { GovernProblem } from '../problems/govern-problem.ts'
import { isCorrection } from '../proposals/correction.ts'
import type { ActKind, Proposal, ProposalAct, Stage } from './proposal.ts'
import { hasComment } from './proposal-state.ts'

/** Stages in which each act has its place. */
const PLACES: Readonly<Record<ActKind, readonly Stage[]>> = {
  draft: [],
  revise: ['draft', 'open'],
  open: ['draft'],
  comment: ['draft', 'open', 'review', 'ready'],
  review: ['open'],
  'fast-track': ['draft', 'open'],
  'declare-conflict': ['open', 'review'],
  vote: ['review'],
  // What is ready may turn out to clash with another that is.
  return: ['review', 'ready'],
  accept: ['review'],
  reject: ['open', 'review', 'ready'],
  withdraw: ['draft', 'open', 'review'],
  release: ['ready'],
}

const NEEDS_REASON: ReadonlySet<ActKind> = new Set([
  'fast-track',
  'declare-conflict',
  'vote',
  'return',
  'accept',
  'reject',
  'withdraw',
])

/** Who may review now: their account is not disabled, and they hold a role that reviews. */
export interface Bench {
  readonly able: ReadonlySet<string>
  /** Names of those who were asked for and may not. */
  readonly unfit: ReadonlyMap<string, string>
  /** Names of some who may. */
  readonly others: readonly string[]
}

/**
 * Why somebody may not do this with a proposal now; `null` where nothing is against it. What the actor's own role allows is
 * asked elsewhere; the bench says who of the reviewers counts, all of them where it is not given.
 */
export function checkAct(
  proposal: Proposal,
  act: ProposalAct,
  actor: string,
  now: string,
  bench?: Bench,
): GovernProblem | null {
  const { stage } = proposal
  if (!PLACES[act.kind].includes(stage)) {
    return { code: 'govern-stage', act: act.kind, stage, stages: PLACES[act.kind] }
  }
  if (NEEDS_REASON.has(act.kind) && 'reason' in act && act.reason.trim() === '')
    return { code: 'govern-reason-missing' }
  if ('deadline' in act && act.deadline <= now.slice(0, 10)) return { code: 'govern-deadline', deadline: act.deadline }
  switch (act.kind) {
    case 'revise':
    case 'withdraw':
      return actor === proposal.author ? null : { code: 'govern-not-author', act: act.kind }
    case 'comment':
      return act.replyTo === undefined || hasComment(proposal.comments, act.replyTo)
        ? null
        : { code: 'govern-comment-unknown', id: act.replyTo }
    case 'review':
      return checkReviewers(proposal, act.reviewers, act.quorum, bench)
    case 'fast-track':
      return checkFastTrack(proposal, act, bench)
    case 'vote':
      return checkVoter(proposal, actor) ?? checkAble(actor, bench) ?? checkOpenVote(proposal, now)
    case 'return':
    case 'reject':
      return checkDecider(proposal, actor)
    case 'accept':
      return checkDecider(proposal, actor) ?? checkVotes(proposal, now, bench)
    default:
      return null
  }
}

function checkReviewers(
  { author, conflicts }: Proposal,
  reviewers: readonly { readonly userId: string }[],
  quorum: number,
  bench: Bench | undefined,
): GovernProblem | null {
  const ids = new Set(reviewers.map(({ userId }) => userId))
  if (ids.has(author)) return { code: 'govern-own-proposal', act: 'vote' }
  if (conflicts.some(({ userId }) => ids.has(userId))) return { code: 'govern-conflicted' }
  for (const id of ids) {
    const unfit = checkAble(id, bench)
    if (unfit !== null) return unfit
  }
  return quorum < 1 || ids.size < quorum ? { code: 'govern-too-few-reviewers', reviewers: ids.size, quorum } : null
}

function checkAble(userId: string, bench: Bench | undefined): GovernProblem | null {
  if (bench === undefined || bench.able.has(userId)) return null
  return { code: 'govern-reviewer-unfit', name: bench.unfit.get(userId) ?? userId, others: bench.others }
}

/** A correction: nothing comes, goes or changes its meaning. */
function checkFastTrack(
  proposal: Proposal,
  { reviewers }: Extract<ProposalAct, { readonly kind: 'fast-track' }>,
  bench: Bench | undefined,
): GovernProblem | null {
  const heavy = proposal.content.changes.find((change) => !isCorrection(change))
  if (heavy !== undefined) return { code: 'govern-not-fast', kind: heavy.kind }
  return checkReviewers(proposal, reviewers, 1, bench)
}

function checkVoter({ author, reviewers, conflicts }: Proposal, actor: string): GovernProblem | null {
  if (actor === author) return { code: 'govern-own-proposal', act: 'vote' }
  if (conflicts.some(({ userId }) => userId === actor)) return { code: 'govern-conflicted' }
  return reviewers.some(({ userId }) => userId === actor) ? null : { code: 'govern-not-reviewer' }
}

/** After the deadline a round is decided or returned; who votes late has not seen what the others were counted on. */
function checkOpenVote({ deadline }: Proposal, now: string): GovernProblem | null {
  return deadline !== null && now.slice(0, 10) > deadline ? { code: 'govern-vote-over', deadline } : null
}

function checkDecider({ author, conflicts }: Proposal, actor: string): GovernProblem | null {
  if (actor === author) return { code: 'govern-own-proposal', act: 'accept' }
  return conflicts.some(({ userId }) => userId === actor) ? { code: 'govern-conflicted' } : null
}

/**
 * A quorum of votes, more for than against; before the deadline only when everybody has voted who may. Who has a conflict,
 * left, or lost the role neither counts nor is waited for.
 */
function checkVotes(
  { votes, quorum, reviewers, conflicts, deadline }: Proposal,
  now: string,
  bench: Bench | undefined,
): GovernProblem | null {
  const isAble = (id: string): boolean =>
    conflicts.every(({ userId }) => userId !== id) && (bench === undefined || bench.able.has(id))
  const able = reviewers.filter(({ userId }) => isAble(userId)).length
  const counted = votes.filter(({ voter }) => isAble(voter))
  if (counted.length < quorum) return { code: 'govern-quorum', votes: counted.length, quorum, able }
  if (counted.length < able && deadline !== null && now.slice(0, 10) <= deadline) {
    return { code: 'govern-still-voting', votes: counted.length, reviewers: able, deadline }
  }
  const count = (wanted: string): number => counted.filter(({ vote }) => vote === wanted).length
  const [approve, reject] = [count('approve'), count('reject')]
  return approve > reject ? null : { code: 'govern-no-majority', approve, reject }
}
