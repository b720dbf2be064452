import { applyChange } from '../proposals/apply-change.ts'
import { CHANGE_KINDS, type Change, SUBJECTS } from '../proposals/change.ts'
import { isCorrection } from '../proposals/correction.ts'
import type { Proposal, ProposalAct, ProposalContent, Reviewer } from '../rounds/proposal.ts'
import { dayOf, latestOf, proposalsOf, type Step, type World } from './governance-world.ts'
import { type Pick, randomChange } from './random-change.ts'

export const STEP_KINDS = [
  'draft',
  'revise',
  'open',
  'comment',
  'reply',
  'review',
  'fast-track',
  'declare-conflict',
  'vote-for',
  'vote-against',
  'return',
  'accept',
  'reject',
  'withdraw',
  'release',
  'rollback',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

const AUTHORS = ['author-1', 'author-2', 'author-3']
const EDITORS = ['editor-1', 'editor-2']
/** Experts with their fields, as reviewers are named. */
const EXPERTS: readonly Reviewer[] = ['胸部放射', '神经放射', '超声', '骨关节', '介入'].map((specialty, at) => ({
  userId: `expert-${at + 1}`,
  specialty,
}))
const PEOPLE = [...AUTHORS, ...EDITORS, ...EXPERTS.map(({ userId }) => userId)]

/** How many changes of each kind were asked for so far: the rarest is asked for next. */
type Asked = Map<Change['kind'], number>

/**
 * A step of this kind that somebody may try: mostly one that has its place, once in six by anybody on anything; `undefined`
 * where there is nothing to do it to. It may still be refused.
 */
export function randomStep(world: World, kind: StepKind, asked: Asked, pick: Pick): Step | undefined {
  if (kind === 'release') {
    const isReady = proposalsOf(world).filter(([, { stage }]) => stage === 'ready').length >= 2
    return isReady ? { kind, actor: one(EDITORS, pick) } : undefined
  }
  if (kind === 'rollback') return { kind, reason: '试用中发现用词不当' }
  if (kind === 'draft') {
    // As many at once as people can follow.
    if (proposalsOf(world).filter(([, { decision, stage }]) => decision === null && stage !== 'released').length > 8)
      return undefined
    const id = `p${world.streams.size + 1}`
    return { kind: 'act', id, actor: one(AUTHORS, pick), act: { kind, content: content(world, asked, pick) } }
  }
  const isWild = pick(6) === 0
  const all = proposalsOf(world)
  const fitting = isWild ? all : all.filter(([, proposal]) => fits(world, kind, proposal))
  if (fitting.length === 0) return undefined
  const [id, proposal] = one(fitting, pick)
  const actor = isWild ? one(PEOPLE, pick) : one(actorsOf(kind, proposal), pick)
  return { kind: 'act', id, actor, act: actOf(world, kind, proposal, pick) }
}

function fits({ day }: World, kind: StepKind, proposal: Proposal): boolean {
  const { stage, content, comments, votes, quorum } = proposal
  switch (kind) {
    case 'open':
      return stage === 'draft'
    case 'revise':
      return stage === 'draft' || stage === 'open'
    case 'reply':
      return comments.length > 0 && (stage === 'open' || stage === 'review')
    case 'fast-track':
      return (stage === 'draft' || stage === 'open') && content.changes.every(isCorrection)
    case 'review':
      return stage === 'open'
    case 'accept':
      return stage === 'review' && votes.length >= quorum
    case 'vote-for':
    case 'vote-against':
      return stage === 'review'
    // Once in a while what is ready is looked at again.
    case 'return':
    case 'reject':
      return stage === 'review' || (stage === 'ready' && day % 7 === 0)
    default:
      return stage === 'open' || stage === 'review'
  }
}

function actorsOf(kind: StepKind, { author, reviewers }: Proposal): readonly string[] {
  switch (kind) {
    case 'revise':
    case 'withdraw':
      return [author]
    case 'vote-for':
    case 'vote-against':
      return reviewers.map(({ userId }) => userId)
    case 'comment':
    case 'reply':
      return PEOPLE
    case 'declare-conflict':
      return EXPERTS.map(({ userId }) => userId)
    default:
      return EDITORS
  }
}

function actOf(world: World, kind: StepKind, proposal: Proposal, pick: Pick): ProposalAct {
  const deadline = dayOf(world, 3 + pick(9))
  const reason = `理由${pick(1000)}`
  switch (kind) {
    case 'revise':
      return { kind, content: { ...proposal.content, reason } }
    case 'open':
      return { kind, deadline }
    case 'comment':
      return { kind, text: reason }
    case 'reply': {
      const { id } = proposal.comments.length === 0 ? { id: 0 } : one(proposal.comments, pick)
      return { kind: 'comment', text: reason, replyTo: id }
    }
    case 'review':
      return { kind, deadline, quorum: 1 + pick(3), reviewers: panel(proposal, pick) }
    case 'fast-track':
      return { kind, reason, deadline, reviewers: panel(proposal, pick) }
    case 'vote-for':
    case 'vote-against':
      return { kind: 'vote', vote: pick(8) === 0 ? 'abstain' : kind === 'vote-for' ? 'approve' : 'reject', reason }
    case 'return':
      return { kind, reason, deadline }
    case 'declare-conflict':
    case 'accept':
    case 'reject':
    case 'withdraw':
      return { kind, reason }
    default:
      throw new Error(`${kind} is no act on a proposal`)
  }
}

/** Two to four experts, by field; once in a while somebody with a conflict is among them, which is refused. */
function panel({ conflicts }: Proposal, pick: Pick): readonly Reviewer[] {
  const free = EXPERTS.filter(
    ({ userId }) => pick(12) === 0 || conflicts.every((conflict) => conflict.userId !== userId),
  )
  const from = pick(EXPERTS.length)
  return [...free.slice(from), ...free.slice(0, from)].slice(0, 2 + pick(3))
}

/** One or two changes that can be made to the newest edition one after the other, as an author tries them before asking. */
function content(world: World, asked: Asked, pick: Pick): ProposalContent {
  const n = pick(1_000_000)
  const changes = pick(4) === 0 ? [correction(world, pick)] : tried(world, asked, 1 + pick(2), pick)
  return { title: { zh: `提案${n}`, en: `Proposal ${n}` }, reason: '实际数据', changes, names: [], evidence: [] }
}

function tried(world: World, asked: Asked, count: number, pick: Pick): readonly Change[] {
  const changes: Change[] = []
  let draft = latestOf(world)
  for (let turn = 0; changes.length < count && turn < 100; turn++) {
    const kind = [...CHANGE_KINDS].sort((a, b) => (asked.get(a) ?? 0) - (asked.get(b) ?? 0))[turn % 3] ?? 'add'
    const change = randomChange(draft, kind, one(SUBJECTS, pick), pick)
    if (change === undefined) continue
    const result = applyChange(draft, change, [])
    if (!result.ok) continue
    draft = result.draft
    changes.push(change)
    asked.set(kind, (asked.get(kind) ?? 0) + 1)
  }
  return changes.length > 0 ? changes : [correction(world, pick)]
}

/** A better English name of an item in use: what may go fast. */
function correction(world: World, pick: Pick): Change {
  const active = latestOf(world).edition.items.filter(({ status }) => status === 'active')
  const { code, nameEn } = one(active, pick)
  return {
    kind: 're-word',
    subject: 'item',
    code,
    nameEn: `${nameEn.slice(0, 200)} ${pick(1_000_000)}`,
    reason: 'established-term',
  }
}

function one<T>(list: readonly T[], pick: Pick): T {
  return list[pick(list.length)] as T
}
