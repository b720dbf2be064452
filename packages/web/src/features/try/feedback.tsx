import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'

/** Names that were read wrongly become tasks: they go into a table of the institution, whose reviewers decide on them. */
export function Feedback({ names }: { readonly names: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  if (me === null) {
    return (
      <p className="quiet">
        {t('feedback.signIn')}{' '}
        <Link to="/login" search={{ to: '/try' }}>
          {t('session.signIn')}
        </Link>
      </p>
    )
  }
  return mayDo(me, 'upload') ? <FeedbackForm names={names} /> : null
}

function FeedbackForm({ names }: { readonly names: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const [institutionId, setInstitutionId] = useState<string>()
  const [chosen, setChosen] = useState<string>()
  const [name, setName] = useState('')
  const tables = useQuery({
    queryKey: ['catalogues', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/catalogues', { params: { id: institutionId ?? '' }, query: { limit: 500 }, signal }),
    enabled: institutionId !== undefined,
  })
  const id = tables.data?.rows.find((row) => row.id === chosen)?.id ?? tables.data?.rows[0]?.id
  const add = useMutation({
    mutationFn: () =>
      ask('POST /catalogues/{id}/names', {
        params: { id: id ?? '' },
        body: { names: [{ name: name || (names[0] ?? '') }] },
      }),
  })
  return (
    <details className="feedback">
      <summary>{t('feedback.title')}</summary>
      <p className="quiet">{t('feedback.help')}</p>
      <div className="row">
        <label className="field">
          <span>{t('feedback.name')}</span>
          <select className="select" value={name || names[0]} onChange={(event) => setName(event.target.value)}>
            {[...new Set(names)].map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
        <label className="field">
          <span>{t('dashboard.table')}</span>
          <select className="select" value={id ?? ''} onChange={(event) => setChosen(event.target.value)}>
            {tables.data?.rows.map((row) => (
              <option key={row.id} value={row.id}>
                {row.title}
              </option>
            ))}
          </select>
        </label>
        <Button disabled={id === undefined} loading={add.isPending} onClick={() => add.mutate()}>
          {t('feedback.send')}
        </Button>
      </div>
      <ProblemNote problem={add.error ?? tables.error} />
      {tables.data?.rows.length === 0 && <Link to="/map">{t('map.none')}</Link>}
      {add.isSuccess && id !== undefined && (
        <p role="status">
          {t('feedback.sent')}{' '}
          <Link to="/review/$catalogueId" params={{ catalogueId: id }}>
            {t('review.title')}
          </Link>
        </p>
      )}
    </details>
  )
}
