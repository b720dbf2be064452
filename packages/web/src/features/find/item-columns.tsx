import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type EditionIndex, type ItemRow, nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { CodeText } from '../../ui/item/code-text.tsx'
import { ModalityTag } from '../../ui/item/modality-tag.tsx'
import { SideMark } from '../../ui/item/side-mark.tsx'
import type { Column } from '../../ui/table/virtual-table.tsx'
import type { ColumnId } from './column-choice.ts'

/** Facets that have a column of their own. */
const FACETS = ['part', 'scan', 'processing', 'position'] as const

/** The columns that were chosen; on a phone one, with the name above the code. */
export function useItemColumns(
  edition: EditionIndex | undefined,
  shown: readonly ColumnId[],
  isNarrow: boolean,
): readonly Column<ItemRow>[] {
  const { t } = useTranslation()
  const { language } = usePreferences()
  return useMemo(() => {
    const code = ({ code: text }: ItemRow) => <CodeText code={text} slots={edition?.layoutOf(text)?.slots} />
    const name = (item: ItemRow) => (
      <>
        <SideMark side={item.facets.side} /> {nameIn(language, item)}
      </>
    )
    if (isNarrow) {
      const both = (item: ItemRow) => (
        <>
          <div className="vt-cell">{name(item)}</div>
          {code(item)}
        </>
      )
      return [{ id: 'name', title: t('item.name'), width: 'minmax(0, 1fr)', cell: both }]
    }
    const facet = (id: (typeof FACETS)[number]): Column<ItemRow> => ({
      id,
      title: columnTitle(id, t),
      width: 'minmax(7rem, 1fr)',
      cell: (item) => facetName(edition, item, id, language),
    })
    const all: readonly Column<ItemRow>[] = [
      { id: 'code', title: t('item.code'), width: 'minmax(10.5rem, 11.5rem)', cell: code },
      { id: 'name', title: t('item.name'), width: 'minmax(14rem, 3fr)', cell: name },
      {
        id: 'otherName',
        title: t('item.otherName'),
        width: 'minmax(10rem, 2fr)',
        cell: (item) => (language === 'en' ? item.name : item.nameEn),
      },
      {
        id: 'modality',
        title: t('item.modality'),
        width: '6rem',
        cell: ({ modality }) => <ModalityTag modality={modality} />,
      },
      ...FACETS.map(facet),
      { id: 'status', title: t('item.status'), width: '5rem', cell: ({ status }) => t(`status.${status}`) },
      {
        id: 'checkForm',
        title: t('item.checkForm'),
        width: '11rem',
        cell: ({ checkForm }) => <code>{checkForm}</code>,
      },
      { id: 'conceptId', title: t('item.conceptId'), width: '7rem', cell: ({ conceptId }) => <code>{conceptId}</code> },
    ]
    return all.filter(({ id }) => (shown as readonly string[]).includes(id))
  }, [t, language, edition, shown, isNarrow])
}

/** What the item says in a facet, of a part in levels the finest; empty where nothing is said. */
function facetName(edition: EditionIndex | undefined, { code }: ItemRow, facet: string, language: 'zh' | 'en'): string {
  const reading = edition?.takeApart(code).findLast(({ slot, value }) => slot.facet === facet && value !== undefined)
  const isNothing = reading === undefined || /^0+$/.test(reading.text)
  return isNothing || reading.value === undefined ? '' : nameIn(language, reading.value)
}

/** The title of a column, for its head and for the list to choose from. */
export function columnTitle(id: ColumnId, t: (key: string) => string): string {
  return t((FACETS as readonly string[]).includes(id) ? `facet.${id}` : `item.${id}`)
}
