import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { EmptyNote } from '../empty-note.tsx'
import { ProblemNote } from '../problem-note.tsx'

const FIRST = 10
const MOST = 500

/** Names that are decided to be an item, in the institutions that one may read: how many, under how many exams, and where. */
export function ItemLocalNames({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(FIRST)
  const { data, error, refetch } = useQuery({
    queryKey: ['item-local-names', code, limit],
    queryFn: ({ signal }) => ask('GET /items/{code}/local-names', { params: { code }, query: { limit }, signal }),
    placeholderData: keepPreviousData,
  })
  if (data === undefined) return error ? <ProblemNote problem={error} onRetry={() => void refetch()} /> : t('waiting')
  if (data.total === 0) return <EmptyNote title={t('mapping.noNames')}>{t('mapping.noNamesHelp')}</EmptyNote>
  const institutions = new Map(data.institutions.map(({ institutionId, institution }) => [institutionId, institution]))
  return (
    <>
      <ul>
        {data.institutions.map(({ institutionId, institution, names, exams }) => (
          <li key={institutionId}>
            <strong>{institution}</strong>{' '}
            {t('name.total', { n: names.toLocaleString(), exams: exams.toLocaleString() })}
          </li>
        ))}
      </ul>
      <ul className="item-events">
        {data.rows.map(({ id, institutionId, catalogueId, localCode, name, exams, isPart }) => (
          <li key={id}>
            <Link to="/map/$catalogueId" params={{ catalogueId }} search={{ code }}>
              {name}
            </Link>{' '}
            <span className="quiet">
              {localCode} {exams.toLocaleString()} {data.institutions.length > 1 && institutions.get(institutionId)}{' '}
              {isPart && t('mapping.isPart')}
            </span>
          </li>
        ))}
      </ul>
      {data.rows.length < Math.min(data.total, MOST) && (
        <Button size="small" type="link" onClick={() => setLimit(MOST)}>
          {t('find.more', { n: data.total - data.rows.length })}
        </Button>
      )}
    </>
  )
}
