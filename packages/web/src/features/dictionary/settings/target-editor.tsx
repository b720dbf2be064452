import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { RowsEditor } from './rows-editor.tsx'
import { doubleFields, FIELDS, type TargetDraft } from './targets.ts'
import type { ProblemAt } from './use-section.ts'

const CHOICES = {
  dialect: ['postgresql', 'mysql', 'sqlserver', 'oracle'],
  encoding: ['utf-8', 'gb18030'],
  unit: ['characters', 'bytes'],
} as const

interface TargetEditorProps {
  readonly at: string
  readonly target: TargetDraft
  readonly onChange: (target: TargetDraft) => void
  readonly onRemove: () => void
  readonly problemAt: ProblemAt
}

/** One system that takes the dictionary: its table, how it counts, and what each column holds. */
export function TargetEditor({ at, target, onChange, onRemove, problemAt }: TargetEditorProps): ReactNode {
  const { t } = useTranslation()
  const { fields, columns } = target
  const put = (key: string) => (value: string) => onChange({ ...target, fields: { ...fields, [key]: value } })
  const double = doubleFields(target)
  return (
    <fieldset className="card">
      <legend>{fields.id || t('settings.target.new')}</legend>
      <div className="row">
        {(['id', 'schema', 'table', 'yes', 'no'] as const).map((key) => (
          <TargetField
            key={key}
            label={t(`settings.target.${key}`)}
            value={fields[key] ?? ''}
            problem={problemAt(at, key)}
            onChange={put(key)}
          />
        ))}
        {(['dialect', 'encoding', 'unit'] as const).map((key) => (
          <label key={key} className="field">
            <span>{t(`settings.target.${key}`)}</span>
            <select className="select" value={fields[key]} onChange={({ target: { value } }) => put(key)(value)}>
              {CHOICES[key].map((one) => (
                <option key={one} value={one}>
                  {key === 'unit' ? t(`settings.unit.${one}`) : one}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <RowsEditor
        label={t('settings.target.columns')}
        at="columns"
        columns={[
          {
            key: 'field',
            label: t('settings.column.field'),
            options: FIELDS.map((value) => ({ value, label: t(`settings.field.${value}`) })),
          },
          { key: 'name', label: t('settings.column.name'), maxLength: 128 },
          { key: 'length', label: t('settings.column.length'), isNumber: true },
          {
            key: 'cut',
            label: t('settings.column.cut'),
            options: [
              { value: '', label: t('settings.no') },
              { value: 'yes', label: t('settings.yes') },
            ],
          },
        ]}
        rows={columns}
        onChange={(rows) => onChange({ ...target, columns: rows })}
        // The settings hold columns by their field, the form by their place.
        problemAt={(_, row = '', key = '') => problemAt(at, 'columns', columns[Number(row)]?.field ?? '', key)}
      />
      {double.length > 0 && (
        <p role="alert" className="field-problem">
          {t('settings.double', { fields: double.map((field) => t(`settings.field.${field}`)).join(t('comma')) })}
        </p>
      )}
      <Button size="small" onClick={onRemove}>
        {t('settings.target.remove', { id: fields.id ?? '' })}
      </Button>
    </fieldset>
  )
}

interface TargetFieldProps {
  readonly label: string
  readonly value: string
  readonly problem: string | undefined
  readonly onChange: (value: string) => void
}

function TargetField({ label, value, problem, onChange }: TargetFieldProps): ReactNode {
  const id = useId()
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        maxLength={128}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : id}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== undefined && (
        <span id={id} className="field-problem">
          {problem}
        </span>
      )}
    </label>
  )
}
