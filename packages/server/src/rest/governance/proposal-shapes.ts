import {
  contentSchema as content,
  type KeptProposal,
  type ProposalAct,
  type ProposalEvent,
  STAGES,
  VOTES,
} from '@yingma/govern'
import { type Participant, ROLES } from '@yingma/store'
import { z } from 'zod'
import { day, id, line, text } from '../../http/fields.ts'

const reviewers = z
  .array(z.strictObject({ userId: id, specialty: line(60) }))
  .min(1)
  .max(50)
const reason = text(2000, 1)

export const act = z
  .union([
    z.strictObject({ kind: z.literal('revise'), content }),
    z.strictObject({ kind: z.literal('open'), deadline: day }),
    z.strictObject({ kind: z.literal('comment'), text: text(5000, 1), replyTo: z.number().int().min(1).optional() }),
    z.strictObject({
      kind: z.literal('review'),
      deadline: day,
      quorum: z.number().int().min(1).max(50),
      reviewers,
    }),
    z.strictObject({ kind: z.literal('fast-track'), reason, deadline: day, reviewers }),
    z.strictObject({ kind: z.literal('declare-conflict'), reason }),
    z.strictObject({ kind: z.literal('vote'), vote: z.enum(VOTES), reason }),
    z.strictObject({ kind: z.literal('return'), reason, deadline: day }),
    z.strictObject({ kind: z.enum(['accept', 'reject', 'withdraw']), reason }),
  ])
  .meta({ id: 'ProposalAct' })

/** How those who take part in governance know one another, across institutions: never by their accounts. */
export const participant = z
  .object({
    userId: z.uuid(),
    name: z.string(),
    role: z.enum(ROLES).nullable().describe('the one that weighs most'),
    institution: z.string().nullable().describe('name of where they have it; null for roles held everywhere'),
  })
  .meta({ id: 'Participant' })

const comment = z.object({
  id: z.number().int(),
  replyTo: z.number().int().nullable(),
  author: z.uuid(),
  at: z.string(),
  text: z.string(),
})
type CommentAnswer = z.infer<typeof comment>

export const proposal = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    stage: z.enum(STAGES),
    author: z.uuid(),
    content,
    round: z.number().int(),
    isFast: z.boolean(),
    deadline: z.string().nullable(),
    quorum: z.number().int(),
    reviewers: z.array(z.object({ userId: z.uuid(), specialty: z.string() })),
    conflicts: z.array(z.object({ userId: z.uuid(), reason: z.string(), at: z.string() })),
    votes: z.array(
      z.object({ voter: z.uuid(), specialty: z.string(), vote: z.enum(VOTES), reason: z.string(), at: z.string() }),
    ),
    comments: z.array(comment).describe('in the order in which they were written; replyTo makes threads of them'),
    decision: z.object({ by: z.uuid(), reason: z.string(), at: z.string() }).nullable(),
    releasedIn: z.string().nullable(),
    draftedAt: z.string(),
    changedAt: z.string(),
    people: z.array(participant).describe('everybody whom the proposal names by id'),
  })
  .meta({ id: 'Proposal' })

/** Ids of everybody whom a proposal names. */
export function namedIn({ proposal: state, events }: KeptProposal): readonly string[] {
  const { author, reviewers, conflicts, votes, decision } = state
  const commenters = events.flatMap(({ actor, act: done }) => (done.kind === 'comment' ? [actor] : []))
  const others = [...reviewers, ...conflicts].map(({ userId }) => userId)
  const deciders = decision === null ? [] : [decision.by]
  return [...new Set([author, ...others, ...votes.map(({ voter }) => voter), ...commenters, ...deciders])]
}

/** A proposal as the API answers it: comments flat, as they came; of these people those whom it names. */
export function proposalAnswer(kept: KeptProposal, known: ReadonlyMap<string, Participant>): z.infer<typeof proposal> {
  const { id: proposalId, proposal: state, events } = kept
  const { comments: _threads, ...rest } = state
  const lastOf = (actor: string, ...kinds: readonly ProposalAct['kind'][]): string =>
    events.findLast((event) => event.actor === actor && kinds.includes(event.act.kind))?.at ?? ''
  const answer = {
    id: proposalId,
    ...rest,
    votes: state.votes.map((vote) => ({ ...vote, at: lastOf(vote.voter, 'vote') })),
    conflicts: state.conflicts.map((one) => ({ ...one, at: lastOf(one.userId, 'declare-conflict') })),
    decision: state.decision && { ...state.decision, at: lastOf(state.decision.by, 'accept', 'reject', 'withdraw') },
    comments: events.flatMap(commentsIn),
    people: namedIn(kept).flatMap((one) => known.get(one) ?? []),
    draftedAt: events[0]?.at ?? '',
    changedAt: events.at(-1)?.at ?? '',
  }
  // Lists are read-only inside governance; answers are plain arrays.
  return structuredClone(answer) as z.infer<typeof proposal>
}

function commentsIn({ version, actor, at, act: done }: ProposalEvent): readonly CommentAnswer[] {
  if (done.kind !== 'comment') return []
  return [{ id: version, replyTo: done.replyTo ?? null, author: actor, at, text: done.text }]
}

const itemAnswer = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })
const reading = z.object({ codes: z.array(z.string()), state: z.string() })
const volume = itemAnswer.extend({ exams: z.number(), names: z.number().int(), institutions: z.number().int() })
const moved = { name: z.string(), institution: z.string(), exams: z.number() }

const impact = z
  .object({
    added: z.array(itemAnswer),
    removed: z.array(itemAnswer),
    retired: z.array(itemAnswer.extend({ successors: z.array(z.string()) })),
    reworded: z.array(z.object({ code: z.string(), before: z.string(), after: z.string() })),
    names: z.object({
      known: z.number().int(),
      read: z.number().int(),
      moved: z.number().int(),
      exams: z.number(),
      institutions: z.number().int(),
      examples: z.array(z.object({ ...moved, before: reading, after: reading })),
    }),
    decisions: z.object({
      moved: z.number().int(),
      open: z.number().int(),
      institutions: z.number().int(),
      examples: z.array(
        z.object({ ...moved, before: z.array(z.string()), after: z.array(z.string()), isOpen: z.boolean() }),
      ),
    }),
    prices: z.array(
      z.object({ schedule: z.string(), item: z.string(), before: z.array(z.string()), after: z.array(z.string()) }),
    ),
    confusable: z.array(z.object({ code: z.string(), neighbour: itemAnswer, at: z.number().int() })),
    granularity: z.object({ gains: z.array(volume), losses: z.array(volume) }),
  })
  .meta({ id: 'Impact' })

/** Impact, or why the changes are refused. */
export const impactAnswer = z.object({
  refusals: z
    .array(z.object({ code: z.string(), detail: z.string() }))
    .describe('empty when the changes may be proposed'),
  impact: impact.nullable(),
})
