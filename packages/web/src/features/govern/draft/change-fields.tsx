import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Cells,
  type ChangeForm,
  codesIn,
  dictionaryOf,
  type Field,
  fieldsOf,
  isMany,
  KINDS,
  type Kind,
  SUBJECTS,
  type Subject,
  WORDINGS,
} from './change-form.ts'
import { CodeBox } from './code-box.tsx'
import { CodeComposer } from './code-composer.tsx'
import { RowPicker } from './row-picker.tsx'
import { RowsAfter, TableSelect, ValueCells } from './table-fields.tsx'

interface ChangeFieldsProps {
  readonly form: ChangeForm
  readonly onChange: (change: Partial<ChangeForm>) => void
  /** The composer of new codes begins with this one. */
  readonly from?: string | undefined
}

/** What one change says: about what, of which kind, and the fields that this kind has. */
export function ChangeFields({ form, onChange, from }: ChangeFieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <div className="row">
        <label className="field">
          <span>{t('drafting.subject')}</span>
          <select
            className="select"
            value={form.subject}
            onChange={(event) => onChange({ subject: event.target.value as Subject, file: '', before: [], after: [] })}
          >
            {SUBJECTS.map((subject) => (
              <option key={subject} value={subject}>
                {t(`govern.subjects.${subject}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('drafting.kind')}</span>
          <select
            className="select"
            value={form.kind}
            onChange={(event) => onChange({ kind: event.target.value as Kind })}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`govern.kinds.${kind}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="quiet">{t(`drafting.help.${form.subject}.${form.kind}`)}</p>
      {fieldsOf(form).map((field) => (
        <ChangeField key={field} field={field} form={form} onChange={onChange} from={from} />
      ))}
    </>
  )
}

function ChangeField({ field, form, onChange, from }: ChangeFieldsProps & { readonly field: Field }): ReactNode {
  const { t } = useTranslation()
  const dictionary = form.subject === 'facet-value' ? dictionaryOf(form.file) : undefined
  const isNew = form.subject === 'item' && form.kind === 'add'
  const addTo = (text: string, code: string): string => [...codesIn(text), code, ''].join(' ')
  switch (field) {
    case 'table':
      return <TableSelect form={form} onChange={onChange} />
    case 'code':
      return (
        <CodeBox
          label={t('drafting.code')}
          value={form.code}
          dictionary={dictionary}
          onChange={(code) => onChange({ code })}
        />
      )
    case 'codes':
      return (
        <>
          <CodeBox
            label={t(isNew ? 'drafting.newCodes' : 'drafting.codes')}
            value={form.codes}
            dictionary={dictionary}
            isMany
            onChange={(codes) => onChange({ codes })}
          />
          {isNew && (
            <CodeComposer
              key={from}
              {...(from === undefined ? {} : { from })}
              onAdd={(code) => onChange({ codes: addTo(form.codes, code) })}
            />
          )}
        </>
      )
    case 'into':
      return (
        <>
          <CodeBox
            label={t(form.kind === 'split' ? 'drafting.splitInto' : 'drafting.successors')}
            value={form.into}
            dictionary={dictionary}
            isMany
            onChange={(into) => onChange({ into })}
          />
          {form.kind === 'split' && form.subject === 'item' && (
            <CodeComposer onAdd={(code) => onChange({ into: addTo(form.into, code) })} />
          )}
        </>
      )
    case 'target':
      return (
        <CodeBox
          label={t('drafting.mergeInto')}
          value={form.into}
          dictionary={dictionary}
          onChange={(into) => onChange({ into })}
        />
      )
    case 'cells':
      return <ValueCells form={form} onChange={onChange} />
    case 'before':
      return (
        <RowPicker
          key={form.file}
          file={form.file}
          chosen={form.before}
          isMany={isMany(form.kind, 'before')}
          onChange={(before) => onChange({ before, ...afterOf(form, before) })}
        />
      )
    case 'after':
      return <RowsAfter form={form} onChange={onChange} />
    default:
      return <Text field={field} form={form} onChange={onChange} />
  }
}

/** What is written begins with what stands there. */
function afterOf({ kind, after }: ChangeForm, before: readonly Cells[]): { readonly after?: readonly Cells[] } {
  const [first] = before
  if (kind === 'retire' || first === undefined || after.some((row) => Object.keys(row).length > 0)) return {}
  return { after: kind === 'split' ? [first, first] : [first] }
}

/** Reason, day and names. */
function Text({ field, form, onChange }: ChangeFieldsProps & { readonly field: Field }): ReactNode {
  const { t } = useTranslation()
  const input = (key: 'why' | 'date' | 'name' | 'nameEn', most: number): ReactNode => (
    <label className="field">
      <span>{t(`drafting.${key}`)}</span>
      <input
        className="input"
        type={key === 'date' ? 'date' : 'text'}
        maxLength={most}
        value={form[key]}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </label>
  )
  if (field === 'why') return input('why', 500)
  if (field === 'date') return input('date', 10)
  return (
    <>
      {input('name', 200)}
      {input('nameEn', 300)}
      <label className="field">
        <span>{t('drafting.wording')}</span>
        <select
          className="select"
          value={form.wording}
          onChange={(event) => onChange({ wording: event.target.value as ChangeForm['wording'] })}
        >
          {WORDINGS.map((wording) => (
            <option key={wording} value={wording}>
              {t(`drafting.wordings.${wording}`)}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
