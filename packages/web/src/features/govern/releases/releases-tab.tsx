import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { mayDo, useSession } from '../../../app/session.ts'
import { DocumentLinks } from '../../../ui/document-links.tsx'
import { EmptyNote } from '../../../ui/empty-note.tsx'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { ReleaseForm } from './release-form.tsx'
import { RollbackButton } from './rollback-button.tsx'

/** Releases made in this registry with their notes; whoever releases makes the next one here, or rolls the last one back. */
export function ReleasesTab(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const me = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['releases'],
    queryFn: ({ signal }) => ask('GET /releases', { signal }),
  })
  return (
    <section aria-label={t('govern.releases')}>
      <h2>{t('govern.releases')}</h2>
      <DocumentLinks />
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {mayDo(me, 'release') && <ReleaseForm />}
      {data?.length === 0 && <EmptyNote title={t('releasing.none')}>{t('releasing.noneHelp')}</EmptyNote>}
      {data?.map(({ version, date, notes }) => (
        <details key={version}>
          <summary>
            {version} · {date}
          </summary>
          <pre className="notes">{notes[language]}</pre>
          {version === data[0]?.version && <RollbackButton version={version} />}
        </details>
      ))}
    </section>
  )
}
