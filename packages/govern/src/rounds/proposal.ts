import type { Change } from '../proposals/change.ts'

export const STAGES = ['draft', 'open', 'review', 'ready', 'released', 'rejected', 'withdrawn'] as const
export type Stage = (typeof STAGES)[number]

export const VOTES = ['approve', 'reject', 'abstain'] as const
export type Vote = (typeof VOTES)[number]

/** An institution's own item that an item of the standard takes the place of, once the proposal is released. */
export interface Promotion {
  readonly institutionId: string
  /** Code of the own item. */
  readonly code: string
  /** Code of the item that follows it: one that the proposal adds, or one in use. */
  readonly into: string
}

/** What a proposal says. Both titles are shown; a release note is made from them. */
export interface ProposalContent {
  readonly title: { readonly zh: string; readonly en: string }
  readonly reason: string
  readonly changes: readonly Change[]
  /** Local names that led to it. */
  readonly names: readonly { readonly name: string; readonly exams: number }[]
  /** Entries of the evidence register. */
  readonly evidence: readonly string[]
  readonly promotes?: readonly Promotion[]
}

/** Who reads a proposal for its field, e.g. 神经放射. */
export interface Reviewer {
  readonly userId: string
  readonly specialty: string
}

/** What somebody does with a proposal. */
export type ProposalAct =
  | { readonly kind: 'draft'; readonly content: ProposalContent }
  | { readonly kind: 'revise'; readonly content: ProposalContent }
  | { readonly kind: 'open'; readonly deadline: string }
  | { readonly kind: 'comment'; readonly text: string; readonly replyTo?: number }
  | {
      readonly kind: 'review'
      readonly deadline: string
      readonly quorum: number
      readonly reviewers: readonly Reviewer[]
    }
  /** Straight to a vote without public comment: for corrections that touch no code and no meaning. */
  | {
      readonly kind: 'fast-track'
      readonly reason: string
      readonly deadline: string
      readonly reviewers: readonly Reviewer[]
    }
  | { readonly kind: 'declare-conflict'; readonly reason: string }
  | { readonly kind: 'vote'; readonly vote: Vote; readonly reason: string }
  /** Back to comment: the next round. */
  | { readonly kind: 'return'; readonly reason: string; readonly deadline: string }
  | { readonly kind: 'accept'; readonly reason: string }
  | { readonly kind: 'reject'; readonly reason: string }
  | { readonly kind: 'withdraw'; readonly reason: string }
  | { readonly kind: 'release'; readonly version: string }

export type ActKind = ProposalAct['kind']

/** An act as it is kept: numbered from 1 without a gap, never changed. */
export interface ProposalEvent {
  readonly version: number
  readonly actor: string
  /** ISO moment. */
  readonly at: string
  readonly act: ProposalAct
}

export interface Comment {
  /** Number of the event that made it; replies name it. */
  readonly id: number
  readonly author: string
  readonly at: string
  readonly text: string
  readonly replies: readonly Comment[]
}

export interface CastVote {
  readonly voter: string
  readonly specialty: string
  readonly vote: Vote
  readonly reason: string
}

/** Where a proposal stands after its events. */
export interface Proposal {
  readonly version: number
  readonly stage: Stage
  readonly author: string
  readonly content: ProposalContent
  /** Rounds of expert review begun. */
  readonly round: number
  readonly isFast: boolean
  readonly deadline: string | null
  readonly quorum: number
  readonly reviewers: readonly Reviewer[]
  readonly conflicts: readonly { readonly userId: string; readonly reason: string }[]
  /** Of the present round; a revision or another round starts them anew. */
  readonly votes: readonly CastVote[]
  readonly comments: readonly Comment[]
  readonly decision: { readonly by: string; readonly reason: string } | null
  readonly releasedIn: string | null
}
