import { escapeMarkup, svgFigure } from '@yingma/core'
import { type Cents, fixedYuan } from '../model/money.ts'
import type { SimulatedRow, Totals } from './model.ts'

const LABEL = 190
const BAR = 520

/** Two bars for each modality: revenue before and after. */
export function modalityBars(
  groups: Readonly<Record<string, Totals>>,
  words: { readonly before: string; readonly after: string },
): string {
  const rows = Object.entries(groups)
  const most = Math.max(1, ...rows.flatMap(([, t]) => [t.beforeCents, t.afterCents]))
  const bar = (kind: 'before' | 'after', y: number, cents: Cents): string => {
    const width = (cents / most) * BAR
    return `<rect class="${kind}" x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="14"/><text class="note" x="${(LABEL + width + 6).toFixed(1)}" y="${y + 12}">${fixedYuan(cents)}</text>`
  }
  const key = (['before', 'after'] as const).map(
    (kind, at) =>
      `<rect class="${kind}" x="${LABEL + at * 130}" y="2" width="12" height="12"/><text x="${LABEL + 18 + at * 130}" y="13">${escapeMarkup(words[kind])}</text>`,
  )
  const bars = rows.map(([name, t], at) => {
    const y = 22 + at * 42
    return `${label(name === '' ? '—' : name, y + 22)}${bar('before', y + 2, t.beforeCents)}${bar('after', y + 18, t.afterCents)}`
  })
  return svgFigure(LABEL + BAR + 150, 22 + rows.length * 42, key.join('') + bars.join(''))
}

/** Names shown in the chart of changes. */
const SHOWN = 20

/** The names whose revenue changes most, in order: to the right it grows, to the left it falls. */
export function largestChanges(rows: readonly SimulatedRow[]): string {
  const changes = rows
    .flatMap(({ name, count, oldPriceCents, newPriceCents }) =>
      oldPriceCents === null || newPriceCents === null
        ? []
        : [{ name, cents: (newPriceCents - oldPriceCents) * count }],
    )
    .filter(({ cents }) => cents !== 0)
    .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents))
    .slice(0, SHOWN)
    .sort((a, b) => a.cents - b.cents)
  const most = Math.max(1, ...changes.map(({ cents }) => Math.abs(cents)))
  const middle = LABEL + BAR / 2
  const bars = changes.map(({ name, cents }, at) => {
    const y = at * 22
    const width = (Math.abs(cents) / most) * (BAR / 2 - 4)
    const [x, kind] = cents < 0 ? [middle - width, 'less'] : [middle, 'more']
    return `${label(name, y + 15)}<rect class="${kind}" x="${x.toFixed(1)}" y="${y + 3}" width="${width.toFixed(1)}" height="16"><title>${escapeMarkup(name)}</title></rect><text class="note" x="${LABEL + BAR + 6}" y="${y + 15}">${cents > 0 ? '+' : ''}${fixedYuan(cents)}</text>`
  })
  return svgFigure(LABEL + BAR + 150, changes.length * 22, bars.join(''))
}

function label(text: string, y: number): string {
  return `<text x="${LABEL - 8}" y="${y}" text-anchor="end">${escapeMarkup(text.length > 15 ? `${text.slice(0, 14)}…` : text)}</text>`
}
