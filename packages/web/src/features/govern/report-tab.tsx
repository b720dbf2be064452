import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ProposeLink } from '../../ui/propose-link.tsx'

const SHOWN = 100

/** The principles in figures: coverage, granularity, confusable codes, unused items, and the names that no item answers. */
export function ReportTab(): ReactNode {
  const { t } = useTranslation()
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
      <Matrix cells={data.coverage} />
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
      <Lines title={t('principles.confusable')} rows={data.confusable.map(({ code, other }) => [code, other])} />
      <Lines title={t('principles.unused')} rows={data.unused.map(({ code, name }) => [code, name])} />
    </>
  )
}

interface MatrixProps {
  readonly cells: readonly { modality: string; region: string; items: number; scans: number }[]
}

/** Items and scan methods for each modality and first-level part. */
function Matrix({ cells }: MatrixProps): ReactNode {
  const { t } = useTranslation()
  const modalities = [...new Set(cells.map(({ modality }) => modality))]
  const regions = [...new Set(cells.map(({ region }) => region))]
  const byPlace = new Map(cells.map((cell) => [`${cell.modality} ${cell.region}`, cell]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, too
    <section className="matrix" aria-label={t('principles.coverage')} tabIndex={0}>
      <table className="plain">
        <caption>{t('principles.coverage')}</caption>
        <thead>
          <tr>
            <th />
            {modalities.map((modality) => (
              <th key={modality} scope="col">
                {modality}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={region}>
              <th scope="row">{region}</th>
              {modalities.map((modality) => {
                const cell = byPlace.get(`${modality} ${region}`)
                return <td key={modality}>{cell === undefined ? '' : `${cell.items} / ${cell.scans}`}</td>
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
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
