import './body-map.css'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameIn } from '../../app/edition.ts'
import { usePreferences } from '../../app/preferences.ts'
import { SideMark } from '../../ui/item/side-mark.tsx'
import { type BodyRegion, type BodySide, type BodyView, bodyRegions } from './body-regions.ts'
import { type Chosen, type Filterable, matches } from './item-filter.ts'

interface BodyMapProps {
  readonly rows: readonly Filterable[]
  readonly labels: ReadonlyMap<string, { readonly name: string; readonly nameEn?: string }>
  readonly chosen: Chosen
  /** Without a part: nothing is picked any more. */
  readonly onPick: (part: string | undefined, side: BodySide | undefined) => void
}

const VIEWS: readonly BodyView[] = ['front', 'back']

/** The body from the front and from behind: a region narrows to its part, a limb to its side as well. */
export function BodyMap({ rows, labels, chosen, onPick }: BodyMapProps): ReactNode {
  const { t } = useTranslation()
  const counts = useMemo(() => countRegions(rows, chosen), [rows, chosen])
  return (
    <div className="body-map">
      {VIEWS.map((view) => (
        <figure key={view}>
          <Figure
            label={t(`body.${view}`)}
            regions={bodyRegions(view).map((region) => ({
              region,
              count: counts.get(`${region.part}/${region.side ?? ''}`) ?? 0,
              isOn: isChosen(region, chosen),
            }))}
            labels={labels}
            onPick={onPick}
          />
          <figcaption>
            <SideMark side={view === 'front' ? 'right' : 'left'} />
            <span>{t(`body.${view}`)}</span>
            <SideMark side={view === 'front' ? 'left' : 'right'} />
          </figcaption>
        </figure>
      ))}
    </div>
  )
}

interface FigureProps extends Pick<BodyMapProps, 'labels' | 'onPick'> {
  readonly label: string
  readonly regions: readonly { readonly region: BodyRegion; readonly count: number; readonly isOn: boolean }[]
}

/** One view: one stop of the tab key, arrows go from region to region. */
function Figure({ label, regions, labels, onPick }: FigureProps): ReactNode {
  const [at, setAt] = useState(0)
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const last = regions.length - 1
    const to: Partial<Record<string, number>> = {
      ArrowRight: Math.min(last, at + 1),
      ArrowDown: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      ArrowUp: Math.max(0, at - 1),
      Home: 0,
      End: last,
    }
    const target = to[event.key]
    if (target === undefined) return
    event.preventDefault()
    event.currentTarget.querySelectorAll<SVGElement>('[role="button"]')[target]?.focus()
  }
  return (
    <svg viewBox="0 0 200 440" role="group" aria-label={label} onKeyDown={onKeyDown}>
      {regions.map(({ region, count, isOn }, place) => (
        <Region
          key={region.id}
          region={region}
          count={count}
          isOn={isOn}
          isStop={place === at}
          onReach={() => setAt(place)}
          labels={labels}
          onPick={onPick}
        />
      ))}
    </svg>
  )
}

interface RegionProps extends Pick<BodyMapProps, 'labels' | 'onPick'> {
  readonly region: BodyRegion
  readonly count: number
  readonly isOn: boolean
  /** Whether the tab key stops here. */
  readonly isStop: boolean
  readonly onReach: () => void
}

function Region({ region, count, labels, isOn, isStop, onReach, onPick }: RegionProps): ReactNode {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const { part, side, outline, isMirrored } = region
  const named = labels.get(part)
  const name = named === undefined ? part : nameIn(language, named)
  const label = t('body.region', { part: side === undefined ? name : t(`body.${side}`, { part: name }), n: count })
  const pick = (): void => onPick(isOn ? undefined : part, isOn ? undefined : side)
  return (
    <path
      d={outline}
      transform={isMirrored ? 'translate(200 0) scale(-1 1)' : undefined}
      className={`body-region${isOn ? ' body-on' : ''}${count === 0 ? ' body-empty' : ''}`}
      role="button"
      tabIndex={isStop ? 0 : -1}
      onFocus={onReach}
      aria-label={label}
      aria-pressed={isOn}
      onClick={pick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        pick()
      }}
    >
      <title>{label}</title>
    </path>
  )
}

function isChosen({ part, side }: BodyRegion, { part: chosen, facets }: Chosen): boolean {
  const sides = facets.filter((key) => key.startsWith('side:'))
  const hasSide = side === undefined || sides.length === 0 || sides.includes(`side:${side}`)
  return hasSide && (chosen?.startsWith(part) ?? false)
}

/** Items of each region under the other filters; those of a limb are its own side's. */
function countRegions(rows: readonly Filterable[], chosen: Chosen): ReadonlyMap<string, number> {
  const others: Chosen = { facets: chosen.facets.filter((key) => !key.startsWith('side:')), part: undefined }
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (!matches(row, others)) continue
    const side = row.item.facets.side
    for (const part of row.parts) {
      for (const key of [`${part}/`, `${part}/${String(side)}`]) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return counts
}
