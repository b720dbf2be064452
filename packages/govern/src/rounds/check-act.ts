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

/** Why somebody may not do this with a proposal now; `null` where nothing is against it. Roles are asked elsewhere. */
export function checkAct(proposal: Proposal, act: ProposalAct, actor: string, now: string): GovernProblem | null {
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
      return checkReviewers(proposal, act.reviewers, act.quorum)
    case 'fast-track':
      return checkFastTrack(proposal, act)
    case 'vote':
      return checkVoter(proposal, actor) ?? checkOpenVote(proposal, now)
    case 'return':
    case 'reject':
      return checkDecider(proposal, actor)
    case 'accept':
      return checkDecider(proposal, actor) ?? checkVotes(proposal, now)
    default:
      return null
  }
}

function checkReviewers(
  { author, conflicts }: Proposal,
  reviewers: readonly { readonly userId: string }[],
  quorum: number,
): GovernProblem | null {
  const ids = new Set(reviewers.map(({ userId }) => userId))
  if (ids.has(author)) return { code: 'govern-own-proposal', act: 'vote' }
  if (conflicts.some(({ userId }) => ids.has(userId))) return { code: 'govern-conflicted' }
  return quorum < 1 || ids.size < quorum ? { code: 'govern-too-few-reviewers', reviewers: ids.size, quorum } : null
}

/** A correction: nothing comes, goes or changes its meaning. */
function checkFastTrack(
  proposal: Proposal,
  { reviewers }: Extract<ProposalAct, { readonly kind: 'fast-track' }>,
): GovernProblem | null {
  const heavy = proposal.content.changes.find((change) => !isCorrection(change))
  if (heavy !== undefined) return { code: 'govern-not-fast', kind: heavy.kind }
  return checkReviewers(proposal, reviewers, 1)
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

/** A quorum of votes, more for than against; before the deadline only when everybody has voted who may. */
function checkVotes({ votes, quorum, reviewers, conflicts, deadline }: Proposal, now: string): GovernProblem | null {
  if (votes.length < quorum) return { code: 'govern-quorum', votes: votes.length, quorum }
  const able = reviewers.filter(({ userId }) => conflicts.every((conflict) => conflict.userId !== userId))
  if (votes.length < able.length && deadline !== null && now.slice(0, 10) <= deadline) {
    return { code: 'govern-still-voting', votes: votes.length, reviewers: able.length, deadline }
  }
  const count = (wanted: string): number => votes.filter(({ vote }) => vote === wanted).length
  const [approve, reject] = [count('approve'), count('reject')]
  return approve > reject ? null : { code: 'govern-no-majority', approve, reject }
}
