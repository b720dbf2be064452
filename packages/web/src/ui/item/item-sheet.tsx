import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Language } from '@yingma/core'
import { App, Button } from 'antd'
import { Fragment, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, ask } from '../../api/client.ts'
import { type EditionIndex, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { ProblemNote } from '../problem-note.tsx'
import { CodeFields } from './code-fields.tsx'
import { CodeText } from './code-text.tsx'
import { ItemHistory } from './item-history.tsx'
import { ItemLinks } from './item-links.tsx'
import { ItemMappings } from './item-mappings.tsx'
import { ItemPrices } from './item-prices.tsx'
import { ModalityTag } from './modality-tag.tsx'
import { SheetSection } from './sheet-section.tsx'
import { SideMark } from './side-mark.tsx'

interface ItemSheetProps {
  readonly code: string
  readonly edition: EditionIndex
  /** Sections that are open, of `SECTIONS`: they are part of the address. */
  readonly open: readonly string[]
  readonly onOpen: (open: readonly string[]) => void
  readonly onClose?: () => void
}

const SECTIONS = ['prices', 'mappings', 'history'] as const

/** Everything that is known of one item. Escape closes it; its address can be shared. */
export function ItemSheet({ code, edition, open, onOpen, onClose }: ItemSheetProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { message } = App.useApp()
  const top = useRef<HTMLElement>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['item', code],
    queryFn: ({ signal }) => ask('GET /items/{code}', { params: { code }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const item = edition.item(code)
  const slots = edition.layoutOf(code)?.slots

  // Another item is read from its top, by eye, by ear and by keyboard.
  useEffect(() => {
    const sheet = top.current
    if (sheet?.dataset.code !== code) return
    sheet.scrollIntoView({ block: 'start' })
    sheet.focus({ preventScroll: true })
  }, [code])

  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    message.success(t('item.copied', { text }))
  }

  return (
    <article
      ref={top}
      data-code={code}
      className="sheet"
      tabIndex={-1}
      aria-labelledby="sheet-name"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose?.()
      }}
    >
      <header className="sheet-head">
        <div>
          <h2 id="sheet-name">
            <SideMark side={item?.facets.side} /> {item === undefined ? code : nameIn(language, item)}
          </h2>
          {item !== undefined && (
            <p className="sheet-other" lang={language === 'en' ? 'zh-CN' : 'en'}>
              {language === 'en' ? item.name : item.nameEn}
            </p>
          )}
        </div>
        {onClose && (
          <Button type="text" aria-label={t('close')} onClick={onClose}>
            <span aria-hidden>✕</span>
          </Button>
        )}
      </header>
      <p className="sheet-code">
        {item !== undefined && <ModalityTag modality={item.modality} />} <CodeText code={code} slots={slots} />
        <Button size="small" type="link" onClick={() => void copy(code)}>
          {t('item.copy')}
        </Button>
        <Button size="small" type="link" onClick={() => void copy(location.href)}>
          {t('item.share')}
        </Button>
        <Link to="/compare" search={{ a: code }} className="small-link">
          {t('item.compare')}
        </Link>
      </p>
      <ProblemNote problem={error} onRetry={() => void refetch()} />
      <h3>{t('code.apart')}</h3>
      <CodeFields code={code} edition={edition} />
      {data !== undefined && (
        <>
          <dl className="pairs">
            <dt>{t('item.checkForm')}</dt>
            <dd>
              <code>{data.checkForm}</code>
            </dd>
            <dt>{t('item.conceptId')}</dt>
            <dd>
              <code>{data.conceptId}</code>
            </dd>
            <dt>{t('item.status')}</dt>
            <dd>
              {t(`status.${data.status}`)} · {t(`origin.${data.origin}`)}
            </dd>
            {data.sheet.map(({ field, value }) => (
              <SheetPair
                key={field}
                field={field}
                value={field === 'region' ? regionOf(code, edition, value, language) : value}
              />
            ))}
          </dl>
          {data.successors.length > 0 && <h3>{t('item.successors')}</h3>}
          <ItemLinks codes={data.successors} edition={edition} against={code} />
          <Designations all={data.designations} />
          {SECTIONS.map((section) => (
            <SheetSection
              key={section}
              title={t(`item.${section}`)}
              isOpen={open.includes(section)}
              onOpen={(isOpen) => onOpen(isOpen ? [...open, section] : open.filter((one) => one !== section))}
            >
              {section === 'prices' && <ItemPrices code={code} />}
              {section === 'mappings' && <ItemMappings code={code} />}
              {section === 'history' && <ItemHistory code={code} edition={edition} />}
            </SheetSection>
          ))}
          {data.neighbours.length > 0 && (
            <>
              <h3>{t('item.neighbours')}</h3>
              <p className="quiet">{t('item.neighboursHelp')}</p>
              <ItemLinks codes={data.neighbours.map((one) => one.code)} edition={edition} against={code} />
            </>
          )}
        </>
      )}
    </article>
  )
}

/** Other words for the item, those of each use together. */
function Designations({ all }: { readonly all: Answer<'GET /items/{code}'>['designations'] }): ReactNode {
  const { t } = useTranslation()
  if (all.length === 0) return null
  return (
    <>
      <h3>{t('item.designations')}</h3>
      <dl className="pairs">
        {[...new Set(all.map(({ use }) => use))].map((use) => (
          <Fragment key={use}>
            <dt>{t(`use.${use}`)}</dt>
            <dd>
              <ul className="chips">
                {all
                  .filter((one) => one.use === use)
                  .map(({ value, language }) => (
                    <li key={language + value} lang={language === 'zh' ? 'zh-CN' : 'en'}>
                      {value}
                    </li>
                  ))}
              </ul>
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  )
}

function SheetPair({ field, value }: { readonly field: string; readonly value: string }): ReactNode {
  const { t, i18n } = useTranslation()
  return (
    <>
      <dt>{i18n.exists(`sheet.${field}`) ? t(`sheet.${field}`) : field}</dt>
      <dd>{i18n.exists(`sheetValue.${field}.${value}`) ? t(`sheetValue.${field}.${value}`) : value}</dd>
    </>
  )
}

/** The region is the broadest part of the code, so the edition has its name in both languages. */
function regionOf(code: string, edition: EditionIndex, region: string, language: Language): string {
  const part = edition.takeApart(code).find(({ value }) => value?.name === region)?.value
  return part === undefined ? region : nameIn(language, part)
}
