import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type ComponentRef, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ApiProblem, ask } from '../../../api/client.ts'
import { useSession } from '../../../app/session.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { RoundForm, type RoundFormProps } from './round-form.tsx'
import { isOver } from './stages.ts'

interface ProposalActsProps {
  readonly proposal: Answer<'GET /proposals/{proposal}'>
  readonly onDone: () => void
}

const LEADERS: readonly string[] = ['editor', 'publisher', 'admin']

/** What the person may do with the proposal now. The server decides; what somebody wrote stays when it says no. */
export function ProposalActs({ proposal, onDone }: ProposalActsProps): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [said, setSaid] = useState('')
  const field = useRef<ComponentRef<typeof Input.TextArea>>(null)
  const act = useMutation({
    mutationFn: (wanted: Act | Parameters<RoundFormProps['onAct']>[0]) => {
      const body = { version: proposal.version, act: wanted }
      return ask('POST /proposals/{proposal}/acts', { params: { proposal: proposal.id }, body })
    },
    onSuccess: () => {
      setSaid('')
      // The button that was pressed may be gone now; whoever works by keyboard goes on here.
      field.current?.focus()
    },
    onSettled: onDone,
  })
  if (isOver(proposal)) return <p role="status">{t('govern.over')}</p>
  const isEmpty = said.trim() === ''
  const isConflict = act.error instanceof ApiProblem && act.error.code === 'govern-conflict'
  return (
    <section className="card" aria-label={t('govern.yourTurn')}>
      <label htmlFor="govern-said">{t('govern.said')}</label>
      <Input.TextArea
        id="govern-said"
        ref={field}
        value={said}
        rows={3}
        maxLength={2000}
        onChange={(event) => setSaid(event.target.value)}
      />
      <div className="row">
        {actsOf(proposal, me, said).map(({ key, wanted }) => (
          <Button key={key} disabled={isEmpty} loading={act.isPending} onClick={() => act.mutate(wanted)}>
            {t(`govern.acts.${key}`)}
          </Button>
        ))}
      </div>
      {mayLead(proposal, me) && (
        <RoundForm proposal={proposal} said={said} isPending={act.isPending} onAct={(wanted) => act.mutate(wanted)} />
      )}
      {me?.userId === proposal.author && (proposal.stage === 'draft' || proposal.stage === 'open') && (
        <Link to="/govern" search={{ tab: 'draft', revise: proposal.id }}>
          {t('rounds.revise')}
        </Link>
      )}
      <ProblemNote problem={act.error} />
      {isConflict && <p role="status">{t('govern.kept')}</p>}
    </section>
  )
}

type Act =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'vote'; readonly vote: 'approve' | 'reject' | 'abstain'; readonly reason: string }
  | { readonly kind: 'accept' | 'reject' | 'withdraw' | 'declare-conflict'; readonly reason: string }

/** Whoever leads rounds; what is decided is decided by somebody else than its author. */
function mayLead({ stage, author }: ProposalActsProps['proposal'], me: ReturnType<typeof useSession>): boolean {
  const isLeader = me?.grants.some(({ role }) => LEADERS.includes(role)) ?? false
  return isLeader && (me?.userId !== author || stage === 'draft' || stage === 'open')
}

interface Offer {
  readonly key: string
  readonly wanted: Act
}

/** Acts that need only a text. */
function actsOf(
  { stage, author, reviewers, conflicts }: ProposalActsProps['proposal'],
  me: ReturnType<typeof useSession>,
  said: string,
): readonly Offer[] {
  if (!me) return []
  const isMe = ({ userId }: { readonly userId: string }): boolean => userId === me.userId
  const isReviewer = stage === 'review' && reviewers.some(isMe) && !conflicts.some(isMe)
  const isLeader = me.userId !== author && me.grants.some(({ role }) => LEADERS.includes(role))
  const votes = ['approve', 'reject', 'abstain'] as const
  return [
    { key: 'comment', wanted: { kind: 'comment', text: said } },
    ...(isReviewer ? votes.map((vote) => ({ key: vote, wanted: { kind: 'vote', vote, reason: said } as const })) : []),
    ...(isReviewer ? [{ key: 'conflict', wanted: { kind: 'declare-conflict', reason: said } as const }] : []),
    ...(isLeader && stage === 'review' ? [{ key: 'accept', wanted: { kind: 'accept', reason: said } as const }] : []),
    ...(isLeader && (stage === 'review' || stage === 'open' || stage === 'ready')
      ? [{ key: 'refuse', wanted: { kind: 'reject', reason: said } as const }]
      : []),
    ...(me.userId === author && stage !== 'ready'
      ? [{ key: 'withdraw', wanted: { kind: 'withdraw', reason: said } as const }]
      : []),
  ]
}
