import { contentSchema as content, type KeptProposal, STAGES, VOTES } from '@yingma/govern'
import { z } from 'zod'
import { day, id, line, text } from '../http/fields.ts'

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
    conflicts: z.array(z.object({ userId: z.uuid(), reason: z.string() })),
    votes: z.array(z.object({ voter: z.uuid(), specialty: z.string(), vote: z.enum(VOTES), reason: z.string() })),
    comments: z
      .array(
        z.object({
          id: z.number().int(),
          replyTo: z.number().int().nullable(),
          author: z.uuid(),
          at: z.string(),
          text: z.string(),
        }),
      )
      .describe('in the order in which they were written; replyTo makes threads of them'),
    decision: z.object({ by: z.uuid(), reason: z.string() }).nullable(),
    releasedIn: z.string().nullable(),
    changedAt: z.string(),
  })
  .meta({ id: 'Proposal' })

/** A proposal as the API answers it: comments flat, as they came. */
export function proposalAnswer({ id: proposalId, proposal: state, events }: KeptProposal): z.infer<typeof proposal> {
  const { comments: _threads, ...rest } = state
  const comments = events.flatMap(({ version, actor, at, act: done }) =>
    done.kind === 'comment' ? [{ id: version, replyTo: done.replyTo ?? null, author: actor, at, text: done.text }] : [],
  )
  // Lists are read-only inside governance; answers are plain arrays.
  return structuredClone({ id: proposalId, ...rest, comments, changedAt: events.at(-1)?.at ?? '' }) as z.infer<
    typeof proposal
  >
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
