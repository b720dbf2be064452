import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ProblemNote } from '../problem-note.tsx'
import { yuan } from '../yuan.ts'

/** What an item costs by the price list of each place. */
export function ItemPrices({ code }: { readonly code: string }): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { data, error } = useQuery({
    queryKey: ['item-prices', code, language],
    queryFn: async ({ signal }) => {
      const lists = await ask('GET /price-lists', { signal })
      return await Promise.all(
        lists.map(async (list) => {
          const body = { schedule: list.id, date: list.validFrom, items: [{ code }] }
          return { list, quote: await ask('POST /price-quotes', { body, signal }) }
        }),
      )
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <>
      <ProblemNote problem={error} />
      {data === undefined && error === null && t('waiting')}
      <dl className="pairs">
        {data?.map(({ list, quote }) => (
          <PriceRow
            key={list.id}
            place={nameIn(language, { name: list.title.zh, nameEn: list.title.en })}
            days={`${list.validFrom} – ${list.validTo ?? ''}`}
            total={quote.partial && quote.lines.length === 0 ? t('item.noPrice') : `¥${yuan(quote.totalCents)}`}
            lines={[...quote.lines, ...quote.unpriced].map(({ text }) => text)}
          />
        ))}
      </dl>
    </>
  )
}

interface PriceRowProps {
  readonly place: string
  readonly days: string
  readonly total: string
  readonly lines: readonly string[]
}

function PriceRow({ place, days, total, lines }: PriceRowProps): ReactNode {
  return (
    <>
      <dt>
        {place}
        <br />
        <small>{days}</small>
      </dt>
      <dd>
        <strong>{total}</strong>
        <ul className="quiet">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </dd>
    </>
  )
}
