import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ApiProblem, ask } from '../../../api/client.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'

type Preview = Answer<'GET /release-preview'>

/** The next release: asked for with its day, looked at as it would be, and made only then. */
export function ReleaseForm(): ReactNode {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [date, setDate] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const [version, setVersion] = useState('')
  const [grace, setGrace] = useState('12')
  const order = { date, graceMonths: Number(grace), ...(version.trim() === '' ? {} : { version: version.trim() }) }
  const preview = useMutation({ mutationFn: () => ask('GET /release-preview', { query: order }) })
  const make = useMutation({
    mutationFn: ({ proposals, version: seen }: Preview) =>
      ask('POST /releases', { body: { ...order, version: seen, proposals: proposals.map(({ id }) => id) } }),
    onSuccess: async () => {
      forget()
      setVersion('')
      await Promise.all(
        ['releases', 'draft-edition', 'proposals', 'proposal'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      )
    },
  })
  // What was looked at is of the day and version that were asked for then.
  const forget = (): void => {
    preview.reset()
    make.reset()
  }
  const field = (key: 'date' | 'version' | 'grace', value: string, type: string, set: (value: string) => void) => (
    <label className="field">
      <span>{t(`releasing.${key}`)}</span>
      <input
        className="input"
        type={type}
        value={value}
        required={key !== 'version'}
        maxLength={20}
        {...(type === 'number' ? { min: 0, max: 120 } : {})}
        onChange={(event) => {
          set(event.target.value)
          forget()
        }}
      />
    </label>
  )
  return (
    <section className="card" aria-label={t('releasing.title')}>
      <h3>{t('releasing.title')}</h3>
      <p className="quiet">{t('releasing.help')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.reset()
          preview.mutate()
        }}
      >
        <div className="row">
          {field('date', date, 'date', setDate)}
          {field('version', version, 'text', setVersion)}
          {field('grace', grace, 'number', setGrace)}
        </div>
        <Button htmlType="submit" loading={preview.isPending}>
          {t('releasing.preview')}
        </Button>
      </form>
      <Refused problem={preview.error ?? make.error} />
      {preview.data !== undefined && (
        <Preview preview={preview.data} isPending={make.isPending} onConfirm={() => make.mutate(preview.data)} />
      )}
    </section>
  )
}

/** Why there is no release, with the way to the proposal that is to blame. */
function Refused({ problem }: { readonly problem: unknown }): ReactNode {
  const { t } = useTranslation()
  const proposal = problem instanceof ApiProblem ? problem.data.proposal : undefined
  return (
    <>
      <ProblemNote problem={problem} />
      {typeof proposal === 'string' && (
        <Link to="/govern" search={{ proposal }}>
          {t('releasing.blamed')}
        </Link>
      )}
    </>
  )
}

interface PreviewProps {
  readonly preview: Preview
  readonly isPending: boolean
  readonly onConfirm: () => void
}

function Preview({ preview, isPending, onConfirm }: PreviewProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { version, before, items, proposals, notes, migration } = preview
  return (
    <section aria-label={t('releasing.goesIn')}>
      <p role="status">{t('releasing.figures', { ...items, before, version, moved: migration.length })}</p>
      <h4>{t('releasing.goesIn')}</h4>
      <ul>
        {proposals.map(({ id, title }) => (
          <li key={id}>
            <Link to="/govern" search={{ proposal: id }}>
              {title[language]}
            </Link>
          </li>
        ))}
      </ul>
      <pre className="notes">{notes[language]}</pre>
      <Button type="primary" loading={isPending} onClick={onConfirm}>
        {t('releasing.confirm', { version })}
      </Button>
    </section>
  )
}
