import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { RollbackButton } from './rollback-button.tsx'

/** Releases made in this registry with their notes. */
export function ReleasesTab(): ReactNode {
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
          {version === data[0]?.version && <RollbackButton version={version} />}
        </details>
      ))}
    </section>
  )
}
