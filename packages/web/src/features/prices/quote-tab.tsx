import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ItemPicker } from '../../ui/item/item-picker.tsx'
import { PriceListSelect } from '../../ui/price-list-select.tsx'
import { dayWithin, type PriceList, usePriceLists } from '../../ui/price-lists.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { type ExamItem, examFromText, examToText } from './exam-text.ts'
import { ModifierChoice } from './modifier-choice.tsx'
import { QuoteView } from './quote-view.tsx'

const MOST_COUNT = 99

/** What an exam costs: its items, what was special, the day and the price list; the quote follows each change. */
export function QuoteTab(): ReactNode {
  const { t } = useTranslation()
  const edition = useEdition()
  const search = useSearch({ from: '/prices' })
  const navigate = useNavigate({ from: '/prices' })
  const [modifiers, setModifiers] = useState<ExamItem['modifiers']>({})
  const [isDigital, setDigital] = useState(true)
  const items = examFromText(search.exam ?? '')
  const lists = usePriceLists()
  const list = lists.find(({ id }) => id === search.list) ?? lists[0]
  const date = search.day ?? dayWithin(list)
  const setItems = (next: readonly ExamItem[]): void =>
    void navigate({ search: (before) => ({ ...before, exam: examToText(next) }), replace: true })
  const body = {
    schedule: list?.id ?? '',
    date,
    items: items.map((item) => ({ ...item, modifiers: { ...item.modifiers } })),
    modifiers: { ...modifiers },
    digitalService: isDigital,
  }
  const quote = useQuery({
    queryKey: ['quote', body],
    queryFn: ({ signal }) => ask('POST /price-quotes', { body, signal }),
    enabled: items.length > 0 && list !== undefined,
    placeholderData: keepPreviousData,
  })
  const change = (at: number, next: Partial<ExamItem>): void =>
    setItems(items.map((item, place) => (place === at ? { ...item, ...next } : item)))
  return (
    <>
      <QuoteContext
        lists={lists}
        listId={list?.id}
        date={date}
        onChange={(next) => void navigate({ search: (before) => ({ ...before, ...next }), replace: true })}
      />
      <ItemPicker
        label={t('quote.add')}
        edition={edition}
        onPick={(code) => setItems([...items, { code, count: 1, modifiers: {} }])}
      />
      <ul className="exam-items">
        {items.map((item, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same item may stand twice, with other facts
          <li key={`${item.code}${at}`} className="card">
            <ItemLine code={item.code} edition={edition} />
            <input
              type="number"
              className="input exam-count"
              aria-label={t('quote.count')}
              min={1}
              max={MOST_COUNT}
              value={item.count}
              onChange={(event) =>
                change(at, { count: Math.min(MOST_COUNT, Math.max(1, event.target.valueAsNumber || 1)) })
              }
            />
            <ModifierChoice
              label={t('quote.addModifier')}
              value={item.modifiers}
              onChange={(next) => change(at, { modifiers: next })}
            />
            <Button
              size="small"
              type="text"
              aria-label={t('review.remove', { code: item.code })}
              onClick={() => setItems(items.filter((_, place) => place !== at))}
            >
              <span aria-hidden>✕</span>
            </Button>
          </li>
        ))}
      </ul>
      {items.length === 0 ? (
        <EmptyNote title={t('quote.empty')}>{t('quote.emptyHelp')}</EmptyNote>
      ) : (
        <>
          <div className="row">
            <ModifierChoice label={t('quote.wholeExam')} value={modifiers} onChange={setModifiers} />
            <label>
              <input type="checkbox" checked={isDigital} onChange={(event) => setDigital(event.target.checked)} />{' '}
              {t('quote.digital')}
            </label>
          </div>
          <ProblemNote problem={quote.error} onRetry={() => void quote.refetch()} />
          {quote.data !== undefined && quote.error === null && <QuoteView quote={quote.data} />}
        </>
      )}
    </>
  )
}

interface QuoteContextProps {
  readonly lists: readonly PriceList[]
  readonly listId: string | undefined
  readonly date: string
  readonly onChange: (next: { readonly list?: string; readonly day?: string }) => void
}

/** Where and when: the price list and the day of the exam. */
function QuoteContext({ lists, listId, date, onChange }: QuoteContextProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="row">
      <PriceListSelect
        label={t('quote.list')}
        lists={lists}
        value={listId}
        onChange={(list) => onChange({ list, day: '' })}
      />
      <label className="field">
        <span>{t('quote.day')}</span>
        <input
          type="date"
          className="input"
          value={date}
          onChange={(event) => event.target.value !== '' && onChange({ day: event.target.value })}
        />
      </label>
    </div>
  )
}
