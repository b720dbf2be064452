import { escapeMarkup } from '@yingma/core'
import { curves, legend, percent, rateLine, stackedBars } from './charts.ts'
import type { NameRow, ReportData } from './report-data.ts'
import { STATE_TEXTS, TEXTS, type Text } from './texts.ts'

const STYLE = `
body{font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:980px;padding:16px;color:#222}
h1{font-size:22px}h2{font-size:17px;margin-top:32px;border-bottom:1px solid #ddd}
table{border-collapse:collapse;width:100%}td,th{padding:3px 8px;border-bottom:1px solid #eee;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto;font-size:12px}
.note{fill:#666;font-size:11px}.grid{stroke:#e5e5e5}.line{fill:none;stroke-width:2}
.cards{display:flex;gap:12px;flex-wrap:wrap}.card{border:1px solid #ddd;border-radius:6px;padding:8px 14px}.card b{font-size:20px;display:block}
details{margin:6px 0}summary{cursor:pointer;color:#2a7f62}
#zh:checked~main [lang=en],#en:checked~main [lang=zh]{display:none}
@media print{input,.switch{display:none}}`

const both = (text: Text) =>
  `<span lang="zh">${escapeMarkup(text.zh)}</span><span lang="en">${escapeMarkup(text.en)}</span>`
const count = (n: number) => n.toLocaleString('en')

/** Rows shown at once; the rest of a list unfolds. */
const SHOWN = 20

/** The report as one HTML file: no script, nothing fetched, Chinese and English in the same page. */
export function reportHtml(data: ReportData): string {
  const { record } = data
  const mapped = record.counts.rowsByState.mapped ?? 0
  const cards: ReadonlyArray<readonly [Text, string]> = [
    [TEXTS.rows, count(record.counts.rows)],
    [TEXTS.rate, percent(record.counts.rows === 0 ? 0 : mapped / record.counts.rows)],
    [TEXTS.names, count(data.before.count)],
    [TEXTS.items, count(data.after.count)],
    [TEXTS.examItems, count(record.counts.examItems)],
    [TEXTS.institution, count(data.institutions.filter(({ value }) => value !== '').length)],
  ]
  return `<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeMarkup(TEXTS.title.zh)} · ${escapeMarkup(TEXTS.title.en)}</title><style>${STYLE}</style></head><body>
<input type="radio" name="language" id="zh" checked><label class="switch" for="zh">中文</label>
<input type="radio" name="language" id="en"><label class="switch" for="en">English</label>
<main><h1>${both(TEXTS.title)}</h1><p>${escapeMarkup(record.inputs.join(' '))}</p>
<div class="cards">${cards.map(([label, value]) => `<div class="card"><b>${value}</b>${both(label)}</div>`).join('')}</div>
${section(TEXTS.byState, table([TEXTS.state, TEXTS.rows, TEXTS.share, TEXTS.inputs], states(data)))}
${section(TEXTS.byModality, legend() + stackedBars(data.modalities, TEXTS.notSaid))}
${section(TEXTS.byInstitution, legend() + unfolding(data.institutions, (groups) => stackedBars(groups, TEXTS.notSaid)))}
${section(TEXTS.byMonth, rateLine(data.months.filter(({ value }) => value !== '')))}
${section(
  TEXTS.beforeAfter,
  curves([
    { text: TEXTS.before, curve: data.before.curve, colour: '#c8553d' },
    { text: TEXTS.after, curve: data.after.curve, colour: '#2a7f62' },
  ]),
)}
${section(TEXTS.unmapped, names(data.unmapped))}
${section(TEXTS.conflicts, names(data.conflicts))}
${section(TEXTS.review, names(data.review))}
${section(TEXTS.topItems, items(data.items))}
${section(TEXTS.spreadOfNames, items(data.items.toSorted((a, b) => b.names - a.names || b.rows - a.rows)))}
${section(
  TEXTS.checks,
  table(
    [TEXTS.check, TEXTS.expected, TEXTS.found],
    record.checks.map((c) => [escapeMarkup(c.check), count(c.expected), count(c.found)]),
  ),
)}
${section(
  TEXTS.versions,
  table(
    [TEXTS.name, TEXTS.value],
    Object.entries({ ...record.versions, engine: record.engine }).map(([k, v]) => [escapeMarkup(k), escapeMarkup(v)]),
  ),
)}
</main></body></html>
`
}

function states(data: ReportData): readonly (readonly string[])[] {
  const total = Math.max(1, data.record.counts.rows)
  return data.states.map(({ state, rows, names: inputs }) => [
    both(STATE_TEXTS[state] ?? { zh: state, en: state }),
    count(rows),
    percent(rows / total),
    count(inputs),
  ])
}

function names(rows: readonly NameRow[]): string {
  return unfolding(rows, (some) =>
    table(
      [TEXTS.name, TEXTS.modality, TEXTS.why, TEXTS.rows],
      some.map((row) => [escapeMarkup(row.name), escapeMarkup(row.modality), escapeMarkup(row.why), count(row.rows)]),
    ),
  )
}

function items(rows: ReportData['items']): string {
  return unfolding(rows.slice(0, 200), (some) =>
    table(
      [TEXTS.code, TEXTS.item, TEXTS.rows, TEXTS.spread],
      some.map((row) => [escapeMarkup(row.code), escapeMarkup(row.name), count(row.rows), count(row.names)]),
    ),
  )
}

function unfolding<T>(rows: readonly T[], show: (some: readonly T[]) => string): string {
  if (rows.length <= SHOWN) return show(rows)
  return `${show(rows.slice(0, SHOWN))}<details><summary>+${rows.length - SHOWN}</summary>${show(rows.slice(SHOWN))}</details>`
}

function section(title: Text, content: string): string {
  return `<h2>${both(title)}</h2>${content}`
}

function table(headers: readonly Text[], rows: readonly (readonly string[])[]): string {
  const numeric = (cell: string) => /^[\d,.]+%?$/u.test(cell)
  const head = headers.map((header) => `<th>${both(header)}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${row.map((cell) => `<td${numeric(cell) ? ' class="n"' : ''}>${cell}</td>`).join('')}</tr>`,
  )
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}
