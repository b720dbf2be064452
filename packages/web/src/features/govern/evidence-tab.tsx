import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { WideTable } from '../../ui/table/wide-table.tsx'

const KINDS = ['law', 'catalogue', 'price-list', 'norm', 'enterprise-standard', 'hospital-data'] as const
const PAGE = 50
const BLANK = { kind: 'norm' as (typeof KINDS)[number], citation: '', date: '', taken: '', url: '' }

/** The register of sources behind the standard, and the form that adds to it. */
export function EvidenceTab(): ReactNode {
  const { t } = useTranslation()
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['evidence', 'pages'],
    queryFn: ({ signal, pageParam }) => ask('GET /evidence', { query: { limit: PAGE, offset: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : null),
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const total = data?.pages.at(-1)?.total
  return (
    <>
      <NewSource />
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      <p role="status">{total !== undefined && total > 0 && t('govern.shown', { n: rows.length, total })}</p>
      {total === 0 && <EmptyNote title={t('evidence.none')}>{t('evidence.noneHelp')}</EmptyNote>}
      {rows.length > 0 && (
        <WideTable label={t('evidence.title')}>
          <table className="plain" aria-label={t('evidence.title')}>
            <thead>
              <tr>
                <th>{t('evidence.kind')}</th>
                <th>{t('evidence.citation')}</th>
                <th>{t('evidence.date')}</th>
                <th>{t('evidence.taken')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ id, kind, citation, date, taken }) => (
                <tr key={id}>
                  <td>{t(`evidence.kinds.${kind}`)}</td>
                  <td>{citation}</td>
                  <td>{date}</td>
                  <td>{taken}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </WideTable>
      )}
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('suggestions.more')}
        </Button>
      )}
    </>
  )
}

function NewSource(): ReactNode {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [source, setSource] = useState(BLANK)
  const add = useMutation({
    mutationFn: () => ask('POST /evidence', { body: source }),
    onSuccess: async () => {
      setSource(BLANK)
      await client.invalidateQueries({ queryKey: ['evidence'] })
    },
  })
  const text = (key: 'citation' | 'taken' | 'url' | 'date', most: number): ReactNode => (
    <label className="field">
      <span>{t(`evidence.${key}`)}</span>
      <input
        className="input"
        type={key === 'date' ? 'date' : 'text'}
        maxLength={most}
        value={source[key]}
        onChange={(event) => setSource({ ...source, [key]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      className="card"
      aria-label={t('evidence.add')}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <label className="field">
        <span>{t('evidence.kind')}</span>
        <select
          className="select"
          value={source.kind}
          onChange={(event) => setSource({ ...source, kind: event.target.value as typeof source.kind })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`evidence.kinds.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {text('citation', 2000)}
      {text('date', 10)}
      {text('taken', 5000)}
      {text('url', 500)}
      <Button
        type="primary"
        htmlType="submit"
        loading={add.isPending}
        disabled={[source.citation, source.date, source.taken].some((one) => one.trim() === '')}
      >
        {t('evidence.add')}
      </Button>
      <ProblemNote problem={add.error} />
    </form>
  )
}
