import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { useSettled } from '../../../app/settled.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import type { Cells } from './change-form.ts'

interface RowPickerProps {
  readonly file: string
  readonly chosen: readonly Cells[]
  readonly isMany: boolean
  readonly onChange: (rows: readonly Cells[]) => void
}

const MOST = 20

/** Chooses rows of a table as they stand, by words that are in them. */
export function RowPicker({ file, chosen, isMany, onChange }: RowPickerProps): ReactNode {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const q = useSettled(text.trim(), 200)
  const { data, error } = useQuery({
    queryKey: ['standard-rows', file, q],
    queryFn: ({ signal }) => ask('GET /standard-tables/rows', { query: { file, q, limit: MOST }, signal }),
    enabled: file !== '',
    placeholderData: keepPreviousData,
  })
  const rows = (data?.rows ?? []).filter((row) => !chosen.some((one) => sameRow(one, row)))
  return (
    <fieldset className="row-picker">
      <legend>{t(isMany ? 'drafting.rowsBefore' : 'drafting.rowBefore')}</legend>
      <ul>
        {chosen.map((row) => (
          <li key={rowText(row)}>
            <code>{rowText(row)}</code>{' '}
            <Button size="small" onClick={() => onChange(chosen.filter((one) => one !== row))}>
              {t('drafting.removeRow')}
            </Button>
          </li>
        ))}
      </ul>
      <label className="field">
        <span>{t('drafting.findRows')}</span>
        <input className="input" maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <ProblemNote problem={error} />
      {data !== undefined && (
        <p className="quiet" role="status">
          {t('drafting.rowsFound', { n: data.total, shown: Math.min(MOST, data.total) })}
        </p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={rowText(row)}>
            <button type="button" className="picker-option" onClick={() => onChange(isMany ? [...chosen, row] : [row])}>
              <code>{rowText(row)}</code>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

/** The cells of a row that say something, on one line. */
function rowText(row: Cells): string {
  return Object.values(row)
    .filter((cell) => cell !== '')
    .join(' | ')
}

function sameRow(a: Cells, b: Cells): boolean {
  return Object.keys({ ...a, ...b }).every((column) => (a[column] ?? '') === (b[column] ?? ''))
}
