import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ItemRow, nameIn, useEdition } from '../../app/edition.ts'
import { usePageTitle } from '../../app/page-title.ts'
import { usePreferences } from '../../app/preferences.ts'
import type { FindSearch } from '../../app/router.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { ItemSheet } from '../../ui/item-sheet.tsx'
import { ModalityTag } from '../../ui/modality-tag.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SideMark } from '../../ui/side-mark.tsx'
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx'
import { useColumnChoice } from './column-choice.ts'
import { downloadItems, type ExportFormat } from './download-items.ts'
import { FilterPanel } from './filter-panel.tsx'
import { useFoundItems } from './use-found-items.ts'

const NO_FACETS: readonly string[] = []

/** Find: everybody's way to the items of the standard. The address holds search, filters and the open item. */
export function FindPage(): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const edition = useEdition()
  const search = useSearch({ from: '/' })
  const navigate = useNavigate({ from: '/' })
  usePageTitle(t('nav.find'))
  const [typed, setTyped] = useState(search.q ?? '')
  const [active, setActive] = useState(0)
  const [areFiltersOpen, setFiltersOpen] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const box = useRef<HTMLInputElement>(null)
  const facets = search.f ?? NO_FACETS
  const { found, searched, labels, problem: searchProblem } = useFoundItems(edition, typed, facets, search.part)
  const { shown, choices, choose } = useColumnChoice()

  const go = (change: { [K in keyof FindSearch]?: FindSearch[K] | undefined }, replace = true): void =>
    void navigate({
      search: (before) => without({ ...before, ...change }),
      replace,
    })

  // The address follows the typing, a little later: a history entry for each letter would help nobody.
  useEffect(() => {
    const timer = setTimeout(() => {
      if ((search.q ?? '') !== typed) go({ q: typed })
    }, 400)
    return () => clearTimeout(timer)
  })
  useEffect(() => box.current?.focus(), [])

  const columns = useMemo(
    (): readonly Column<ItemRow>[] =>
      [
        {
          id: 'code',
          title: t('item.code'),
          width: 'minmax(10.5rem, 11.5rem)',
          cell: ({ code }: ItemRow) => <CodeText code={code} slots={edition?.layoutOf(code)?.slots} />,
        },
        {
          id: 'name',
          title: t('item.name'),
          width: 'minmax(14rem, 3fr)',
          cell: (item: ItemRow) => (
            <>
              <SideMark side={item.facets.side} /> {nameIn(language, item)}
            </>
          ),
        },
        {
          id: 'otherName',
          title: t('item.otherName'),
          width: 'minmax(10rem, 2fr)',
          cell: (item: ItemRow) => (language === 'en' ? item.name : item.nameEn),
        },
        {
          id: 'modality',
          title: t('item.modality'),
          width: '6rem',
          cell: ({ modality }: ItemRow) => <ModalityTag modality={modality} />,
        },
        {
          id: 'checkForm',
          title: t('item.checkForm'),
          width: '11rem',
          cell: ({ checkForm }: ItemRow) => <code>{checkForm}</code>,
        },
        {
          id: 'conceptId',
          title: t('item.conceptId'),
          width: '7rem',
          cell: ({ conceptId }: ItemRow) => <code>{conceptId}</code>,
        },
      ].filter(({ id }) => shown.includes(id)),
    [t, language, edition, shown],
  )

  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const move = moves[event.key]
    if (move !== undefined) {
      event.preventDefault()
      setActive(Math.max(0, Math.min(found.length - 1, active + move)))
    } else if (event.key === 'Enter') {
      const item = found[active]
      if (item !== undefined) go({ item: item.code, q: typed }, false)
    } else if (event.key === 'Escape' && typed !== '') {
      setTyped('')
    }
  }

  const download = async (format: ExportFormat): Promise<void> => {
    setProblem(undefined)
    try {
      await downloadItems(
        found.map(({ code }) => code),
        format,
      )
    } catch (error) {
      setProblem(error)
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
      onClear={() => {
        setActive(0)
        go({ f: undefined, part: undefined })
      }}
    />
  )

  return (
    <div className={search.item === undefined ? 'find' : 'find find-with-sheet'}>
      <aside className={areFiltersOpen ? 'find-side find-side-open' : 'find-side'}>{filters}</aside>
      <section className="find-main">
        <h1 className="unseen">{t('nav.find')}</h1>
        <div className="find-bar">
          <input
            ref={box}
            type="search"
            className="search-box"
            value={typed}
            maxLength={100}
            placeholder={t('find.placeholder')}
            aria-label={t('find.search')}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setTyped(event.target.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
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
              items: choices.map((id) => ({ key: id, label: t(`item.${id}`) })),
              onClick: ({ key }) => choose(key),
            }}
          >
            <Button className="only-wide">{t('find.columns')}</Button>
          </Dropdown>
          <Dropdown
            trigger={['click']}
            menu={{
              items: (['xlsx', 'csv', 'jsonl'] as const).map((format) => ({
                key: format,
                label: t(`format.${format}`),
              })),
              onClick: ({ key }) => void download(key as ExportFormat),
            }}
          >
            <Button disabled={found.length === 0}>{t('find.export')}</Button>
          </Dropdown>
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
          onOpen={(item) => go({ item: item.code, q: typed }, false)}
          empty={
            edition !== undefined && (
              <EmptyNote title={t('find.nothing')}>
                {t('find.nothingHelp')} <Link to="/try">{t('nav.try')}</Link>
              </EmptyNote>
            )
          }
        />
      </section>
      {search.item !== undefined && edition !== undefined && (
        <aside className="find-sheet">
          <ItemSheet code={search.item} edition={edition} onClose={() => go({ item: undefined })} />
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
