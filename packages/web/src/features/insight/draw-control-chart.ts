import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Answer } from '../../api/client.ts'

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface Drawing {
  readonly chart: Answer<'POST /insight/indicators/{indicator}/chart'>
  /** Of the share, its signals and the limits. */
  readonly colours: readonly string[]
  readonly text: string
  readonly words: Readonly<Record<'share' | 'lower' | 'upper' | 'centre', string>>
}

/** Draws shares with centre and limits, signals in their own colour; returns what takes it away again. */
export function drawControlChart(element: HTMLElement, { chart, colours, text, words }: Drawing): () => void {
  const drawn = init(element)
  const { points, centre } = chart
  const [own = text, alarm = text, quiet = text] = colours
  const line = (name: string, data: readonly (number | null)[]) => ({
    type: 'line',
    name,
    data: [...data],
    showSymbol: false,
    lineStyle: { color: quiet, type: 'dashed', width: 1 },
    itemStyle: { color: quiet },
  })
  drawn.setOption({
    textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: text },
    legend: { top: 0, right: 0, textStyle: { color: text } },
    grid: { left: 8, right: 24, top: 32, bottom: 4, containLabel: true },
    // Markup in tooltips would be refused by the content security policy.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: points.map(({ label }) => label), axisLabel: { color: text } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: text } },
    series: [
      {
        type: 'line',
        name: words.share,
        data: points.map(({ share, signal }) => ({
          value: share,
          itemStyle: { color: signal === null ? own : alarm },
          symbolSize: signal === null ? 5 : 10,
        })),
        lineStyle: { color: own },
        itemStyle: { color: own },
      },
      line(
        words.centre,
        points.map(() => centre),
      ),
      line(
        words.lower,
        points.map(({ lower }) => lower),
      ),
      line(
        words.upper,
        points.map(({ upper }) => upper),
      ),
    ],
  })
  const observer = new ResizeObserver(() => drawn.resize())
  observer.observe(element)
  return () => {
    observer.disconnect()
    drawn.dispose()
  }
}
