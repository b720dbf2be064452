import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { mayDo, useSession } from '../../app/session.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { InstitutionSelect } from '../../ui/institution-select.tsx'
import { NeedSession } from '../../ui/need-session.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { UploadForm } from './upload-form.tsx'

/** Map: the tables of an institution, and a way to bring one in. */
export function MapPage(): ReactNode {
  const { t } = useTranslation()
  usePageTitle(t('nav.map'))
  return (
    <div className="page">
      <h1>{t('map.title')}</h1>
      <NeedSession>
        <Catalogues />
      </NeedSession>
    </div>
  )
}

function Catalogues(): ReactNode {
  const { t } = useTranslation()
  const me = useSession()
  const [institutionId, setInstitutionId] = useState<string>()
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogues', institutionId],
    queryFn: ({ signal }) =>
      ask('GET /institutions/{id}/catalogues', { params: { id: institutionId ?? '' }, query: { limit: 500 }, signal }),
    enabled: institutionId !== undefined,
  })
  return (
    <>
      <InstitutionSelect value={institutionId} onChange={setInstitutionId} />
      {institutionId !== undefined && mayDo(me, 'upload') && (
        <UploadForm key={institutionId} institutionId={institutionId} onDone={() => void refetch()} />
      )}
      <h2>{t('map.catalogues')}</h2>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      {data?.rows.length === 0 && <EmptyNote title={t('map.none')}>{t('map.noneHelp')}</EmptyNote>}
      <ul className="cards">
        {data?.rows.map(({ id, title, kind, createdAt }) => (
          <li key={id} className="card">
            <Link to="/map/$catalogueId" params={{ catalogueId: id }}>
              <strong>{title}</strong>
            </Link>
            <span className="quiet">
              {t(`catalogue.${kind}`)} · {createdAt.slice(0, 10)}
            </span>
            <Link to="/review/$catalogueId" params={{ catalogueId: id }}>
              {t('map.review')}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
