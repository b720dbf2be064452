import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask, askForFile } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { ShareBars } from '../../ui/chart/share-bars.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { NameList } from './name-list.tsx'
import { ReleaseCard } from './release/release-card.tsx'

const STATUSES = ['verified', 'accepted', 'changed', 'rejected', 'suggested', 'open'] as const

/** One table of an institution: how far it is, its names, its export. */
export function CataloguePage(): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="page page-full">
      <NeedSession title={t('nav.map')}>
        <CatalogueView />
      </NeedSession>
    </div>
  )
}

function CatalogueView(): ReactNode {
  const { t } = useTranslation()
  const { catalogueId } = useParams({ from: '/map/$catalogueId' })
  const place = useSearch({ from: '/map/$catalogueId' })
  const [problem, setProblem] = useState<unknown>()
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue', catalogueId],
    queryFn: ({ signal }) => ask('GET /catalogues/{id}', { params: { id: catalogueId }, signal }),
  })
  usePageTitle(data?.title ?? t('nav.map'))
  const download = (format: 'csv' | 'xlsx' | 'jsonl') => () => {
    setProblem(undefined)
    askForFile('GET /catalogues/{id}/export', { params: { id: catalogueId }, query: { format } }).catch(setProblem)
  }
  if (error) {
    return (
      <>
        <h1>{t('nav.map')}</h1>
        <ProblemNote problem={error} onRetry={() => void refetch()} />
      </>
    )
  }
  if (data === undefined) return t('waiting')
  const { names, exams, byStatus, needsSecond } = data.progress
  return (
    <>
      <h1>{data.title}</h1>
      <p className="quiet">
        {t(`catalogue.${data.kind}`)} ·{' '}
        {t('map.progress', {
          names: names.toLocaleString('en'),
          exams: exams.toLocaleString('en'),
          needsSecond: needsSecond.toLocaleString('en'),
        })}
      </p>
      <div className="row">
        <Link to="/review/$catalogueId" params={{ catalogueId }} className="next-step">
          {t('map.review')}
        </Link>
        <Link to="/samples/$catalogueId" params={{ catalogueId }}>
          {t('sample.title')}
        </Link>
        {(['xlsx', 'csv', 'jsonl'] as const).map((format) => (
          <Button key={format} onClick={download(format)}>
            {t('find.export')} {t(`format.${format}`)}
          </Button>
        ))}
      </div>
      <ProblemNote problem={problem} />
      <ShareBars
        label={t('map.byStatus')}
        rows={STATUSES.map((status) => ({
          key: status,
          label: t(`nameStatus.${status}`),
          value: byStatus[status].exams,
          note: t('map.nameCount', { n: byStatus[status].names }),
        }))}
      />
      <ReleaseCard catalogue={data} />
      <NameList key={JSON.stringify(place)} catalogueId={catalogueId} place={place} />
    </>
  )
}
