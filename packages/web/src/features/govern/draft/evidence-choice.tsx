import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'

interface EvidenceChoiceProps {
  readonly chosen: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}

/** Which sources of the register stand behind a proposal. */
export function EvidenceChoice({ chosen, onChange }: EvidenceChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['evidence'],
    queryFn: ({ signal }) => ask('GET /evidence', { query: { limit: 200 }, signal }),
  })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <details>
      <summary>{t('drafting.evidence', { n: chosen.length })}</summary>
      {data.rows.map(({ id, citation, date }) => (
        <label key={id} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />{' '}
          {citation} <span className="quiet">{date}</span>
        </label>
      ))}
    </details>
  )
}
