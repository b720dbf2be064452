import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { Moment } from '../../ui/moment.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { PersonName, personOf } from './person-name.tsx'

/** Every proposal with where it stands, the one that moved last first. */
export function ProposalsTab(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['proposals'],
    queryFn: ({ signal }) => ask('GET /proposals', { query: { limit: 200 }, signal }),
  })
  return (
    <section aria-label={t('govern.proposals')}>
      <h2>{t('govern.proposals')}</h2>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data?.rows.length === 0 && <EmptyNote title={t('govern.none')}>{t('govern.noneHelp')}</EmptyNote>}
      {data !== undefined && data.rows.length > 0 && (
        <table className="plain">
          <thead>
            <tr>
              <th>{t('govern.title')}</th>
              <th>{t('govern.author')}</th>
              <th>{t('govern.stage')}</th>
              <th>{t('govern.round')}</th>
              <th>{t('govern.votes')}</th>
              <th>{t('govern.deadline')}</th>
              <th>{t('govern.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ id, author, people, content, stage, round, votes, deadline, changedAt }) => (
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
      )}
    </section>
  )
}
