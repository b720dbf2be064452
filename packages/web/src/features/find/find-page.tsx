import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn, useEdition } from '../../app/edition.ts'
import { useNarrow } from '../../app/narrow.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import type { FindSearch } from '../../app/router.tsx'
import { ItemSheet } from '../../ui/item/item-sheet.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SearchInput, typedText } from '../../ui/search-input.tsx'
import { VirtualTable } from '../../ui/table/virtual-table.tsx'
import { useColumnChoice } from './column-choice.ts'
import { ExportMenu } from './export-menu.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { columnTitle, useItemColumns } from './item-columns.tsx'
import { NothingFound } from './nothing-found.tsx'
import { useFoundItems } from './use-found-items.ts'
import { useTypedQuery } from './use-typed-query.ts'

const NONE: readonly string[] = []
/** Heights of a row: one line on a desk, two on a phone. */
const [ONE_LINE, TWO_LINES] = [34, 56] as const

/** Find: everybody's way to the items of the standard. The address holds search, filters and the open item. */
export function FindPage(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  const opened = search.item === undefined ? undefined : edition?.item(search.item)
  usePageTitle(opened === undefined ? t('nav.find') : nameIn(language, opened))
  const { typed, setTyped, now } = useTypedQuery(search.q ?? '', (q) => go({ q }, true))
  const [active, setActive] = useState(0)
  const [areFiltersOpen, setFiltersOpen] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const box = useRef<HTMLInputElement>(null)
  const side = useRef<HTMLElement>(null)
  const openedFrom = useRef<Element>(null)
  const isNarrow = useNarrow()
  const facets = search.f ?? NONE
  const { found, searched, labels, problem: searchProblem } = useFoundItems(edition, typed.query, facets, search.part)
  const { shown, choices, choose } = useColumnChoice()
  const isFiltered = facets.length > 0 || search.part !== undefined

  const go = (change: { [K in keyof FindSearch]?: FindSearch[K] | undefined }, replace = false): void =>
    void navigate({
      search: (before) => without({ ...before, ...change }),
      replace,
    })

  // Who closes an item goes on where it was opened.
  useEffect(() => {
    if (search.item !== undefined) return
    const before = openedFrom.current
    if (before instanceof HTMLElement && before.isConnected) before.focus()
    else box.current?.focus()
  }, [search.item])
  useEffect(() => {
    if (areFiltersOpen) side.current?.focus()
  }, [areFiltersOpen])

  const open = (item: string): void => {
    openedFrom.current = document.activeElement
    go({ item, q: now() })
  }
  const clear = (): void => {
    setActive(0)
    go({ f: undefined, part: undefined })
    box.current?.focus()
  }

  const columns = useItemColumns(edition, shown, isNarrow)

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(found.length - 1, active + move)))
    } else if (event.key === 'Enter') {
      const item = found[active]
      if (item !== undefined) open(item.code)
    } else if (event.key === 'Escape' && typed.text !== '') {
      setTyped(typedText(''))
    }
  }

  const filters = (
    <FilterPanel
      rows={searched}
      labels={labels}
      chosen={{ facets, part: search.part }}
      onFacets={(chosen) => {
        setActive(0)
        go({ f: chosen })
      }}
      onPart={(part) => {
        setActive(0)
        go({ part })
      }}
      onPlace={(part, side) => {
        setActive(0)
        const others = facets.filter((key) => !key.startsWith('side:'))
        go({ part, f: side === undefined ? others : [...others, `side:${side}`] })
      }}
      onClear={clear}
    />
  )

  return (
    <div className={search.item === undefined ? 'find' : 'find find-with-sheet'}>
      <section className="find-main">
        <h1 className="unseen">{t('nav.find')}</h1>
        <div className="find-bar">
          <SearchInput
            ref={box}
            value={typed.text}
            placeholder={t('find.placeholder')}
            aria-label={t('find.search')}
            onType={(next) => {
              setTyped(next)
              setActive(0)
            }}
            onKey={onKeyDown}
          />
          <Button
            className="only-narrow"
            aria-expanded={areFiltersOpen}
            onClick={() => setFiltersOpen(!areFiltersOpen)}
          >
            {t('find.filters')}
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              multiple: true,
              selectable: true,
              selectedKeys: [...shown],
              items: choices.map((id) => ({ key: id, label: columnTitle(id, t) })),
              onClick: ({ key }) => choose(key),
            }}
          >
            <Button className="only-wide">{t('find.columns')}</Button>
          </Dropdown>
          <ExportMenu codes={found.map(({ code }) => code)} onProblem={setProblem} />
        </div>
        <p className="find-count" role="status">
          {edition === undefined
            ? t('waiting')
            : t('find.count', { n: found.length, all: edition.items.length, version: edition.version })}
        </p>
        <ProblemNote problem={problem ?? searchProblem} />
        <VirtualTable
          label={t('find.results')}
          columns={columns}
          count={found.length}
          rowAt={(index) => found[index]}
          active={active}
          onActive={setActive}
          onOpen={({ code }) => open(code)}
          rowHeight={isNarrow ? TWO_LINES : ONE_LINE}
          empty={edition !== undefined && <NothingFound query={typed.query} onClear={isFiltered ? clear : undefined} />}
        />
      </section>
      <aside
        ref={side}
        tabIndex={-1}
        aria-label={t('find.filters')}
        className={areFiltersOpen ? 'find-side find-side-open' : 'find-side'}
        onKeyDown={({ key }) => {
          if (key !== 'Escape' || !areFiltersOpen) return
          setFiltersOpen(false)
          box.current?.focus()
        }}
      >
        {filters}
      </aside>
      {search.item !== undefined && edition !== undefined && (
        <aside className="find-sheet" aria-label={edition.item(search.item)?.name ?? search.item}>
          <ItemSheet
            code={search.item}
            edition={edition}
            open={search.open ?? NONE}
            onOpen={(sections) => go({ open: sections }, true)}
            onClose={() => go({ item: undefined })}
          />
        </aside>
      )}
    </div>
  )
}

function without(search: { [K in keyof FindSearch]?: FindSearch[K] | undefined }): FindSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value.length > 0),
  ) as FindSearch
}
