import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../api/client.ts'
import { EmptyNote } from './empty-note.tsx'
import { ProblemNote } from './problem-note.tsx'

interface InstitutionSelectProps {
  readonly value: string | undefined
  readonly onChange: (id: string) => void
}

/** The institution that one works for; the first hospital is taken where nothing was chosen. */
export function InstitutionSelect({ value, onChange }: InstitutionSelectProps): ReactNode {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['institutions'],
    queryFn: ({ signal }) => ask('GET /institutions', { query: { limit: 500 }, signal }),
  })
  const first = data?.rows.find(({ kind }) => kind === 'institution') ?? data?.rows[0]
  useEffect(() => {
    if (value === undefined && first !== undefined) onChange(first.id)
  }, [value, first, onChange])
  if (error) return <ProblemNote problem={error} />
  if (data?.rows.length === 0) return <EmptyNote title={t('institution.none')}>{t('institution.noneHelp')}</EmptyNote>
  return (
    <label className="field">
      <span>{t('institution.label')}</span>
      <select className="select" value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
        {data?.rows.map(({ id, name, path }) => (
          <option key={id} value={id}>
            {`${'　'.repeat(Math.max(0, path.length - 1))}${name}`}
          </option>
        ))}
      </select>
    </label>
  )
}
