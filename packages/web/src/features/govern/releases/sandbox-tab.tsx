import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../../api/client.ts'
import { nameIn } from '../../../app/edition.ts'
import { usePreferences } from '../../../app/preferences.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { yuan } from '../../../ui/yuan.ts'

/** The coming edition before its release: what comes and goes, and any name read and priced under it beside the edition in force. */
export function SandboxTab(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['draft-edition'],
    queryFn: ({ signal }) => ask('GET /draft', { signal }),
  })
  if (error) return <ProblemNote problem={error} onRetry={() => void refetch()} />
  if (data === undefined) return <p>{t('waiting')}</p>
  return (
    <>
      <p>{t('sandbox.editions', { before: data.before, coming: data.edition, n: data.proposals.length })}</p>
      <table className="plain" aria-label={t('sandbox.codes')}>
        <thead>
          <tr>
            <th>{t('sandbox.code')}</th>
            <th>{t('sandbox.now')}</th>
            <th>{t('sandbox.coming')}</th>
          </tr>
        </thead>
        <tbody>
          {data.added.map((item) => (
            <Row key={item.code} code={item.code} now="—" coming={nameIn(language, item)} />
          ))}
          {data.retired.map((item) => (
            <Row
              key={item.code}
              code={item.code}
              now={nameIn(language, item)}
              coming={`${t('govern.retired')} → ${item.successors.join(' + ')}`}
            />
          ))}
          {data.reworded.map(({ code, before, after }) => (
            <Row key={code + after} code={code} now={before} coming={after} />
          ))}
        </tbody>
      </table>
      <p>
        <a href={`/api/v1/draft/document?language=${language}`} target="_blank" rel="noopener">
          {t('document.readDraft')}
        </a>
      </p>
      <Trial />
      <p className="quiet">{t('sandbox.fhir')}</p>
    </>
  )
}

function Row({
  code,
  now,
  coming,
}: {
  readonly code: string
  readonly now: string
  readonly coming: string
}): ReactNode {
  return (
    <tr>
      <th scope="row">
        <code>{code}</code>
      </th>
      <td>{now}</td>
      <td>{coming}</td>
    </tr>
  )
}

/** A name under both editions: how it is read, and what it costs on a day. */
function Trial(): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [place, setPlace] = useState('江西省')
  const [day, setDay] = useState(() => new Date().toLocaleDateString('sv-SE'))
  const read = useMutation({
    mutationFn: async () => {
      const [now, coming] = await Promise.all([
        ask('POST /normalise', { body: { name } }),
        ask('POST /draft/normalise', { body: { names: [name] } }),
      ])
      const then = coming.results[0]
      return {
        now: now.items.flatMap(({ code }) => code ?? []),
        coming: then?.codes ?? [],
      }
    },
  })
  const exam = { date: day, jurisdiction: place, items: [{ name }] }
  const priceNow = useMutation({ mutationFn: () => ask('POST /price-quotes', { body: exam }) })
  const priceThen = useMutation({ mutationFn: () => ask('POST /draft/price-quotes', { body: exam }) })
  const run = (): void => {
    read.mutate()
    priceNow.mutate()
    priceThen.mutate()
  }
  const priceOf = ({ data, error }: typeof priceNow): ReactNode =>
    data === undefined ? <ProblemNote problem={error} /> : <strong>¥{yuan(data.totalCents)}</strong>
  return (
    <section className="card" aria-label={t('sandbox.trial')}>
      <h2>{t('sandbox.trial')}</h2>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
      >
        <Line label={t('sandbox.name')} value={name} onChange={setName} />
        <Line label={t('sandbox.place')} value={place} onChange={setPlace} />
        <Line label={t('drafting.date')} value={day} onChange={setDay} type="date" />
        <Button
          type="primary"
          htmlType="submit"
          loading={read.isPending}
          disabled={name.trim() === '' || place === '' || day === ''}
        >
          {t('sandbox.try')}
        </Button>
      </form>
      <ProblemNote problem={read.error} />
      {read.data !== undefined && (
        <table className="plain" aria-live="polite">
          <thead>
            <tr>
              <th />
              <th>{t('sandbox.now')}</th>
              <th>{t('sandbox.coming')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('govern.items')}</th>
              <td>{read.data.now.join(' + ') || '—'}</td>
              <td>{read.data.coming.join(' + ') || '—'}</td>
            </tr>
            <tr>
              <th scope="row">{t('sandbox.price')}</th>
              <td>{priceOf(priceNow)}</td>
              <td>{priceOf(priceThen as typeof priceNow)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  )
}

interface LineProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'date'
}

function Line({ label, value, onChange, type = 'text' }: LineProps): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        type={type}
        maxLength={300}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
