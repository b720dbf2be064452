import type { GovernProblem } from '../problems/govern-problem.ts'
import type { Proposal, ProposalAct } from '../rounds/proposal.ts'
import { dayOf, proposalsOf, type Step, type World } from './governance-world.ts'
import type { Pick } from './random-change.ts'

/** A step that must be refused, and the problem that says why. */
type InvalidStep = readonly [step: Step, code: GovernProblem['code']]

/** Steps that nobody may take on one of the proposals as it stands. */
export function invalidSteps(world: World, pick: Pick): readonly InvalidStep[] {
  const all = proposalsOf(world)
  const chosen = all[pick(Math.max(all.length, 1))]
  if (chosen === undefined) return []
  const [id, proposal] = chosen
  return onProposal(world, proposal).map(([actor, act, code]) => [{ kind: 'act', id, actor, act }, code])
}

type InvalidAct = readonly [actor: string, act: ProposalAct, code: GovernProblem['code']]

function onProposal(world: World, { author, stage, content, conflicts }: Proposal): readonly InvalidAct[] {
  const deadline = dayOf(world, 5)
  const isOver = stage === 'released' || stage === 'rejected' || stage === 'withdrawn'
  if (isOver) {
    return [
      ['editor-1', { kind: 'open', deadline }, 'govern-stage'],
      ['editor-1', { kind: 'reject', reason: '再议' }, 'govern-stage'],
      [author, { kind: 'revise', content }, 'govern-stage'],
      [author, { kind: 'comment', text: '补充' }, 'govern-stage'],
      ['editor-1', { kind: 'release', version: '9.0.0' }, 'govern-stage'],
    ]
  }
  const unknown: InvalidAct = [author, { kind: 'comment', text: '?', replyTo: 9999 }, 'govern-comment-unknown']
  switch (stage) {
    case 'draft':
      return [
        unknown,
        ['editor-1', { kind: 'revise', content }, 'govern-not-author'],
        ['editor-1', { kind: 'open', deadline: dayOf(world) }, 'govern-deadline'],
        ['editor-1', { kind: 'accept', reason: '好' }, 'govern-stage'],
      ]
    case 'open': {
      const own = [{ userId: author, specialty: '胸部放射' }]
      return [
        unknown,
        ['editor-1', { kind: 'review', deadline, quorum: 1, reviewers: own }, 'govern-own-proposal'],
        ['editor-1', { kind: 'review', deadline, quorum: 1, reviewers: [] }, 'govern-too-few-reviewers'],
        ['editor-1', { kind: 'reject', reason: ' ' }, 'govern-reason-missing'],
        ...conflicts.map(({ userId }): InvalidAct => [userId, { kind: 'reject', reason: '不宜' }, 'govern-conflicted']),
      ]
    }
    case 'review':
      return [
        unknown,
        [author, { kind: 'vote', vote: 'approve', reason: '好' }, 'govern-own-proposal'],
        [author, { kind: 'accept', reason: '好' }, 'govern-own-proposal'],
        ['stranger', { kind: 'vote', vote: 'approve', reason: '好' }, 'govern-not-reviewer'],
        ['editor-1', { kind: 'reject', reason: '' }, 'govern-reason-missing'],
        ['editor-1', { kind: 'revise', content }, 'govern-stage'],
        ...conflicts.map(
          ({ userId }): InvalidAct => [userId, { kind: 'vote', vote: 'approve', reason: '好' }, 'govern-conflicted'],
        ),
      ]
    default:
      return [
        unknown,
        [author, { kind: 'reject', reason: '不要了' }, 'govern-own-proposal'],
        ['editor-1', { kind: 'vote', vote: 'approve', reason: '好' }, 'govern-stage'],
      ]
  }
}
