import { escapeMarkup, svgFigure } from '@yingma/core'
import type { Curve, GroupRow } from './report-data.ts'
import { STATE_COLOURS, STATE_TEXTS, type Text } from './texts.ts'

/** A text in both languages inside SVG; the page shows one of them. */
function svgText(x: number, y: number, text: Text | string, attributes = ''): string {
  if (typeof text === 'string') return `<text x="${x}" y="${y}" ${attributes}>${escapeMarkup(text)}</text>`
  return (['zh', 'en'] as const)
    .map((lang) => `<text x="${x}" y="${y}" lang="${lang}" ${attributes}>${escapeMarkup(text[lang])}</text>`)
    .join('')
}

const LABEL = 190
const BAR = 520
const LINE = 22

/** One bar per group, as long as its share of the largest, parted by state; the standardised share stands behind it. */
export function stackedBars(groups: readonly GroupRow[], notSaid: Text): string {
  const largest = Math.max(1, ...groups.map(({ rows }) => rows))
  const bars = groups.map((group, index) => {
    const y = index * LINE
    let x = LABEL
    const parts = STATE_COLOURS.map(([state, colour]) => {
      const rows = group.states[state] ?? 0
      const width = (rows / largest) * BAR
      const part = `<rect x="${x.toFixed(1)}" y="${y + 3}" width="${width.toFixed(1)}" height="${LINE - 6}" fill="${colour}"><title>${escapeMarkup(state)} ${rows.toLocaleString('en')}</title></rect>`
      x += width
      return rows === 0 ? '' : part
    })
    const label = svgText(
      LABEL - 8,
      y + 15,
      group.value === '' ? notSaid : group.value.slice(0, 16),
      'text-anchor="end"',
    )
    return (
      label +
      parts.join('') +
      svgText(x + 6, y + 15, `${percent(group.rate)} · ${group.rows.toLocaleString('en')}`, 'class="note"')
    )
  })
  return svgFigure(LABEL + BAR + 170, groups.length * LINE, bars.join(''))
}

/** The colours of the states. */
export function legend(): string {
  const entries = STATE_COLOURS.map(([state, colour], index) => {
    const x = index * 130
    return `<rect x="${x}" y="4" width="12" height="12" fill="${colour}"/>${svgText(x + 18, 15, STATE_TEXTS[state] ?? state)}`
  })
  return svgFigure(STATE_COLOURS.length * 130, 20, entries.join(''))
}

/** A share over groups in their order, 0–100 %. */
export function rateLine(groups: readonly GroupRow[]): string {
  const [width, height, left, bottom] = [820, 220, 48, 30]
  const step = groups.length > 1 ? (width - left - 20) / (groups.length - 1) : 0
  const at = (index: number, share: number) => [left + index * step, (height - bottom) * (1 - share) + 6] as const
  const points = groups.map(({ rate }, index) =>
    at(index, rate)
      .map((n) => n.toFixed(1))
      .join(','),
  )
  const every = Math.ceil(groups.length / 12)
  const labels = groups.map(({ value }, index) =>
    index % every === 0 ? svgText(at(index, 0)[0], height - 6, value, 'text-anchor="middle" class="note"') : '',
  )
  const dots = groups.map(({ value, rate, rows }, index) => {
    const [x, y] = at(index, rate)
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3" fill="#2a7f62"><title>${escapeMarkup(value)} ${percent(rate)} · ${rows.toLocaleString('en')}</title></circle>`
  })
  return svgFigure(
    width,
    height,
    `${grid(left, width, (share) => at(0, share)[1])}<polyline points="${points.join(' ')}" class="line" stroke="#2a7f62"/>${dots.join('')}${labels.join('')}`,
  )
}

/** Cumulated shares over ranks on a logarithmic axis. */
export function curves(
  lines: ReadonlyArray<{ readonly text: Text; readonly curve: Curve; readonly colour: string }>,
): string {
  const [width, height, left, bottom] = [820, 260, 48, 30]
  const longest = Math.max(10, ...lines.flatMap(({ curve }) => curve.map(({ rank }) => rank)))
  const x = (rank: number) => left + (Math.log10(rank) / Math.log10(longest)) * (width - left - 20)
  const y = (share: number) => (height - bottom) * (1 - share) + 6
  const drawn = lines.map(({ text, curve, colour }, index) => {
    const points = curve.map(({ rank, share }) => `${x(rank).toFixed(1)},${y(share).toFixed(1)}`).join(' ')
    const key = `<rect x="${left + 14}" y="${18 + index * 20}" width="12" height="12" fill="${colour}"/>${svgText(left + 32, 29 + index * 20, text)}`
    return `<polyline points="${points}" class="line" stroke="${colour}"/>${key}`
  })
  const ticks: string[] = []
  for (let rank = 1; rank <= longest; rank *= 10)
    ticks.push(svgText(x(rank), height - 6, rank.toLocaleString('en'), 'text-anchor="middle" class="note"'))
  return svgFigure(width, height, grid(left, width, y) + drawn.join('') + ticks.join(''))
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

function grid(left: number, width: number, y: (share: number) => number): string {
  return [0, 0.25, 0.5, 0.75, 1]
    .map(
      (share) =>
        `<line x1="${left}" x2="${width - 10}" y1="${y(share)}" y2="${y(share)}" class="grid"/>${svgText(left - 6, y(share) + 4, `${share * 100}%`, 'text-anchor="end" class="note"')}`,
    )
    .join('')
}
