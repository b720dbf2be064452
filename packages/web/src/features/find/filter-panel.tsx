import { Button } from 'antd'
import { Fragment, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { BodyMap } from './body-map.tsx'
import type { BodySide } from './body-regions.ts'
import { type Chosen, type Filterable, filterGroups, partTree } from './item-filter.ts'
import { PartTree } from './part-tree.tsx'

interface FilterPanelProps {
  readonly rows: readonly Filterable[]
  readonly labels: ReadonlyMap<string, { readonly name: string; readonly nameEn?: string }>
  readonly chosen: Chosen
  readonly onFacets: (facets: readonly string[]) => void
  readonly onPart: (part: string | undefined) => void
  /** A part with the side that goes with it; without a side, none is asked for. */
  readonly onPlace: (part: string | undefined, side: BodySide | undefined) => void
  readonly onClear: () => void
}

/** Values that are shown before the rest is asked for. */
const SHORT = 8
/** Facets whose values have texts of their own in the locales instead of a dictionary. */
const OWN_TEXTS: Readonly<Record<string, string>> = {
  side: 'side.',
  status: 'status.',
  origin: 'origin.',
  tag: 'sheetValue.group.',
}

/** The filters beside the table: a figure to point at, then each facet with the number of items that a value leaves. */
export function FilterPanel(props: FilterPanelProps): ReactNode {
  const { rows, labels, chosen, onFacets, onPart, onPlace, onClear } = props
  const { t } = useTranslation()
  const { language } = usePreferences()
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set())
  const tree = useMemo(() => partTree(rows, chosen, labels, language), [rows, chosen, labels, language])
  const groups = useMemo(
    () =>
      filterGroups(rows, chosen, (key) => {
        const [facet = '', value = ''] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
        const named = labels.get(key)
        const texts = OWN_TEXTS[facet]
        if (texts !== undefined) return t(texts + value)
        return named === undefined ? value : nameIn(language, named)
      }),
    [rows, chosen, labels, language, t],
  )
  const toggle = (key: string): void =>
    onFacets(chosen.facets.includes(key) ? chosen.facets.filter((one) => one !== key) : [...chosen.facets, key])
  const isNarrowed = chosen.facets.length > 0 || chosen.part !== undefined

  return (
    <section className="filters" aria-label={t('find.filters')}>
      <div className="filters-head">
        <h2>{t('find.filters')}</h2>
        {isNarrowed && (
          <Button size="small" type="link" onClick={onClear}>
            {t('find.clear')}
          </Button>
        )}
      </div>
      <details open>
        <summary>{t('body.title')}</summary>
        <BodyMap rows={rows} labels={labels} chosen={chosen} onPick={onPlace} />
      </details>
      {groups.map(({ facet, values }, place) => {
        const shown = whole.has(facet) ? values : values.filter(({ isOn }, at) => at < SHORT || isOn)
        return (
          <Fragment key={facet}>
            <details open>
              <summary>{t(`facet.${facet}`)}</summary>
              <ul className="filter-values">
                {shown.map(({ key, label, count, isOn }) => (
                  <li key={key}>
                    <label>
                      <input type="checkbox" checked={isOn} onChange={() => toggle(key)} />
                      <span className="filter-label">{label}</span>
                      <span className="filter-count">{count}</span>
                    </label>
                  </li>
                ))}
              </ul>
              {shown.length < values.length && (
                <Button size="small" type="link" onClick={() => setWhole(new Set([...whole, facet]))}>
                  {t('find.more', { n: values.length - shown.length })}
                </Button>
              )}
            </details>
            {place === 0 && (
              <details open>
                <summary>{t('facet.part')}</summary>
                <PartTree nodes={tree} chosen={chosen.part} onChoose={onPart} level={1} />
              </details>
            )}
          </Fragment>
        )
      })}
    </section>
  )
}
