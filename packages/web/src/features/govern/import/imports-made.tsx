import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { Moment } from '../../../ui/moment.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { PersonName } from '../rounds/person-name.tsx'

/** Tables that were imported before, the newest first. */
export function ImportsMade(): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => ask('GET /standard-imports', { signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined || data.total === 0) return null
  return (
    <section aria-label={t('importing.before')}>
      <h3>{t('importing.before')}</h3>
      <ul>
        {data.rows.map(({ file, edition, added, retired, doubts, proposals, person, at }) => (
          <li key={at}>
            <Moment at={at} /> {file} <PersonName person={person} />{' '}
            {t('importing.beforeFigures', { edition, added, retired, doubts, count: proposals.length })}
          </li>
        ))}
      </ul>
    </section>
  )
}
