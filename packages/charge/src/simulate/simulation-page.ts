import { escapeMarkup, type Language } from '@yingma/core'
import { fixedYuan } from '../model/money.ts'
import type { Simulation } from './model.ts'
import { largestChanges, modalityBars } from './simulation-charts.ts'
import { type ReportTable, simulationTables } from './simulation-tables.ts'
import { WORDS } from './words.ts'

const STYLE = `body{font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:1280px;padding:16px;color:#222}
h1{font-size:22px}h2{font-size:17px;margin-top:32px;border-bottom:1px solid #ddd}
table{border-collapse:collapse;margin:1em 0;font-size:13px;width:100%}
th,td{border-bottom:1px solid #eee;padding:3px 8px;text-align:left;vertical-align:top}th{background:#f3f5f7}
td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.before{fill:#9aa7b5}.after{fill:#1f6fb2}.less{fill:#c8553d}.more{fill:#2a7f62}svg{max-width:100%;height:auto}text{font-size:12px}.note{fill:#666}
.cards{display:flex;gap:12px;flex-wrap:wrap}.card{border:1px solid #ddd;border-radius:6px;padding:8px 14px}.card b{font-size:20px;display:block}`

/**
 * A simulation as one HTML page: totals, bars of revenue before and after by modality, the names that gain and lose most, and
 * the tables. No scripts, nothing loaded. Amounts are yuan with two digits.
 */
export function simulationPage(simulation: Simulation, language: Language): string {
  const w = WORDS[language]
  const { compared, withoutNew, rows } = simulation
  const { beforeCents, afterCents } = compared
  const change = afterCents - beforeCents
  const share = beforeCents === 0 ? '' : ` (${((change / beforeCents) * 100).toFixed(2)}%)`
  const cards: readonly (readonly [string, string])[] = [
    [w.cards.before, fixedYuan(beforeCents)],
    [w.cards.after, fixedYuan(afterCents)],
    [w.cards.change, `${change > 0 ? '+' : ''}${fixedYuan(change)}${share}`],
    [w.cards.rows, `${compared.rows} / ${rows.length}`],
    [w.cards.exams, compared.exams.toLocaleString('en')],
    [w.noNew, `${withoutNew.rows} · ${fixedYuan(withoutNew.beforeCents)}`],
  ]
  const tables = simulationTables(simulation, language)
  return `<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${w.title}</title><style>${STYLE}</style></head>
<body><h1>${w.title}</h1>
<p>${escapeMarkup(simulation.from ?? w.cards.catalogue)} → ${escapeMarkup(simulation.to)}</p>
<div class="cards">${cards.map(([label, value]) => `<div class="card"><b>${escapeMarkup(value)}</b>${label}</div>`).join('')}</div>
<h2>${w.charts.modality}</h2>${modalityBars(simulation.byModality, w.charts)}
<h2>${w.charts.changes}</h2>${largestChanges(rows)}
${[tables[1], tables[2], tables[0]].map((table) => (table ? section(table) : '')).join('\n')}
</body></html>
`
}

function section(table: ReportTable): string {
  const head = table.header.map((word) => `<th>${escapeMarkup(word)}</th>`).join('')
  const body = table.rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')
  return `<h2>${escapeMarkup(table.title)}</h2><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
}

function cell(text: string): string {
  return `<td${/^-?\d+(?:\.\d+)?$/u.test(text) && text.length < 13 ? ' class="n"' : ''}>${escapeMarkup(text)}</td>`
}
