import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../../api/client.ts'
import { type Cells, type ChangeForm, isMany } from './change-form.ts'
import { RowEditor } from './row-editor.tsx'

type Table = Answer<'GET /standard-tables'>[number]

interface FormProps {
  readonly form: ChangeForm
  readonly onChange: (change: Partial<ChangeForm>) => void
}

/** A released value is what it is: these columns of it are never changed. */
const FIXED: readonly string[] = ['code', 'status', 'origin']
const NOTHING: readonly Table[] = []

function useTables(): readonly Table[] {
  const { data } = useQuery({
    queryKey: ['standard-tables'],
    queryFn: ({ signal }) => ask('GET /standard-tables', { signal }),
    staleTime: 600_000,
  })
  return data ?? NOTHING
}

/** Which table a change is about. */
export function TableSelect({ form, onChange }: FormProps): ReactNode {
  const { t } = useTranslation()
  const tables = useTables().filter(({ subject }) => subject === form.subject)
  return (
    <label className="field">
      <span>{t('drafting.table')}</span>
      <select
        className="select"
        value={form.file}
        onChange={(event) => onChange({ file: event.target.value, before: [], after: [] })}
      >
        <option value="">{t('drafting.choose')}</option>
        {tables.map(({ file, rows }) => (
          <option key={file} value={file}>
            {`${file} (${rows})`}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The cells of a value: all of a new one, what changes of one that is there. */
export function ValueCells({ form, onChange }: FormProps): ReactNode {
  const { t } = useTranslation()
  const { file, kind, code } = form
  const columns = useTables().find((table) => table.file === file)?.columns ?? []
  const isNew = kind === 'add'
  const { data } = useQuery({
    queryKey: ['standard-rows', file, code],
    queryFn: ({ signal }) => ask('GET /standard-tables/rows', { query: { file, q: code.trim(), limit: 500 }, signal }),
    enabled: !isNew && file !== '' && code.trim() !== '',
  })
  const present = data?.rows.find((row) => row.code?.toUpperCase() === code.trim().toUpperCase())
  if (file === '' || (!isNew && present === undefined)) return null
  return (
    <RowEditor
      title={t(isNew ? 'drafting.newValue' : 'drafting.valueCells')}
      columns={columns.filter((column) =>
        isNew ? column !== 'status' && column !== 'origin' : !FIXED.includes(column),
      )}
      cells={form.after[0] ?? {}}
      present={present}
      onChange={(cells) => onChange({ after: [cells] })}
    />
  )
}

/** The rows that stand in the table afterwards. */
export function RowsAfter({ form, onChange }: FormProps): ReactNode {
  const { t } = useTranslation()
  const columns = useTables().find(({ file }) => file === form.file)?.columns ?? []
  if (form.file === '') return null
  const many = isMany(form.kind, 'after')
  const rows: readonly Cells[] = form.after.length === 0 ? [{}] : form.after
  return (
    <>
      {rows.map((row, at) => (
        <RowEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a row that is being written has no identity but its place
          key={at}
          title={many ? t('drafting.rowAfterN', { n: at + 1 }) : t('drafting.rowAfter')}
          columns={columns}
          cells={row}
          onChange={(cells) => onChange({ after: rows.map((one, place) => (place === at ? cells : one)) })}
          onRemove={rows.length > 1 ? () => onChange({ after: rows.filter((_, place) => place !== at) }) : undefined}
        />
      ))}
      {many && (
        <Button onClick={() => onChange({ after: [...rows, form.before[0] ?? {}] })}>{t('drafting.addRow')}</Button>
      )}
    </>
  )
}
