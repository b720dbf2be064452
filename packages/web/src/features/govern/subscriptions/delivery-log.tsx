import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { WideTable } from '../../../ui/table/wide-table.tsx'

type Delivery = Answer<'GET /webhooks/{id}/deliveries'>['rows'][number]

const PAGE = 20
/** Milliseconds until what is under way is looked at again. */
const GLANCE = 5000

/** What was sent to a webhook, newest first, with how it went and why not. */
export function DeliveryLog({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['deliveries', id],
    queryFn: ({ signal, pageParam }) =>
      ask('GET /webhooks/{id}/deliveries', { params: { id }, query: { limit: PAGE, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : null),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ rows }) => rows.some(({ status }) => status === 'pending')) ? GLANCE : false,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  if (rows.length === 0) return <p>{t('subscriptions.nothingSent')}</p>
  return (
    <>
      <WideTable label={t('subscriptions.log')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('subscriptions.release')}</th>
              <th scope="col">{t('subscriptions.status')}</th>
              <th scope="col">{t('subscriptions.attempts')}</th>
              <th scope="col">{t('subscriptions.outcome')}</th>
              <th scope="col">{t('subscriptions.when')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.version}</th>
                <td>{t(`subscriptions.state.${row.status}`)}</td>
                <td>{row.attempts}</td>
                <td>
                  <Outcome delivery={row} />
                </td>
                <td>
                  <Moment at={row.finishedAt ?? row.createdAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('subscriptions.more')}
        </Button>
      )}
    </>
  )
}

function Outcome({ delivery }: { readonly delivery: Delivery }): ReactNode {
  const { t } = useTranslation()
  const { status, answered, failure, nextAt, attempts } = delivery
  if (failure === null) return answered === null ? null : t('subscriptions.answered', { status: answered })
  return (
    <>
      <span className="refusal">{t(`subscriptions.failure.${failure}`, { status: answered })}</span>
      {status === 'pending' && attempts > 0 && (
        <>
          {' '}
          {t('subscriptions.again')} <Moment at={nextAt} />
        </>
      )}
    </>
  )
}
