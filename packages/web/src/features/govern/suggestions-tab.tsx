import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useSettled } from '../../app/settled.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SuggestionTable } from './suggestion-table.tsx'

const PAGE = 50
const ORDERS = ['exams', 'institutions'] as const

interface Wanted {
  readonly text: string
  readonly institutions: string
  readonly order: (typeof ORDERS)[number]
}

const EVERYTHING: Wanted = { text: '', institutions: '', order: 'exams' }

/** Items that the names of tables ask for and the standard lacks, the most used first; each leads into a draft. */
export function SuggestionsTab(): ReactNode {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState(EVERYTHING)
  const { text, institutions, order } = useSettled(wanted, 250)
  const isFiltered = text.trim() !== '' || institutions !== ''
  const least = /^[1-9]\d{0,5}$/.test(institutions) ? Number(institutions) : 1
  const query = { exams: 1, institutions: least, text: text.trim(), order, limit: PAGE }
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['suggestions', query],
    queryFn: ({ signal, pageParam }) =>
      ask('GET /proposal-suggestions', { query: pageParam === '' ? query : { ...query, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 600_000,
  })
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const table = useRef<HTMLTableElement>(null)
  const [behind, setBehind] = useState<number>()
  useEffect(() => {
    // Whoever asked for more goes on with the first of them: the button they pressed may be gone.
    if (behind === undefined || rows.length <= behind) return
    table.current?.querySelectorAll<HTMLElement>('tbody a')[behind]?.focus()
    setBehind(undefined)
  }, [behind, rows.length])
  const [first] = data?.pages ?? []
  return (
    <>
      <p>{t('suggestions.help')}</p>
      <Filter wanted={wanted} onChange={setWanted} />
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      <p role="status">
        {error === null && first === undefined && t('waiting')}
        {first && t('suggestions.shown', { n: rows.length, total: first.total, exams: first.exams.toLocaleString() })}
      </p>
      {first?.total === 0 && (
        <EmptyNote title={t(isFiltered ? 'suggestions.noneLeft' : 'suggestions.none')}>
          {isFiltered ? (
            <Button onClick={() => setWanted(EVERYTHING)}>{t('suggestions.everything')}</Button>
          ) : (
            t('suggestions.noneHelp')
          )}
        </EmptyNote>
      )}
      {rows.length > 0 && <SuggestionTable ref={table} rows={rows} />}
      {hasNextPage && (
        <Button
          loading={isFetchingNextPage}
          onClick={() => {
            setBehind(rows.length)
            void fetchNextPage()
          }}
        >
          {t('suggestions.more')}
        </Button>
      )}
    </>
  )
}

interface FilterProps {
  readonly wanted: Wanted
  readonly onChange: (wanted: Wanted) => void
}

function Filter({ wanted, onChange }: FilterProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="row">
      <label className="field">
        <span>{t('suggestions.text')}</span>
        <input
          className="input"
          type="search"
          maxLength={100}
          value={wanted.text}
          onChange={(event) => onChange({ ...wanted, text: event.target.value })}
        />
      </label>
      <label className="field">
        <span>{t('suggestions.leastInstitutions')}</span>
        <input
          className="input"
          inputMode="numeric"
          maxLength={6}
          value={wanted.institutions}
          onChange={(event) => onChange({ ...wanted, institutions: event.target.value.replace(/\D/g, '') })}
        />
      </label>
      <label className="field">
        <span>{t('suggestions.order')}</span>
        <select
          className="select"
          value={wanted.order}
          onChange={(event) => onChange({ ...wanted, order: event.target.value as Wanted['order'] })}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`govern.${order}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}
