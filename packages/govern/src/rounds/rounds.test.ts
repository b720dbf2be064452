import { describe, expect, it } from 'vitest'
import type { Change } from '../proposals/change.ts'
import { checkAct } from './check-act.ts'
import type { Proposal, ProposalAct, ProposalContent, ProposalEvent } from './proposal.ts'
import { proposalOf } from './proposal-state.ts'

const CONTENT: ProposalContent = {
  title: { zh: '增加胸部灌注', en: 'Add perfusion of the chest' },
  reason: '三家医院在用',
  changes: [{ kind: 'add', subject: 'item', codes: ['20040100410000'] }],
  names: [{ name: '胸部灌注CT', exams: 90 }],
  evidence: [],
}
const REVIEWERS = ['e1', 'e2', 'e3'].map((userId) => ({ userId, specialty: '胸部放射' }))
const REVIEW = { kind: 'review', deadline: '2026-02-01', quorum: 2, reviewers: REVIEWERS } as const

type Step = readonly [actor: string, act: ProposalAct]

/** Plays acts one after the other on a day; each must be allowed. */
function played(steps: readonly Step[], today = '2026-01-10T08:00:00Z'): Proposal {
  const events: ProposalEvent[] = []
  for (const [actor, act] of steps) {
    const problem = events.length === 0 ? null : checkAct(proposalOf(events), act, actor, today)
    if (problem !== null) throw new Error(JSON.stringify(problem))
    events.push({ version: events.length + 1, actor, at: today, act })
  }
  return proposalOf(events)
}

const OPENED: readonly Step[] = [
  ['author', { kind: 'draft', content: CONTENT }],
  ['editor', { kind: 'open', deadline: '2026-01-20' }],
]
const IN_REVIEW: readonly Step[] = [...OPENED, ['editor', REVIEW]]
const vote = (actor: string, choice: 'approve' | 'reject' | 'abstain'): Step => [
  actor,
  { kind: 'vote', vote: choice, reason: '依据充分' },
]

function refusal(steps: readonly Step[], actor: string, act: ProposalAct, today = '2026-01-10T08:00:00Z') {
  return checkAct(played(steps), act, actor, today)?.code
}

describe('rounds of a proposal', () => {
  it('go from draft over comment and review to ready, in two rounds', () => {
    const proposal = played([
      ...IN_REVIEW,
      vote('e1', 'reject'),
      ['editor', { kind: 'return', reason: '补充依据', deadline: '2026-01-30' }],
      ['author', { kind: 'revise', content: { ...CONTENT, reason: '五家医院在用' } }],
      ['editor', REVIEW],
      vote('e1', 'approve'),
      vote('e2', 'approve'),
      vote('e3', 'abstain'),
      ['editor', { kind: 'accept', reason: '多数赞成' }],
    ])
    expect(proposal).toMatchObject({ stage: 'ready', round: 2, decision: { by: 'editor' }, version: 11 })
    expect(proposal.votes.map(({ voter }) => voter)).toEqual(['e1', 'e2', 'e3'])
  })

  it('keep author and decider apart', () => {
    const voted = [...IN_REVIEW, vote('e1', 'approve'), vote('e2', 'approve'), vote('e3', 'approve')]
    expect(refusal(voted, 'author', { kind: 'accept', reason: '好' })).toBe('govern-own-proposal')
    expect(refusal(IN_REVIEW, 'author', { kind: 'vote', vote: 'approve', reason: '好' })).toBe('govern-own-proposal')
  })

  it('need a quorum, the deadline or every vote, and a majority', () => {
    const accept = { kind: 'accept', reason: '通过' } as const
    expect(refusal([...IN_REVIEW, vote('e1', 'approve')], 'editor', accept)).toBe('govern-quorum')
    const two = [...IN_REVIEW, vote('e1', 'approve'), vote('e2', 'approve')]
    expect(refusal(two, 'editor', accept)).toBe('govern-still-voting')
    expect(refusal(two, 'editor', accept, '2026-02-02T08:00:00Z')).toBeUndefined()
    const tied = [...IN_REVIEW, vote('e1', 'approve'), vote('e2', 'reject'), vote('e3', 'abstain')]
    expect(refusal(tied, 'editor', accept)).toBe('govern-no-majority')
  })

  it('take the vote of who declares a conflict and let them neither vote nor decide', () => {
    const declared: readonly Step[] = [
      ...IN_REVIEW,
      vote('e1', 'approve'),
      ['e1', { kind: 'declare-conflict', reason: '任职厂商' }],
    ]
    expect(played(declared).votes).toEqual([])
    expect(refusal(declared, 'e1', { kind: 'vote', vote: 'approve', reason: '好' })).toBe('govern-conflicted')
    expect(refusal(declared, 'e1', { kind: 'reject', reason: '不' })).toBe('govern-conflicted')
  })

  it('count nobody who left or lost the role, and name nobody who may not review', () => {
    const bench = (...able: string[]) => ({ able: new Set(able), unfit: new Map([['e2', '乙']]), others: ['丁'] })
    const at = '2026-01-10T08:00:00Z'
    const accept = { kind: 'accept', reason: '通过' } as const
    expect(checkAct(played(OPENED), REVIEW, 'editor', at, bench('e1', 'e3'))).toEqual({
      code: 'govern-reviewer-unfit',
      name: '乙',
      others: ['丁'],
    })
    const voted = [...IN_REVIEW, vote('e1', 'approve'), vote('e2', 'approve')]
    expect(checkAct(played(voted), accept, 'editor', at, bench('e1', 'e3'))).toEqual({
      code: 'govern-quorum',
      votes: 1,
      quorum: 2,
      able: 2,
    })
    // Nobody waits for who left.
    expect(checkAct(played(voted), accept, 'editor', at, bench('e1', 'e2'))).toBeNull()
    const late = { kind: 'vote', vote: 'approve', reason: '好' } as const
    expect(checkAct(played(IN_REVIEW), late, 'e2', at, bench('e1'))?.code).toBe('govern-reviewer-unfit')
    const fast = { kind: 'fast-track', reason: '错字', deadline: '2026-01-12', reviewers: REVIEWERS } as const
    const changes = [
      { kind: 're-word', subject: 'item', code: '20999999440000', nameEn: 'x', reason: 'established-term' },
    ] as const
    const draft = played([['author', { kind: 'draft', content: { ...CONTENT, changes } }]])
    expect(checkAct(draft, fast, 'editor', at, bench('e1'))?.code).toBe('govern-reviewer-unfit')
    const alone = { ...fast, reviewers: [{ userId: 'author', specialty: '胸部放射' }] }
    expect(checkAct(draft, alone, 'editor', at)?.code).toBe('govern-own-proposal')
  })

  it('ask for the reason of a rejection and a deadline to come', () => {
    expect(refusal(IN_REVIEW, 'editor', { kind: 'reject', reason: ' ' })).toBe('govern-reason-missing')
    expect(refusal(OPENED.slice(0, 1), 'editor', { kind: 'open', deadline: '2026-01-10' })).toBe('govern-deadline')
  })

  it('let corrections go fast and nothing else', () => {
    const fast = { kind: 'fast-track', reason: '错字', deadline: '2026-01-12', reviewers: REVIEWERS } as const
    expect(refusal(OPENED, 'editor', fast)).toBe('govern-not-fast')
    const changes = [
      { kind: 're-word', subject: 'item', code: '20999999440000', nameEn: 'x', reason: 'established-term' },
    ] as const
    const proposal = played([
      ['author', { kind: 'draft', content: { ...CONTENT, changes } }],
      ['editor', fast],
      vote('e1', 'approve'),
    ])
    expect(proposal).toMatchObject({ stage: 'review', isFast: true, quorum: 1 })
  })

  it('tell a correction by what it changes, not by what it calls itself', () => {
    const fast = { kind: 'fast-track', reason: '错字', deadline: '2026-01-12', reviewers: REVIEWERS } as const
    const term = { term: '平扫', kind: 'scan', value: 'plain', scope: '', note: '' }
    const lexicon = (after: Readonly<Record<string, string>>): Change => ({
      kind: 're-word',
      subject: 'lexicon-term',
      file: 'lexicon/scans.tsv',
      before: [term],
      after: [{ ...term, ...after }],
    })
    const item = '20040100120000'
    const heavy: readonly Change[] = [
      lexicon({ value: 'enhanced' }),
      lexicon({ term: '增强' }),
      { kind: 'change', subject: 'rule', file: 'rules/ct.tsv', before: [{ part: '04' }], after: [{ part: '05' }] },
      { kind: 'change', subject: 'rule', file: 'rules/ct.tsv', before: [{ part: '04' }], after: [] },
      { kind: 'change', subject: 'item', code: item, successors: ['20040100110000'], reason: '更正' },
      {
        kind: 'change',
        subject: 'facet-value',
        dictionary: 'scans-ct',
        code: '11',
        cells: { 'sheet.contrast': 'with' },
      },
    ]
    const light: readonly Change[] = [
      lexicon({ note: '见规范' }),
      { kind: 're-word', subject: 'facet-value', dictionary: 'scans-ct', code: '11', cells: { nameEn: 'plain' } },
    ]
    const tried = (change: Change) =>
      refusal([['author', { kind: 'draft', content: { ...CONTENT, changes: [change] } }]], 'editor', fast)
    expect(heavy.map(tried)).toEqual(heavy.map(() => 'govern-not-fast'))
    expect(light.map(tried)).toEqual(light.map(() => undefined))
  })

  it('take no vote after the deadline, and count a second vote of one person once', () => {
    const late = { kind: 'vote', vote: 'approve', reason: '迟到' } as const
    expect(refusal(IN_REVIEW, 'e1', late, '2026-02-01T23:00:00Z')).toBeUndefined()
    expect(refusal(IN_REVIEW, 'e1', late, '2026-02-02T00:00:00Z')).toBe('govern-vote-over')
    const twice = played([...IN_REVIEW, vote('e1', 'approve'), vote('e1', 'reject')])
    expect(twice.votes).toMatchObject([{ voter: 'e1', vote: 'reject' }])
    expect(checkAct(twice, { kind: 'accept', reason: '好' }, 'editor', '2026-03-01T00:00:00Z')?.code).toBe(
      'govern-quorum',
    )
  })

  it('take back what is ready when it clashes with another proposal', () => {
    const ready: readonly Step[] = [
      ...IN_REVIEW,
      ...(['e1', 'e2', 'e3'] as const).map((expert) => vote(expert, 'approve')),
      ['editor', { kind: 'accept', reason: '一致' }],
    ]
    const back = played([...ready, ['editor', { kind: 'return', reason: '与另一提案冲突', deadline: '2026-03-01' }]])
    expect(back).toMatchObject({ stage: 'open', votes: [], decision: null })
  })

  it('keep comments as threads', () => {
    const proposal = played([
      ...OPENED,
      ['x', { kind: 'comment', text: '范围过宽' }],
      ['author', { kind: 'comment', text: '已缩小', replyTo: 3 }],
      ['x', { kind: 'comment', text: '同意', replyTo: 4 }],
    ])
    expect(proposal.comments).toMatchObject([{ id: 3, replies: [{ id: 4, replies: [{ id: 5, text: '同意' }] }] }])
    expect(refusal(OPENED, 'x', { kind: 'comment', text: '?', replyTo: 99 })).toBe('govern-comment-unknown')
  })

  it('refuse an act out of its place', () => {
    expect(refusal(OPENED, 'e1', { kind: 'vote', vote: 'approve', reason: '好' })).toBe('govern-stage')
    expect(refusal(OPENED, 'x', { kind: 'revise', content: CONTENT })).toBe('govern-not-author')
  })
})
