import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import type { Figure, Filter } from './question.ts'

const SHOWN = 50

interface RowsPanelProps {
  readonly figureId: Figure['id']
  readonly institutionId: string
  readonly what: string
  readonly filters: readonly Filter[]
  readonly onClose: () => void
}

/** The exams behind a number, in the columns of the facts. */
export function RowsPanel({ figureId, institutionId, what, filters, onClose }: RowsPanelProps): ReactNode {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['insight-rows', figureId, institutionId, filters],
    queryFn: ({ signal }) =>
      ask('POST /insight/figures/{figure}/rows', {
        params: { figure: figureId },
        body: { institutionId, filters: [...filters], limit: SHOWN },
        signal,
      }),
  })
  const columns = Object.keys(data?.rows[0] ?? {})
  const label = t('insight.rowsOf', { what })
  return (
    <section aria-label={label} className="insight-rows">
      <h3>{label}</h3>
      <Button size="small" onClick={onClose}>
        {t('insight.close')}
      </Button>
      <ProblemNote problem={error} />
      {data && (
        <>
          <p>{t('insight.total', { total: data.total.toLocaleString('en'), shown: data.rows.length })}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
          <div style={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={label}>
            <table className="plain">
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.rows.map((row) => (
                  <tr key={`${row.row_id}|${row.code}`}>
                    {columns.map((column) => (
                      <td key={column}>{String(row[column] ?? '')}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
