import type { Language } from '@yingma/core'
import { formatYuan } from '../model/money.ts'
import type { Simulation, Totals } from './model.ts'
import { type ReportTable, simulationTables } from './simulation-tables.ts'

/** A simulation as one HTML page: totals, bars of revenue before and after by modality, and the tables. No scripts, nothing loaded. */
export function simulationPage(simulation: Simulation, language: Language): string {
  const zh = language === 'zh'
  const title = zh ? '价格调整模拟' : 'Price simulation'
  const { beforeCents, afterCents } = simulation.compared
  const change = beforeCents === 0 ? '' : ` (${(((afterCents - beforeCents) / beforeCents) * 100).toFixed(2)}%)`
  const head = zh
    ? `可比收入：${formatYuan(beforeCents)} → ${formatYuan(afterCents)} 元${change}`
    : `comparable revenue: ${formatYuan(beforeCents)} → ${formatYuan(afterCents)} yuan${change}`
  const tables = simulationTables(simulation, language)
  return `<!doctype html>
<html lang="${zh ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${title}</title>
<style>body{font-family:sans-serif;margin:2em;color:#222}table{border-collapse:collapse;margin:1em 0;font-size:13px}
th,td{border:1px solid #ccc;padding:3px 8px;text-align:left;vertical-align:top}th{background:#f3f5f7}
.before{fill:#9aa7b5}.after{fill:#1f6fb2}text{font-size:12px}</style></head>
<body><h1>${title}</h1>
<p>${escapeHtml(simulation.from ?? (zh ? '目录价' : 'catalogue prices'))} → ${escapeHtml(simulation.to)}</p>
<p><strong>${escapeHtml(head)}</strong></p>
${chart(simulation.byModality, language)}
${[tables[1], tables[2], tables[0]].map((table) => (table ? section(table) : '')).join('\n')}
</body></html>
`
}

/** Two bars for each modality: revenue before and after. */
function chart(groups: Readonly<Record<string, Totals>>, language: Language): string {
  const rows = Object.entries(groups)
  const most = Math.max(1, ...rows.flatMap(([, t]) => [t.beforeCents, t.afterCents]))
  const width = (cents: number): number => Math.round((cents / most) * 480)
  const bars = rows.map(([name, t], at) => {
    const y = at * 44
    return `<text x="0" y="${y + 22}">${escapeHtml(name === '' ? '—' : name)}</text>
<rect class="before" x="80" y="${y + 4}" width="${width(t.beforeCents)}" height="14"/><text x="${88 + width(t.beforeCents)}" y="${y + 16}">${formatYuan(t.beforeCents)}</text>
<rect class="after" x="80" y="${y + 20}" width="${width(t.afterCents)}" height="14"/><text x="${88 + width(t.afterCents)}" y="${y + 32}">${formatYuan(t.afterCents)}</text>`
  })
  const label = language === 'zh' ? '各检查类型调整前后收入（元）' : 'revenue before and after by modality (yuan)'
  return `<figure><svg role="img" aria-label="${label}" width="760" height="${rows.length * 44}">${bars.join('\n')}</svg><figcaption>${label}</figcaption></figure>`
}

function section(table: ReportTable): string {
  const cells = (words: readonly string[], tag: 'th' | 'td'): string =>
    words.map((word) => `<${tag}>${escapeHtml(word)}</${tag}>`).join('')
  const body = table.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')
  return `<h2>${escapeHtml(table.title)}</h2><table><thead><tr>${cells(table.header, 'th')}</tr></thead><tbody>${body}</tbody></table>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
