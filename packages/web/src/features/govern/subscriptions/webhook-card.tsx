import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { DeliveryLog } from './delivery-log.tsx'

type Webhook = Answer<'GET /webhooks'>[number]

/** One address: since when it is told, a test of it, what was sent there, and the way to remove it. */
export function WebhookCard({ webhook }: { readonly webhook: Webhook }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, url, createdAt, institutionId } = webhook
  const [isOpen, setOpen] = useState(false)
  const test = useMutation({ mutationFn: () => ask('POST /webhooks/{id}/test', { params: { id } }) })
  const remove = useMutation({
    mutationFn: () => ask('DELETE /webhooks/{id}', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['webhooks', institutionId] }),
  })
  return (
    <>
      <p>
        <strong className="link-once">{url}</strong>{' '}
        <span className="quiet">
          {t('subscriptions.since')} <Moment at={createdAt} />
        </span>
      </p>
      <div className="row">
        <Button
          size="small"
          aria-label={t('subscriptions.testOf', { url })}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t('subscriptions.test')}
        </Button>
        <Button
          size="small"
          aria-label={t('subscriptions.logOf', { url })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t('subscriptions.log')}
        </Button>
        <Popconfirm
          title={t('subscriptions.removeConfirm', { url })}
          okText={t('subscriptions.remove')}
          cancelText={t('close')}
          onConfirm={() => remove.mutate()}
        >
          <Button size="small" aria-label={t('subscriptions.removeOf', { url })} loading={remove.isPending}>
            {t('subscriptions.remove')}
          </Button>
        </Popconfirm>
        <span role="status">{test.data && <TestOutcome outcome={test.data} />}</span>
      </div>
      <ProblemNote problem={test.error ?? remove.error} />
      {isOpen && <DeliveryLog id={id} />}
    </>
  )
}

function TestOutcome({ outcome }: { readonly outcome: Answer<'POST /webhooks/{id}/test'> }): ReactNode {
  const { t } = useTranslation()
  const { answered, failure } = outcome
  if (failure === null) return t('subscriptions.testTaken', { status: answered })
  return <span className="refusal">{t(`subscriptions.failure.${failure}`, { status: answered })}</span>
}
