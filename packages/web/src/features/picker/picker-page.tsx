import './picker.css'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { readingFrom } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { useSettled } from '../../app/settled.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemLine } from '../../ui/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { PickedItem } from './picked-item.tsx'

const MOST = 12

/** A picker for order and registration screens of other systems: found by the hospital's own names and by the standard's. */
export function PickerPage(): ReactNode {
  const { t } = useTranslation()
  const { catalogue, institution } = useSearch({ from: '/picker' })
  const edition = useEdition()
  usePageTitle(t('embed.title'))
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string>()
  const text = useSettled(typed.trim(), 120)
  const { offers, problem } = useOffers(text, catalogue)
  return (
    <div className="embed">
      <h1 className="unseen">{t('embed.title')}</h1>
      <input
        type="search"
        className="search-box"
        aria-label={t('embed.search')}
        placeholder={t('picker.placeholder')}
        value={typed}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          setChosen(undefined)
        }}
      />
      <ProblemNote problem={problem} />
      {chosen === undefined && text === '' && <EmptyNote title={t('embed.empty')}>{t('embed.emptyHelp')}</EmptyNote>}
      {chosen === undefined && text !== '' && (
        <ul className="embed-offers" aria-label={t('find.results')}>
          {offers.map(({ code, alias }) => (
            <li key={`${code}${alias ?? ''}`}>
              <button type="button" className="embed-offer" onClick={() => setChosen(code)}>
                {alias !== undefined && <strong>{alias}</strong>}
                <ItemLine code={code} edition={edition} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== undefined && edition !== undefined && (
        <PickedItem
          code={chosen}
          edition={edition}
          institutionId={institution}
          onChange={setChosen}
          onLeave={() => setChosen(undefined)}
        />
      )}
    </div>
  )
}

interface Offer {
  readonly code: string
  /** What the hospital calls it. */
  readonly alias?: string
}

/** What the hospital decided comes first, then what the standard's search finds, then what the text is read as. */
function useOffers(text: string, catalogue: string | undefined): { offers: readonly Offer[]; problem: unknown } {
  const me = useSession()
  const aliases = useQuery({
    queryKey: ['aliases', catalogue, text],
    queryFn: ({ signal }) =>
      ask('GET /catalogues/{id}/names', {
        params: { id: catalogue ?? '' },
        query: { text, limit: MOST, status: 'accepted,changed,verified' },
        signal,
      }),
    enabled: text !== '' && catalogue !== undefined && me !== null && me !== undefined,
  })
  const found = useQuery({
    queryKey: ['search', text],
    queryFn: ({ signal }) => ask('GET /search/codes', { query: { q: text }, signal }),
    enabled: text !== '',
  })
  const read = useQuery({
    queryKey: ['read', text],
    queryFn: ({ signal }) => ask('POST /normalise', { body: { name: text }, signal }),
    enabled: found.data?.length === 0,
  })
  const own = (aliases.data?.rows ?? []).flatMap(({ name, codes }): Offer[] =>
    codes?.length === 1 && codes[0] !== undefined ? [{ code: codes[0], alias: name }] : [],
  )
  const readCodes = readingFrom(read.data)?.items.flatMap(({ code, closest }) => code ?? closest ?? []) ?? []
  const others = [...(found.data ?? []), ...readCodes].filter((code) => !own.some((one) => one.code === code))
  return {
    offers: [...own, ...others.map((code): Offer => ({ code }))].slice(0, MOST),
    problem: found.error ?? read.error ?? aliases.error,
  }
}
