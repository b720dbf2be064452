import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { WideTable } from '../../../ui/table/wide-table.tsx'
import type { ProblemAt } from './use-section.ts'

/** A row as it is written in the form: every cell a text. */
export type Row = Readonly<Record<string, string>>

export interface RowColumn {
  readonly key: string
  readonly label: string
  /** What can be picked; free text where it is left out. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly isNumber?: boolean
  readonly maxLength?: number
}

interface RowsEditorProps {
  readonly label: string
  /** Where the rows stand in the section, for the problems of their cells. */
  readonly at: string
  readonly columns: readonly RowColumn[]
  readonly rows: readonly Row[]
  readonly onChange: (rows: readonly Row[]) => void
  readonly problemAt: ProblemAt
}

/** Rows to be filled in: added, changed, taken away; what the server found wrong stands at its cell. */
export function RowsEditor({ label, at, columns, rows, onChange, problemAt }: RowsEditorProps): ReactNode {
  const { t } = useTranslation()
  const put = (place: number, row: Row): void => onChange(rows.map((one, index) => (index === place ? row : one)))
  return (
    <fieldset className="rows-editor">
      <legend>{label}</legend>
      {rows.length > 0 && (
        <WideTable label={label}>
          <table className="plain">
            <thead>
              <tr>
                {columns.map(({ key, label: title }) => (
                  <th key={key} scope="col">
                    {title}
                  </th>
                ))}
                <th scope="col">{t('admin.action')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while they are written
                <tr key={place}>
                  {columns.map((column) => (
                    <td key={column.key}>
                      <Cell
                        column={column}
                        label={t('settings.cell', { column: column.label, n: place + 1 })}
                        value={row[column.key] ?? ''}
                        problem={problemAt(at, place, column.key)}
                        onChange={(value) => put(place, { ...row, [column.key]: value })}
                      />
                    </td>
                  ))}
                  <td>
                    <Button
                      size="small"
                      aria-label={t('settings.removeRow', { n: place + 1 })}
                      onClick={() => onChange(rows.filter((_, index) => index !== place))}
                    >
                      {t('settings.remove')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      <Button size="small" onClick={() => onChange([...rows, firstRow(columns)])}>
        {t('settings.addRow', { what: label })}
      </Button>
    </fieldset>
  )
}

function firstRow(columns: readonly RowColumn[]): Row {
  return Object.fromEntries(columns.map(({ key, options }) => [key, options?.[0]?.value ?? '']))
}

interface CellProps {
  readonly column: RowColumn
  readonly label: string
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

function Cell({ column, label, value, problem, onChange }: CellProps): ReactNode {
  const id = useId()
  const shared = {
    value,
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    'aria-describedby': problem === undefined ? undefined : id,
  }
  return (
    <>
      {column.options === undefined ? (
        <input
          className="input"
          type={column.isNumber ? 'number' : 'text'}
          min={column.isNumber ? 1 : undefined}
          maxLength={column.maxLength ?? 2000}
          {...shared}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <select className="select" {...shared} onChange={(event) => onChange(event.target.value)}>
          {column.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      {problem !== undefined && (
        <span id={id} className="field-problem">
          {problem}
        </span>
      )}
    </>
  )
}
