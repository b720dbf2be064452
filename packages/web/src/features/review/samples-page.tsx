import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { AgreementView } from './agreement-view.tsx'
import { SampleForm } from './sample-form.tsx'
import { SampleReader } from './sample-reader.tsx'

/** Samples of one table that two people read without seeing each other: reading, agreement, reconciliation. */
export function SamplesPage(): ReactNode {
  const { t } = useTranslation()
  const { catalogueId } = useParams({ from: '/samples/$catalogueId' })
  usePageTitle(t('sample.title'))
  return (
    <div className="page">
      <h1>{t('sample.title')}</h1>
      <NeedSession>
        <Samples catalogueId={catalogueId} />
      </NeedSession>
    </div>
  )
}

function Samples({ catalogueId }: { readonly catalogueId: string }): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useSession()
  const [chosen, setChosen] = useState<string>()
  const list = useQuery({
    queryKey: ['samples', catalogueId],
    queryFn: ({ signal }) => ask('GET /catalogues/{id}/samples', { params: { id: catalogueId }, signal }),
  })
  const samples = list.data ?? []
  const sample = samples.find(({ id }) => id === chosen) ?? samples[0]
  const isReader = sample !== undefined && [sample.firstReader, sample.secondReader].includes(me?.userId ?? '')
  return (
    <>
      <p className="quiet">{t('sample.help')}</p>
      {mayDo(me, 'verify') && (
        <SampleForm catalogueId={catalogueId} onDrawn={(id) => void list.refetch().then(() => setChosen(id))} />
      )}
      <ProblemNote problem={list.error} onRetry={() => void list.refetch()} />
      {list.data?.length === 0 && <EmptyNote title={t('sample.none')}>{t('sample.noneHelp')}</EmptyNote>}
      {samples.length > 1 && (
        <label className="field">
          <span>{t('sample.which')}</span>
          <select className="select" value={sample?.id} onChange={(event) => setChosen(event.target.value)}>
            {samples.map(({ id, createdAt, names }) => (
              <option key={id} value={id}>
                {`${createdAt.slice(0, 10)} · ${t('map.nameCount', { n: names })}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {sample !== undefined && isReader && (
        <SampleReader
          key={sample.id}
          sampleId={sample.id}
          onRead={() => void client.invalidateQueries({ queryKey: ['agreement', sample.id] })}
        />
      )}
      {sample !== undefined && <AgreementView sampleId={sample.id} catalogueId={catalogueId} />}
    </>
  )
}
