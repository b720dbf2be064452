import './govern.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { NewProposal } from './new-proposal.tsx'
import { ProposalView } from './proposal-view.tsx'

/** How the standard changes: proposals, one of them with its impact, and the releases. */
export function GovernPage(): ReactNode {
  const { t } = useTranslation()
  const { proposal } = useSearch({ from: '/govern' })
  usePageTitle(t('nav.govern'))
  return (
    <div className="page page-full govern">
      <h1>{t('nav.govern')}</h1>
      <NeedSession>
        {proposal === undefined ? (
          <>
            <NewProposal />
            <Proposals />
            <Releases />
          </>
        ) : (
          <ProposalView id={proposal} />
        )}
      </NeedSession>
    </div>
  )
}

function Proposals(): ReactNode {
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
              <th>{t('govern.stage')}</th>
              <th>{t('govern.round')}</th>
              <th>{t('govern.votes')}</th>
              <th>{t('govern.deadline')}</th>
              <th>{t('govern.changed')}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map(({ id, content, stage, round, votes, deadline, changedAt }) => (
              <tr key={id}>
                <td>
                  <Link to="/govern" search={{ proposal: id }}>
                    {content.title[language]}
                  </Link>
                </td>
                <td>{t(`govern.stages.${stage}`)}</td>
                <td>{round}</td>
                <td>{votes.length}</td>
                <td>{deadline}</td>
                <td>{changedAt.slice(0, 16).replace('T', ' ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Releases(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data } = useQuery({ queryKey: ['releases'], queryFn: ({ signal }) => ask('GET /releases', { signal }) })
  if (data === undefined || data.length === 0) return null
  return (
    <section aria-label={t('govern.releases')}>
      <h2>{t('govern.releases')}</h2>
      {data.map(({ version, date, notes }) => (
        <details key={version}>
          <summary>
            {version} · {date}
          </summary>
          <pre className="notes">{notes[language]}</pre>
        </details>
      ))}
    </section>
  )
}
