import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { yuan } from '../../ui/yuan.ts'

interface ChargeLine {
  readonly id: string
  readonly code: string
  readonly name?: string
  readonly quantity: number
  readonly amountCents: number
}

interface SuspicionViewProps {
  readonly id: string
  readonly onAnswered: () => void
}

/** One suspicion: why, the charge lines it rests on, what was said, and the ways to answer it. */
export function SuspicionView({ id, onAnswered }: SuspicionViewProps): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['suspicion', id],
    queryFn: ({ signal }) => ask('GET /suspicions/{id}', { params: { id }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  const isClosed = data.status === 'upheld' || data.status === 'dismissed'
  return (
    <section className="card" aria-label={t('audits.case')}>
      <h2>{data.text[0]}</h2>
      <p>
        <strong>¥{yuan(data.stakeCents)}</strong> · {t(`certainty.${data.certainty}`)} · {t(`suspicion.${data.status}`)}
      </p>
      <ul>
        {data.text.slice(1).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <ChargeLines lines={data.exam.lines as readonly ChargeLine[]} suspected={data.lines} />
      {data.events.length > 0 && (
        <>
          <h3>{t('review.history')}</h3>
          <ol className="history">
            {data.events.map(({ version, kind, reason, at, returnedCents }) => (
              <li key={version}>
                {t(`answer.${kind}`)} · {at.slice(0, 16).replace('T', ' ')}
                {kind === 'uphold' && ` · ¥${yuan(returnedCents)}`} <q>{reason}</q>
              </li>
            ))}
          </ol>
        </>
      )}
      {!isClosed && (
        <AnswerForm
          id={id}
          version={data.version}
          onAnswered={() => {
            void refetch()
            onAnswered()
          }}
        />
      )}
    </section>
  )
}

interface ChargeLinesProps {
  readonly lines: readonly ChargeLine[]
  readonly suspected: readonly string[]
}

function ChargeLines({ lines, suspected }: ChargeLinesProps): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="plain">
      <caption className="unseen">{t('audits.lines')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('prices.code')}</th>
          <th scope="col">{t('prices.name')}</th>
          <th scope="col">{t('quote.quantity')}</th>
          <th scope="col">{t('quote.amount')}</th>
          <th scope="col">{t('compare.verdict')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ id, code, name, quantity, amountCents }) => (
          <tr key={id} className={suspected.includes(id) ? 'differs' : ''}>
            <td>
              <code>{code}</code>
            </td>
            <td>{name}</td>
            <td className="vt-end">{quantity}</td>
            <td className="vt-end">{yuan(amountCents)}</td>
            <td>{suspected.includes(id) && t('audits.suspected')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface AnswerFormProps {
  readonly id: string
  readonly version: number
  readonly onAnswered: () => void
}

/** The institution rebuts; the insurer upholds or dismisses. Every answer has its reason. */
function AnswerForm({ id, version, onAnswered }: AnswerFormProps): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [reason, setReason] = useState('')
  const answer = useMutation({
    mutationFn: (kind: 'rebut' | 'uphold' | 'dismiss') =>
      ask('POST /suspicions/{id}/answers', { params: { id }, ifMatch: version, body: { kind, reason: reason.trim() } }),
    onSuccess: onAnswered,
  })
  const kinds = [
    ...(mayDo(me, 'rebut') ? (['rebut'] as const) : []),
    ...(mayDo(me, 'close') ? (['uphold', 'dismiss'] as const) : []),
  ]
  if (kinds.length === 0) return null
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label className="field">
        <span>{t('audits.reason')}</span>
        <textarea
          className="area"
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <ProblemNote problem={answer.error} />
      <div className="row">
        {kinds.map((kind) => (
          <Button
            key={kind}
            disabled={reason.trim() === ''}
            loading={answer.isPending && answer.variables === kind}
            onClick={() => answer.mutate(kind)}
          >
            {t(`answer.${kind}`)}
          </Button>
        ))}
      </div>
    </form>
  )
}
