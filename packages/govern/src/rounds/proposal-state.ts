import type { CastVote, Comment, Proposal, ProposalAct, ProposalEvent } from './proposal.ts'

/** Where a proposal stands: its events, one after the other. The first is its draft. */
export function proposalOf(events: readonly ProposalEvent[]): Proposal {
  const [first, ...rest] = events
  if (first?.act.kind !== 'draft') throw new Error('a proposal begins with its draft')
  return rest.reduce(withEvent, begun(first, first.act))
}

function begun(
  { version, actor }: ProposalEvent,
  { content }: Extract<ProposalAct, { readonly kind: 'draft' }>,
): Proposal {
  return {
    version,
    stage: 'draft',
    author: actor,
    content,
    round: 0,
    isFast: false,
    deadline: null,
    quorum: 0,
    reviewers: [],
    conflicts: [],
    votes: [],
    comments: [],
    decision: null,
    releasedIn: null,
  }
}

/** The state after one more event. */
function withEvent(before: Proposal, event: ProposalEvent): Proposal {
  return { ...before, ...changeOf(before, event), version: event.version }
}

function changeOf(before: Proposal, event: ProposalEvent): Partial<Proposal> {
  const { act, actor } = event
  switch (act.kind) {
    case 'draft':
      throw new Error('a proposal is drafted once')
    case 'revise':
      return { content: act.content, votes: [] }
    case 'open':
      return { stage: 'open', deadline: act.deadline }
    case 'comment':
      return { comments: withComment(before.comments, event, act) }
    case 'review':
      return { ...reviewBegun(before, act), quorum: act.quorum }
    case 'fast-track':
      return { ...reviewBegun(before, act), quorum: 1, isFast: true }
    case 'declare-conflict': {
      const conflicts = [
        ...before.conflicts.filter(({ userId }) => userId !== actor),
        { userId: actor, reason: act.reason },
      ]
      return { conflicts, votes: before.votes.filter(({ voter }) => voter !== actor) }
    }
    case 'vote':
      return { votes: [...before.votes.filter(({ voter }) => voter !== actor), castBy(before, actor, act)] }
    case 'return':
      return { stage: 'open', deadline: act.deadline, votes: [], isFast: false, decision: null }
    case 'accept':
      return { stage: 'ready', deadline: null, decision: { by: actor, reason: act.reason } }
    case 'reject':
      return { stage: 'rejected', deadline: null, decision: { by: actor, reason: act.reason } }
    case 'withdraw':
      return { stage: 'withdrawn', deadline: null, decision: { by: actor, reason: act.reason } }
    case 'release':
      return { stage: 'released', releasedIn: act.version }
  }
}

function reviewBegun(
  before: Proposal,
  { deadline, reviewers }: Pick<Extract<ProposalAct, { readonly kind: 'review' }>, 'deadline' | 'reviewers'>,
): Partial<Proposal> {
  return { stage: 'review', round: before.round + 1, deadline, reviewers, votes: [] }
}

function castBy(
  { reviewers }: Proposal,
  voter: string,
  { vote, reason }: Extract<ProposalAct, { readonly kind: 'vote' }>,
): CastVote {
  const specialty = reviewers.find(({ userId }) => userId === voter)?.specialty ?? ''
  return { voter, specialty, vote, reason }
}

function withComment(
  comments: readonly Comment[],
  { version, actor, at }: ProposalEvent,
  { text, replyTo }: Extract<ProposalAct, { readonly kind: 'comment' }>,
): readonly Comment[] {
  const comment: Comment = { id: version, author: actor, at, text, replies: [] }
  return replyTo === undefined ? [...comments, comment] : replied(comments, replyTo, comment)
}

function replied(comments: readonly Comment[], to: number, reply: Comment): readonly Comment[] {
  return comments.map((comment) => {
    const replies = comment.id === to ? [...comment.replies, reply] : replied(comment.replies, to, reply)
    return { ...comment, replies }
  })
}

/** Whether a comment with this number is there, at any depth. */
export function hasComment(comments: readonly Comment[], id: number): boolean {
  return comments.some((comment) => comment.id === id || hasComment(comment.replies, id))
}
