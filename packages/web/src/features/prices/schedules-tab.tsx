import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type Column, VirtualTable } from '../../ui/table/virtual-table.tsx'
import { yuan } from '../../ui/yuan.ts'

interface Line {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly cents: number
  readonly note: string
}

/** The schedules that one may see, by region and date, with their lines. */
export function SchedulesTab(): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const text = useDeferredValue(typed.trim())
  const list = useQuery({
    queryKey: ['schedules'],
    queryFn: ({ signal }) => ask('GET /price-schedules', { query: { limit: 500 }, signal }),
  })
  const id = chosen ?? list.data?.rows[0]?.id
  const schedule = useQuery({
    queryKey: ['schedule', id],
    queryFn: ({ signal }) => ask('GET /price-schedules/{id}', { params: { id: id ?? '' }, signal }),
    enabled: id !== undefined,
  })
  const lines = useMemo(
    () =>
      ((schedule.data?.lines ?? []) as readonly Line[]).filter(
        ({ code, name }) => text === '' || name.includes(text) || code.includes(text),
      ),
    [schedule.data, text],
  )
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { id: 'code', title: t('prices.code'), width: '12rem', cell: ({ code }) => <code>{code}</code> },
      { id: 'name', title: t('prices.name'), width: 'minmax(16rem, 2fr)', cell: ({ name }) => name },
      { id: 'unit', title: t('prices.unit'), width: '7rem', cell: ({ unit }) => unit },
      {
        id: 'price',
        title: t('prices.price'),
        width: '8rem',
        align: 'end',
        cell: ({ cents }) => yuan(cents),
      },
      { id: 'note', title: t('prices.note'), width: 'minmax(10rem, 2fr)', cell: ({ note }) => note },
    ],
    [t],
  )
  if (list.data?.rows.length === 0) return <EmptyNote title={t('prices.none')}>{t('prices.noneHelp')}</EmptyNote>
  return (
    <>
      <ProblemNote problem={list.error ?? schedule.error} />
      <div className="row">
        <select
          className="select name-status"
          aria-label={t('prices.schedule')}
          value={id ?? ''}
          onChange={(event) => setChosen(event.target.value)}
        >
          {list.data?.rows.map((row) => (
            <option key={row.id} value={row.id}>
              {`${row.region} · ${row.title} · ${row.validFrom}`}
            </option>
          ))}
        </select>
        <input
          type="search"
          className="search-box name-search"
          aria-label={t('prices.search')}
          placeholder={t('prices.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <section className="name-list">
        <VirtualTable
          label={t('prices.lines')}
          columns={columns}
          count={lines.length}
          rowAt={(index) => lines[index]}
          active={active}
          onActive={setActive}
          empty={schedule.data && <EmptyNote title={t('prices.noLine')} />}
        />
      </section>
    </>
  )
}
