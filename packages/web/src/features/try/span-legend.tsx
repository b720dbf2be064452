import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadingTexts } from '../../app/reading.ts'

const FACETS = ['modality', 'device', 'part', 'side', 'scan', 'processing', 'position', 'route'] as const

/** What the colours of the words mean. */
export function SpanLegend(): ReactNode {
  const { t } = useTranslation()
  const words = useReadingTexts()
  return (
    <ul className="legend" aria-label={t('try.legend')}>
      {FACETS.map((facet) => (
        <li key={facet}>
          <mark className={`span span-${facet}`}>{words('facets', facet)}</mark>
        </li>
      ))}
    </ul>
  )
}
