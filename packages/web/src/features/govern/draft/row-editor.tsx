import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cells } from './change-form.ts'

interface RowEditorProps {
  readonly title: string
  readonly columns: readonly string[]
  readonly cells: Cells
  /** What stands in the table now, shown where nothing else is written. */
  readonly present?: Cells | undefined
  readonly onChange: (cells: Cells) => void
  readonly onRemove?: (() => void) | undefined
}

/** One row of a table, a field a column. Names of columns are terms of the tables and stand as they are. */
export function RowEditor({ title, columns, cells, present, onChange, onRemove }: RowEditorProps): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="row-editor">
      <legend>{title}</legend>
      {columns.map((column) => (
        <label key={column} className="field">
          <span>{column}</span>
          <input
            className="input"
            maxLength={2000}
            value={cells[column] ?? present?.[column] ?? ''}
            spellCheck={false}
            onChange={(event) => onChange(written(cells, column, event.target.value, present))}
          />
        </label>
      ))}
      {onRemove !== undefined && <Button onClick={onRemove}>{t('drafting.removeRow')}</Button>}
    </fieldset>
  )
}

/** Cells with one more; a cell that says what stands there anyway is none. */
function written(cells: Cells, column: string, text: string, present: Cells | undefined): Cells {
  const { [column]: _old, ...others } = cells
  return present !== undefined && present[column] === text ? others : { ...others, [column]: text }
}
