import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { EmptyNote } from '../../../ui/empty-note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { WebhookCard } from './webhook-card.tsx'

/** The webhooks of an institution, or (`null`) of the whole registry, oldest first. */
export function WebhookList({ institutionId }: { readonly institutionId: string | null }): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', institutionId],
    queryFn: ({ signal }) => ask('GET /webhooks', { query: institutionId === null ? {} : { institutionId }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  if (data.length === 0) return <EmptyNote title={t('subscriptions.none')}>{t('subscriptions.noneHelp')}</EmptyNote>
  return (
    <ul className="webhooks" aria-label={t('subscriptions.webhooks')}>
      {data.map((webhook) => (
        <li key={webhook.id} className="card">
          <WebhookCard webhook={webhook} />
        </li>
      ))}
    </ul>
  )
}
