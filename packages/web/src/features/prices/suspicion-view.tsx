import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { yuan } from '../../ui/yuan.ts'
import { AnswerForm } from './answer-form.tsx'

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
          stakeCents={data.stakeCents}
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
