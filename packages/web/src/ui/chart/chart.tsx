import { type ReactNode, useEffect, useRef } from 'react'
import { usePreferences } from '../../app/preferences.ts'

export interface BarSeries {
  readonly name: string
  readonly values: readonly number[]
}

interface ChartProps {
  /** What the chart shows, for those who hear it read. */
  readonly label: string
  readonly categories: readonly string[]
  readonly series: readonly BarSeries[]
  readonly onPick?: (index: number) => void
  /** Series stand beside one another to be compared, instead of adding up. */
  readonly isBeside?: boolean
}

const COLOURS = { light: ['#1457b8', '#b9cdea'], dark: ['#7db2f7', '#2f4668'] }

/** Stacked bars; the library is loaded when the first chart is drawn. Labels are drawn on the canvas, not as markup. */
export function Chart({ label, categories, series, onPick, isBeside = false }: ChartProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const { scheme } = usePreferences()
  const pick = useRef(onPick)
  pick.current = onPick

  useEffect(() => {
    const element = box.current
    if (element === null) return
    let isGone = false
    let clear = (): void => undefined
    void import('./draw-bars.ts').then(({ drawBars }) => {
      if (isGone) return
      const text = getComputedStyle(element).color
      clear = drawBars(element, { categories, series, colours: COLOURS[scheme], text, isBeside }, (index) =>
        pick.current?.(index),
      )
    })
    return () => {
      isGone = true
      clear()
    }
  }, [categories, series, scheme, isBeside])

  const summary = categories.map((category, at) => `${category} ${series.map(({ values }) => values[at]).join('/')}`)
  return (
    <div
      ref={box}
      role="img"
      aria-label={`${label}: ${summary.join('; ')}`}
      className="chart"
      style={{ height: 40 + categories.length * (isBeside ? 44 : 28) }}
    />
  )
}
