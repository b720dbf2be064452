import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.ts'
import { columnIn, type Figure, type FigureAnswer, labelIn, type Model, numberText, type Row } from './question.ts'

interface FigureTableProps {
  readonly figure: Figure
  readonly model: Model
  readonly answer: FigureAnswer
  readonly onDrill: ((row: Row) => void) | undefined
}

/** The numbers of a figure as a table that opens, with the way to the exams behind each row, and the SQL. */
export function FigureTable({ figure, model, answer, onDrill }: FigureTableProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { by, rows, labels, sql } = answer
  return (
    <>
      <details>
        <summary>{t('insight.table')}</summary>
        <table className="plain">
          <thead>
            <tr>
              {by.map((id) => (
                <th key={id} scope="col">
                  {columnIn(model, id, language)}
                </th>
              ))}
              {figure.measures.map(({ id, title }) => (
                <th key={id} scope="col">
                  {title[language]}
                </th>
              ))}
              {onDrill && <th scope="col">{t('insight.rows')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={by.map((id) => String(row[id])).join('|')}>
                {by.map((id) => (
                  <td key={id}>{labelIn(labels, id, row[id], language)}</td>
                ))}
                {figure.measures.map(({ id }) => (
                  <td key={id}>{row.suppressed === 1 ? '<5' : numberText(row[id])}</td>
                ))}
                {onDrill && (
                  <td>
                    <Button size="small" onClick={() => onDrill(row)}>
                      {t('insight.rows')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <details>
        <summary>{t('insight.sql')}</summary>
        <pre style={{ whiteSpace: 'pre-wrap' }}>{sql}</pre>
      </details>
    </>
  )
}
