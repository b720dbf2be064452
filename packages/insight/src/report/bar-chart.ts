import { escapeMarkup, svgFigure } from '@yingma/core'

const [LABEL, BAR, LINE] = [220, 460, 20]
const MOST_BARS = 36

/** Bars of the first number of each row, in their order; nothing for tables that are too long to be seen at once. */
export function barChart(rows: readonly (readonly string[])[], value: number): string {
  if (rows.length < 2 || rows.length > MOST_BARS) return ''
  const numbers = rows.map((row) => Number(row[value]))
  const largest = Math.max(...numbers.filter(Number.isFinite), 0)
  if (largest === 0) return ''
  const bars = rows.map((row, index) => {
    const number = numbers[index] ?? 0
    const width = Number.isFinite(number) ? (Math.max(0, number) / largest) * BAR : 0
    const y = index * LINE
    const label = escapeMarkup(row.slice(0, value).join(' · ').slice(0, 30))
    return `<text x="${LABEL - 8}" y="${y + 14}" text-anchor="end">${label}</text><rect x="${LABEL}" y="${y + 3}" width="${width.toFixed(1)}" height="${LINE - 6}" fill="#2a6fb0"/><text x="${(LABEL + width + 6).toFixed(1)}" y="${y + 14}">${escapeMarkup(row[value] ?? '')}</text>`
  })
  return svgFigure(LABEL + BAR + 100, rows.length * LINE, bars.join(''))
}
