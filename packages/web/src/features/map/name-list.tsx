import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import type { NamesSearch } from '../../app/router.tsx'
import { mayDo, useSession } from '../../app/session.ts'
import { useSettled } from '../../app/settled.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { ProposeLink } from '../../ui/propose-link.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, VirtualTable } from '../../ui/table/virtual-table.tsx'
import { BulkDecision } from './bulk-decision.tsx'
import { EVERY_NAME, NameFilterBar, placeFields } from './name-filter.tsx'
import { NamePlace } from './name-place.tsx'

type Name = Answer<'GET /catalogues/{id}/names'>['rows'][number]

const PAGE = 100
/** Milliseconds that rows stay on screen before they are asked for: the server works through what is merely flown over, too. */
const GLANCE = 80

interface NameListProps {
  readonly catalogueId: string
  /** What the link asked for; the fields above the list narrow it further. */
  readonly place: NamesSearch
}

/** All names of a table, however many: only the pages on screen are asked for. */
export function NameList({ catalogueId, place }: NameListProps): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const client = useQueryClient()
  const me = useSession()
  const [filter, setFilter] = useState(EVERY_NAME)
  const [active, setActive] = useState(0)
  const [pages, setPages] = useState<readonly number[]>([0])
  const settled = useSettled(filter, 150)
  const flight = useRef<ReturnType<typeof setTimeout>>(undefined)
  const { status, state, maxConfidence } = settled
  const text = settled.text.trim()
  const query = {
    limit: PAGE,
    text,
    status,
    state,
    ...(maxConfidence === 1 ? {} : { maxConfidence }),
    ...(place.item === 'none' ? { hasItem: 'false' as const } : {}),
    ...placeFields(place),
  }
  const load = (page: number) => ({
    queryKey: ['names', catalogueId, query, page],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      ask('GET /catalogues/{id}/names', {
        params: { id: catalogueId },
        query: { ...query, offset: page * PAGE },
        signal,
      }),
  })
  const first = useQuery({ ...load(0), placeholderData: keepPreviousData })
  const shown = useQueries({ queries: pages.map(load) })
  const byPage = new Map(pages.map((page, at) => [page, shown[at]?.data?.rows]))
  const onVisible = useCallback((from: number, to: number) => {
    const wanted: number[] = []
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, to - 1) / PAGE); page++)
      wanted.push(page)
    clearTimeout(flight.current)
    flight.current = setTimeout(() => setPages((before) => (before.join() === wanted.join() ? before : wanted)), GLANCE)
  }, [])
  const columns = useMemo(
    (): readonly Column<Name>[] => [
      { id: 'name', title: t('name.name'), width: 'minmax(14rem, 2fr)', cell: ({ name }) => name },
      { id: 'modality', title: t('item.modality'), width: '5rem', cell: ({ modality }) => modality },
      { id: 'exams', title: t('name.exams'), width: '6rem', align: 'end', cell: ({ exams }) => exams.toLocaleString() },
      {
        id: 'state',
        title: t('name.state'),
        width: '8rem',
        cell: ({ suggestedState }) => suggestedState !== null && <StateTag state={suggestedState} />,
      },
      { id: 'status', title: t('name.status'), width: '6rem', cell: (name) => t(`nameStatus.${name.status}`) },
      {
        id: 'items',
        title: t('name.items'),
        width: 'minmax(18rem, 3fr)',
        cell: ({ name, modality, exams, codes, suggestedCodes }) => {
          const said = codes ?? suggestedCodes ?? []
          if (said.length > 0) return said.map((code) => <ItemLine key={code} code={code} edition={edition} />)
          return <ProposeLink name={name} modality={modality} exams={exams} />
        },
      },
    ],
    [t, edition],
  )
  return (
    <section className="name-list">
      <div className="row">
        <NameFilterBar value={filter} onChange={setFilter} />
        <span role="status">
          {first.data &&
            t('name.total', { n: first.data.total.toLocaleString(), exams: first.data.exams.toLocaleString() })}
        </span>
      </div>
      <NamePlace catalogueId={catalogueId} place={place} />
      {mayDo(me, 'decide') && (
        <BulkDecision
          catalogueId={catalogueId}
          filter={{ ...settled, text }}
          place={place}
          count={first.data?.total ?? 0}
          onDone={() => {
            void client.invalidateQueries({ queryKey: ['names', catalogueId] })
            void client.invalidateQueries({ queryKey: ['catalogue', catalogueId] })
          }}
        />
      )}
      <ProblemNote problem={first.error} onRetry={() => void first.refetch()} />
      <VirtualTable
        label={t('name.list')}
        columns={columns}
        count={first.data?.total ?? 0}
        rowAt={(index) => byPage.get(Math.floor(index / PAGE))?.[index % PAGE]}
        active={active}
        onActive={setActive}
        onVisible={onVisible}
        empty={first.data && <EmptyNote title={t('name.none')}>{t('find.nothingHelpFilter')}</EmptyNote>}
      />
    </section>
  )
}
