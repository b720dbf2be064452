import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePreferences } from '../../app/preferences.ts'
import { useReadingTexts } from '../../app/reading.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ProposeLink } from '../../ui/propose-link.tsx'
import { CoverageMatrix } from './coverage-matrix.tsx'

const SHOWN = 100

/** The principles in figures: coverage, granularity, confusable codes, unused items, and the names that no item answers. */
export function ReportTab(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const words = useReadingTexts()
  const { data, error, refetch } = useQuery({
    queryKey: ['principle-report'],
    queryFn: ({ signal }) => ask('GET /principle-report', { signal }),
    staleTime: 600_000,
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  const { volume, granularity } = data
  return (
    <>
      <p>{t('principles.volume', { ...volume, version: data.version })}</p>
      <CoverageMatrix cells={data.coverage} />
      <Lines
        title={t('principles.tail')}
        rows={volume.tail.map((one) => [
          one.name,
          one.exams.toLocaleString(),
          one.institution,
          <ProposeLink key="propose" name={one.name} modality="" exams={one.exams} />,
        ])}
      />
      <Lines
        title={t('principles.coarse')}
        rows={granularity.coarse.map((one) => [one.code, one.name, one.exams.toLocaleString(), one.institutions])}
      />
      <Lines
        title={t('principles.fine')}
        rows={granularity.fine.map((one) => [one.code, one.name, one.exams.toLocaleString(), one.broader])}
      />
      <Lines
        title={t('principles.splits')}
        rows={granularity.splits.map(({ code, name, exams, modifier, said }) => [
          code,
          name,
          words('modifiers', modifier),
          t('principles.said', { ...said, all: exams }),
        ])}
      />
      <Lines
        title={t('principles.merges')}
        rows={granularity.merges.map(({ into, items, reason }) => [
          <ItemsWithExams key="items" items={items} />,
          <ItemsWithExams key="into" items={[into]} />,
          reason[language],
        ])}
      />
      <Lines title={t('principles.confusable')} rows={data.confusable.map(({ code, other }) => [code, other])} />
      <Lines title={t('principles.unused')} rows={data.unused.map(({ code, name }) => [code, name])} />
    </>
  )
}

function Lines({
  title,
  rows,
}: {
  readonly title: string
  readonly rows: readonly (readonly ReactNode[])[]
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <details>
      <summary>
        {title} ({rows.length})
      </summary>
      <table className="plain">
        <tbody>
          {rows.slice(0, SHOWN).map((cells, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same name may come from two institutions
            <tr key={at}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity but their place
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function ItemsWithExams({
  items,
}: {
  readonly items: readonly { readonly code: string; readonly name: string; readonly exams: number }[]
}): ReactNode {
  const { t } = useTranslation()
  return items.map(({ code, name, exams }) => (
    <div key={code}>
      {code} {name} ({t('principles.exams', { exams: exams.toLocaleString() })})
    </div>
  ))
}
