import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { labelIn } from './question.ts'

/** What stands out at an institution or below a region: something to look at, never a judgement. */
export function FindingsCard({ institutionId }: { readonly institutionId: string }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error } = useQuery({
    queryKey: ['insight-findings', institutionId],
    queryFn: ({ signal }) => ask('POST /insight/findings', { body: { institutionId }, signal }),
  })
  return (
    <section className="card" aria-label={t('insight.findings')}>
      <h2>{t('insight.findings')}</h2>
      <ProblemNote problem={error} />
      {data?.findings.length === 0 && <p>{t('insight.nothing')}</p>}
      <ul>
        {data?.findings.map(({ kind, where, observed, expected, n }) => (
          <li key={`${kind}|${Object.values(where).join('|')}`}>
            <strong>{t(`insight.finding.${kind}`)}</strong>{' '}
            {Object.entries(where)
              .map(([dimension, value]) => labelIn(data.labels, dimension, value, language))
              .join(' · ')}{' '}
            {t('insight.against', { observed: observed.toPrecision(3), expected: expected.toPrecision(3), n })}
          </li>
        ))}
      </ul>
    </section>
  )
}
