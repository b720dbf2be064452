import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { centsOf, yuan } from '../../ui/yuan.ts'

interface AnswerFormProps {
  readonly id: string
  readonly version: number
  readonly stakeCents: number
  readonly onAnswered: () => void
}

/** The institution rebuts; the insurer upholds, and says what is returned, or dismisses. Every answer has its reason. */
export function AnswerForm({ id, version, stakeCents, onAnswered }: AnswerFormProps): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [reason, setReason] = useState('')
  const [amount, setAmount] = useState('')
  // Nothing said returns everything that is at stake.
  const returnedCents = amount.trim() === '' ? stakeCents : centsOf(amount)
  const isAmountWrong = returnedCents === undefined || returnedCents > stakeCents
  const answer = useMutation({
    mutationFn: (kind: 'rebut' | 'uphold' | 'dismiss') =>
      ask('POST /suspicions/{id}/answers', {
        params: { id },
        ifMatch: version,
        body: {
          kind,
          reason: reason.trim(),
          ...(kind === 'uphold' && returnedCents !== undefined ? { returnedCents } : {}),
        },
      }),
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
      {mayDo(me, 'close') && (
        <label className="field">
          <span>{t('audits.returned')}</span>
          <input
            className="input"
            inputMode="decimal"
            maxLength={20}
            placeholder={yuan(stakeCents)}
            aria-invalid={isAmountWrong}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
          {isAmountWrong && (
            <span role="alert" className="field-problem">
              {t('audits.returnedWrong', { most: yuan(stakeCents) })}
            </span>
          )}
        </label>
      )}
      <ProblemNote problem={answer.error} />
      <div className="row">
        {kinds.map((kind) => (
          <Button
            key={kind}
            disabled={reason.trim() === '' || (kind === 'uphold' && isAmountWrong)}
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
