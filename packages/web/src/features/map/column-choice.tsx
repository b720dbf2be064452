import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../api/client.ts'
import { type ChosenColumns, COLUMN_ROLES, type Column, type ColumnRole, withColumn } from './column-roles.ts'

interface ColumnChoiceProps {
  readonly preview: Answer<'POST /institutions/{id}/catalogues/upload-preview'>
  readonly chosen: ChosenColumns
  readonly onChange: (chosen: ChosenColumns) => void
}

/** The columns of a table with its first rows: what each was guessed to be, to be put right before the names are read. */
export function ColumnChoice({ preview, chosen, onChange }: ColumnChoiceProps): ReactNode {
  const { t } = useTranslation()
  const { columns, rows } = preview
  const labelOf = ({ header, number }: Column): string => header || t('map.columnNumber', { n: number })
  return (
    <div className="wide-table">
      <table className="plain column-choice">
        <caption>{t('map.chooseColumns')}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.number} scope="col">
                {labelOf(column)}
                {column.personal === null ? (
                  <RoleSelect
                    label={t('map.columnIs', { column: labelOf(column) })}
                    value={COLUMN_ROLES.find((role) => chosen[role] === column.number)}
                    onChange={(role) => onChange(withColumn(chosen, column.number, role))}
                  />
                ) : (
                  <span className="note">{t('map.personal')}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file have nothing else, and never move
            <tr key={index}>
              {columns.map(({ number }) => (
                <td key={number}>{row[number - 1]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RoleSelectProps {
  readonly label: string
  readonly value: ColumnRole | undefined
  readonly onChange: (role: ColumnRole | undefined) => void
}

function RoleSelect({ label, value, onChange }: RoleSelectProps): ReactNode {
  const { t } = useTranslation()
  return (
    <select
      className="select"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(COLUMN_ROLES.find((role) => role === event.target.value))}
    >
      <option value="">{t('map.notRead')}</option>
      {COLUMN_ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`role.${role}`)}
        </option>
      ))}
    </select>
  )
}
