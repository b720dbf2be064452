import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { type Me, mayDo, useSession } from '../../../app/session.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { FeedAddress } from './feed-address.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookList } from './webhook-list.tsx'

/** The whole registry, in the choice of whose webhooks are shown. */
const REGISTRY = ''

/** How systems are told of releases: the feed, for everybody; webhooks, for whoever leads an institution or releases. */
export function SubscriptionsTab(): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  return (
    <section aria-label={t('subscriptions.title')}>
      <h2>{t('subscriptions.title')}</h2>
      <FeedAddress />
      <h3>{t('subscriptions.webhooks')}</h3>
      <p>{t('subscriptions.webhooksHelp')}</p>
      {me && (mayDo(me, 'manage') || mayDo(me, 'release')) ? <Webhooks me={me} /> : <p>{t('subscriptions.whoMay')}</p>}
    </section>
  )
}

function Webhooks({ me }: { readonly me: Me }): ReactNode {
  const { t } = useTranslation()
  const [place, setPlace] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['institutions'],
    queryFn: ({ signal }) => ask('GET /institutions', { query: { limit: 500 }, signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  const own = data.rows.filter(({ path }) => leads(me, path))
  const places = [
    ...(mayDo(me, 'release') ? [{ id: REGISTRY, name: t('subscriptions.registry') }] : []),
    ...own.map(({ id, name }) => ({ id, name })),
  ]
  const now = place ?? places[0]?.id
  if (now === undefined) return <p>{t('subscriptions.whoMay')}</p>
  const institutionId = now === REGISTRY ? null : now
  return (
    <>
      <label className="field">
        <span>{t('subscriptions.place')}</span>
        <select className="select" value={now} onChange={(event) => setPlace(event.target.value)}>
          {places.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <WebhookList key={`list ${now}`} institutionId={institutionId} />
      <WebhookForm key={`form ${now}`} institutionId={institutionId} />
    </>
  )
}

/** Whether the person leads the institution with this path from the root. */
function leads({ grants }: Me, path: readonly string[]): boolean {
  return grants.some(
    ({ role, institutionId }) =>
      role === 'admin' || (role === 'institution-admin' && institutionId !== null && path.includes(institutionId)),
  )
}
