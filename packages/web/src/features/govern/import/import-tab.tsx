import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, fileBody } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { LARGEST_TABLE, TableFile } from '../../../ui/table/table-file.tsx'
import { ImportDifference } from './import-difference.tsx'
import { ImportsMade } from './imports-made.tsx'

/** The publisher's next table: how it differs from the standard is looked at first, and made into proposals only then. */
export function ImportTab(): ReactNode {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [date, setDate] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const asked = { date, ...(code.trim() === '' ? {} : { code }), ...(name.trim() === '' ? {} : { name }) }
  const look = useMutation({
    mutationFn: (table: File) => ask('POST /standard-imports/upload-preview', { query: asked, body: fileBody(table) }),
  })
  const make = useMutation({
    mutationFn: ({ table, version }: { readonly table: File; readonly version: number }) =>
      ask('POST /standard-imports/upload', { query: { ...asked, version }, body: fileBody(table) }),
    onSuccess: () => Promise.all(['proposals', 'imports'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  })
  // What was looked at is of the file and the fields as they were then.
  const changed = <T,>(set: (value: T) => void) => {
    return (value: T): void => {
      set(value)
      look.reset()
      make.reset()
    }
  }
  const field = (label: string, value: string, type: string, set: (value: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        type={type}
        value={value}
        maxLength={200}
        required={type === 'date'}
        onChange={(event) => changed(set)(event.target.value)}
      />
    </label>
  )
  return (
    <section aria-labelledby="import-title">
      <h2 id="import-title">{t('importing.title')}</h2>
      <p className="quiet">{t('importing.help', { limit: LARGEST_TABLE })}</p>
      <form
        className="card"
        aria-label={t('importing.title')}
        onSubmit={(event) => {
          event.preventDefault()
          make.reset()
          if (file !== undefined) look.mutate(file)
        }}
      >
        <div className="row">
          <TableFile label={t('importing.file')} onChange={changed(setFile)} />
          {field(t('importing.date'), date, 'date', setDate)}
          {field(t('importing.codeColumn'), code, 'text', setCode)}
          {field(t('importing.nameColumn'), name, 'text', setName)}
        </div>
        <Button htmlType="submit" disabled={file === undefined} loading={look.isPending}>
          {t('importing.look')}
        </Button>
      </form>
      <ProblemNote problem={look.error} />
      {make.error !== null && (
        <>
          <ProblemNote problem={make.error} />
          <p>{t('importing.lookAgain')}</p>
        </>
      )}
      {make.data === undefined && look.data !== undefined && (
        <>
          <ImportDifference difference={look.data} />
          {file !== undefined && look.data.proposals.length > 0 && (
            <Button
              type="primary"
              loading={make.isPending}
              onClick={() => make.mutate({ table: file, version: look.data.version })}
            >
              {t('importing.make', { count: look.data.proposals.length })}
            </Button>
          )}
        </>
      )}
      {make.data !== undefined && <Made proposals={make.data.proposals} />}
      <ImportsMade />
    </section>
  )
}

interface MadeProps {
  readonly proposals: readonly { readonly id: string; readonly title: { readonly zh: string; readonly en: string } }[]
}

/** What was drafted, with the way to each. */
function Made({ proposals }: MadeProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return (
    <section aria-label={t('importing.madeTitle')}>
      <p role="status">{t('importing.made', { count: proposals.length })}</p>
      <ul>
        {proposals.map(({ id, title }) => (
          <li key={id}>
            <Link to="/govern" search={{ proposal: id }}>
              {title[language]}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
