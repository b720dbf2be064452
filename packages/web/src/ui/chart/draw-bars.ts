import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { BarSeries } from './chart.tsx'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])

interface Bars {
  readonly categories: readonly string[]
  readonly series: readonly BarSeries[]
  readonly colours: readonly string[]
  readonly text: string
  readonly isBeside: boolean
}

/** Draws horizontal bars, stacked or beside one another, the first category on top; returns what takes them away again. */
export function drawBars(element: HTMLElement, bars: Bars, onPick: (index: number) => void): () => void {
  const chart = init(element)
  chart.setOption({
    color: [...bars.colours],
    textStyle: { fontFamily: getComputedStyle(element).fontFamily, color: bars.text },
    legend: { top: 0, right: 0, textStyle: { color: bars.text } },
    grid: { left: 8, right: 24, top: 28, bottom: 4, containLabel: true },
    // Markup in tooltips would be refused by the content security policy.
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'value', axisLabel: { color: bars.text } },
    yAxis: { type: 'category', inverse: true, data: [...bars.categories], axisLabel: { color: bars.text } },
    series: bars.series.map(({ name, values }) => ({
      type: 'bar',
      ...(bars.isBeside ? {} : { stack: 'all' }),
      name,
      data: [...values],
      barWidth: 16,
    })),
  })
  chart.on('click', ({ dataIndex }) => {
    if (dataIndex !== undefined) onPick(dataIndex)
  })
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  return () => {
    observer.disconnect()
    chart.dispose()
  }
}
