import './picker.css'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ask } from '../../api/client.ts'
import { useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { readingFrom } from '../../app/reading.ts'
import { useSession } from '../../app/session.ts'
import { useSettled } from '../../app/settled.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemLine } from '../../ui/item/item-line.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SearchInput, typedText } from '../../ui/search-input.tsx'
import { OfferedSets } from './offered-sets.tsx'
import { tellPageAround } from './picked.ts'
import { PickedItem } from './picked-item.tsx'
import { usePageAround } from './use-page-around.ts'

const MOST = 12

/** A picker for order and registration screens of other systems: found by the hospital's own names and by the standard's. */
export function PickerPage(): ReactNode {
  const { t } = useTranslation()
  const { catalogue, institution, query, specialty } = useSearch({ from: '/picker' })
  const edition = useEdition()
  usePageTitle(t('embed.title'))
  const [typed, setTyped] = useState(() => typedText(query ?? ''))
  const [chosen, setChosen] = useState<Offer>()
  const box = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const text = useSettled(typed.query, 120)
  const { offers, problem, isSettled } = useOffers(text, catalogue)
  const place = usePageAround(edition !== undefined, box)
  useEffect(() => {
    if (chosen === undefined) box.current?.focus()
  }, [chosen])
  // Who types fast, or scans, presses enter before the answer is there.
  const [wantsFirst, setWantsFirst] = useState(false)
  const isAnswered = isSettled && text === typed.query
  const [first] = offers
  useEffect(() => {
    if (!wantsFirst || !isAnswered) return
    setWantsFirst(false)
    setChosen(first)
  }, [wantsFirst, isAnswered, first])
  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      list.current?.querySelector('button')?.focus()
    } else if (event.key === 'Enter') setWantsFirst(typed.query !== '')
    else if (event.key === 'Escape') {
      if (typed.text === '') tellPageAround('yingma-leave')
      else setTyped(typedText(''))
      setChosen(undefined)
    }
  }
  const onListKey = (event: KeyboardEvent<HTMLUListElement>): void => {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (event.key === 'ArrowDown') buttons[at + 1]?.focus()
    else if (event.key === 'ArrowUp') (buttons[at - 1] ?? box.current)?.focus()
    else if (event.key === 'Escape') box.current?.focus()
    else return
    event.preventDefault()
  }
  return (
    <div className="embed" ref={place}>
      <h1 className="unseen">{t('embed.title')}</h1>
      <SearchInput
        ref={box}
        aria-label={t('embed.search')}
        placeholder={t('picker.placeholder')}
        value={typed.text}
        onType={(next) => {
          setTyped(next)
          setWantsFirst(false)
          setChosen(undefined)
        }}
        onKey={onKey}
      />
      <ProblemNote problem={problem} />
      {chosen === undefined && text === '' && <EmptyNote title={t('embed.empty')}>{t('embed.emptyHelp')}</EmptyNote>}
      {chosen === undefined && text === '' && institution !== undefined && (
        <OfferedSets
          institutionId={institution}
          specialty={specialty}
          edition={edition}
          onPick={(code) => setChosen({ code })}
        />
      )}
      {chosen === undefined && text !== '' && isSettled && offers.length === 0 && (
        <EmptyNote title={t('find.nothing')}>{t('embed.nothingHelp')}</EmptyNote>
      )}
      {chosen === undefined && text !== '' && (
        <ul ref={list} className="embed-offers" aria-label={t('find.results')} onKeyDown={onListKey}>
          {offers.map((offer) => (
            <li key={`${offer.code}${offer.alias ?? ''}`}>
              <button type="button" className="embed-offer" onClick={() => setChosen(offer)}>
                {offer.alias !== undefined && <strong>{offer.alias}</strong>}
                <ItemLine code={offer.code} edition={edition} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== undefined && edition !== undefined && (
        <PickedItem
          code={chosen.code}
          alias={chosen.alias}
          edition={edition}
          institutionId={institution}
          onChange={(code) => setChosen({ ...chosen, code })}
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
function useOffers(text: string, catalogue: string | undefined) {
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
    isSettled: !(found.isLoading || read.isLoading || aliases.isLoading),
  }
}
