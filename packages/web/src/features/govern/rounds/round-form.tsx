import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'

type Act =
  | { readonly kind: 'open'; readonly deadline: string }
  | { readonly kind: 'return'; readonly deadline: string; readonly reason: string }
  | {
      readonly kind: 'review'
      readonly deadline: string
      readonly quorum: number
      readonly reviewers: { userId: string; specialty: string }[]
    }
  | {
      readonly kind: 'fast-track'
      readonly deadline: string
      readonly reason: string
      readonly reviewers: { userId: string; specialty: string }[]
    }

export interface RoundFormProps {
  readonly proposal: Pick<Answer<'GET /proposals/{proposal}'>, 'stage' | 'author' | 'conflicts'>
  /** What stands in the field for reasons. */
  readonly said: string
  readonly isPending: boolean
  readonly onAct: (act: Act) => void
}

/** Leads a proposal through its rounds: open for comment, review with reviewers by specialty, back for another round. */
export function RoundForm({ proposal, said, isPending, onAct }: RoundFormProps): ReactNode {
  const { t } = useTranslation()
  const [deadline, setDeadline] = useState('')
  const [quorum, setQuorum] = useState('1')
  const [reviewers, setReviewers] = useState<{ userId: string; specialty: string }[]>([])
  const { stage, author, conflicts } = proposal
  const isEarly = stage === 'draft' || stage === 'open'
  const button = (act: Act, isOff: boolean): ReactNode => (
    <Button disabled={isOff || deadline === ''} loading={isPending} onClick={() => onAct(act)}>
      {t(`rounds.${act.kind}`)}
    </Button>
  )
  const votes = /^\d{1,2}$/.test(quorum) ? Number(quorum) : 0
  return (
    <fieldset className="card">
      <legend>{t('rounds.title')}</legend>
      <div className="row">
        <label className="field">
          <span>{t('govern.deadline')}</span>
          <input className="input" type="date" value={deadline} onChange={(event) => setDeadline(event.target.value)} />
        </label>
        {stage === 'open' && (
          <label className="field">
            <span>{t('rounds.quorum')}</span>
            <input
              className="input"
              inputMode="numeric"
              maxLength={2}
              value={quorum}
              onChange={(event) => setQuorum(event.target.value)}
            />
          </label>
        )}
      </div>
      {isEarly && (
        <Reviewers
          chosen={reviewers}
          barred={[author, ...conflicts.map(({ userId }) => userId)]}
          onChange={setReviewers}
        />
      )}
      <div className="row">
        {stage === 'draft' && button({ kind: 'open', deadline }, false)}
        {stage === 'open' &&
          button({ kind: 'review', deadline, quorum: votes, reviewers }, reviewers.length < votes || votes < 1)}
        {isEarly &&
          button(
            { kind: 'fast-track', deadline, reason: said, reviewers },
            reviewers.length === 0 || said.trim() === '',
          )}
        {(stage === 'review' || stage === 'ready') &&
          button({ kind: 'return', deadline, reason: said }, said.trim() === '')}
      </div>
    </fieldset>
  )
}

interface ReviewersProps {
  readonly chosen: { userId: string; specialty: string }[]
  /** The author and those with a conflict of interest: they do not vote. */
  readonly barred: readonly string[]
  readonly onChange: (reviewers: { userId: string; specialty: string }[]) => void
}

/** Who reviews, each with the specialty that they speak for. */
function Reviewers({ chosen, barred, onChange }: ReviewersProps): ReactNode {
  const { t } = useTranslation()
  const [userId, setUserId] = useState('')
  const [specialty, setSpecialty] = useState('')
  const { data } = useQuery({
    queryKey: ['reviewers'],
    queryFn: ({ signal }) => ask('GET /reviewers', { signal }),
  })
  const nameOf = (id: string): string => data?.find((one) => one.userId === id)?.name ?? id
  return (
    <>
      <ul>
        {chosen.map((one) => (
          <li key={one.userId}>
            {nameOf(one.userId)} · {one.specialty}{' '}
            <Button
              size="small"
              aria-label={`${t('drafting.removeRow')} ${nameOf(one.userId)}`}
              onClick={() => onChange(chosen.filter((other) => other !== one))}
            >
              {t('drafting.removeRow')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="row">
        <label className="field">
          <span>{t('rounds.reviewer')}</span>
          <select className="select" value={userId} onChange={(event) => setUserId(event.target.value)}>
            <option value="">{t('drafting.choose')}</option>
            {data
              ?.filter(({ userId: id }) => !barred.includes(id))
              .map(({ userId: id, name, institution }) => (
                <option key={id} value={id}>
                  {institution === null ? name : `${name} (${institution})`}
                </option>
              ))}
          </select>
        </label>
        <label className="field">
          <span>{t('rounds.specialty')}</span>
          <input
            className="input"
            maxLength={60}
            value={specialty}
            onChange={(event) => setSpecialty(event.target.value)}
          />
        </label>
        <Button
          disabled={userId === '' || specialty.trim() === '' || chosen.some((one) => one.userId === userId)}
          onClick={() => {
            onChange([...chosen, { userId, specialty: specialty.trim() }])
            setUserId('')
          }}
        >
          {t('rounds.addReviewer')}
        </Button>
      </div>
    </>
  )
}
