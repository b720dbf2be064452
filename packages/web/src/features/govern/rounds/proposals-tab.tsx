import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { EmptyNote } from '../../../ui/empty-note.tsx'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { WideTable } from '../../../ui/table/wide-table.tsx'
import { PersonName, personOf } from './person-name.tsx'

const PAGE = 50

/** Every proposal with where it stands, the one that moved last first. */
export function ProposalsTab(): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['proposals'],
    queryFn: ({ signal, pageParam }) => ask('GET /proposals', { query: { limit: PAGE, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : null),
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const total = data?.pages.at(-1)?.total
  return (
    <section aria-label={t('govern.proposals')}>
      <h2>{t('govern.proposals')}</h2>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      <p role="status">
        {data === undefined && error === null && t('waiting')}
        {total !== undefined && total > 0 && t('govern.shown', { n: rows.length, total })}
      </p>
      {total === 0 && <EmptyNote title={t('govern.none')}>{t('govern.noneHelp')}</EmptyNote>}
      {rows.length > 0 && <ProposalTable rows={rows} />}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('suggestions.more')}
        </Button>
      )}
    </section>
  )
}

function ProposalTable({ rows }: { readonly rows: Answer<'GET /proposals'>['rows'] }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return (
    <WideTable label={t('govern.proposals')}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('govern.title')}</th>
            <th scope="col">{t('govern.author')}</th>
            <th scope="col">{t('govern.stage')}</th>
            <th scope="col">{t('govern.round')}</th>
            <th scope="col">{t('govern.votes')}</th>
            <th scope="col">{t('govern.deadline')}</th>
            <th scope="col">{t('govern.changed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, author, people, content, stage, round, votes, deadline, changedAt }) => (
            <tr key={id}>
              <td>
                <Link to="/govern" search={{ proposal: id }}>
                  {content.title[language]}
                </Link>
              </td>
              <td>
                <PersonName person={personOf({ people }, author)} />
              </td>
              <td>{t(`govern.stages.${stage}`)}</td>
              <td>{round}</td>
              <td>{votes.length}</td>
              <td>{deadline}</td>
              <td>
                <Moment at={changedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}
