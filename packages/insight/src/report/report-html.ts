import { createRender, escapeMarkup, type Language } from '@yingma/core'
import { AREAS } from '../model/figure.ts'
import { insightProblems } from '../texts/catalogue.ts'
import { barChart } from './bar-chart.ts'
import type { Report, ReportSection } from './collect-report.ts'
import { AREA_WORDS, FINDING_WORDS, REPORT_WORDS } from './report-words.ts'
import { whoseReport } from './whose-report.ts'

const STYLE = `
body{font:14px/1.5 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0 auto;max-width:980px;padding:16px;color:#222}
h1{font-size:22px}h2{font-size:18px;margin-top:32px;border-bottom:1px solid #999}h3{font-size:15px;margin:20px 0 4px}
table{border-collapse:collapse;width:100%;margin:8px 0}td,th{padding:2px 8px;border-bottom:1px solid #e5e5e5;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}p.note{color:#555;margin:2px 0}svg{max-width:100%;height:auto;font-size:11px}
pre{white-space:pre-wrap;word-break:break-all;font-size:11px;background:#f5f5f5;padding:6px}
@media print{details{display:none}tr,svg,h3{break-inside:avoid}h3{break-after:avoid}}`

const render = createRender(insightProblems)

/** A report as one page: no script, nothing fetched, prints well. Each figure has its SQL to run again. */
export function reportHtml(report: Report): string {
  const { language, record, sections } = report
  const word = (key: keyof typeof REPORT_WORDS) => escapeMarkup(REPORT_WORDS[key][language])
  const about: ReadonlyArray<readonly [string, string]> = [
    [word('asOf'), record.asOf.slice(0, 10)],
    [word('made'), record.builtAt.slice(0, 10)],
    [word('edition'), record.edition],
    [word('exams'), record.exams.toLocaleString('en')],
    [word('workload'), `${record.workload.version} (${REPORT_WORDS[record.workload.basis][language]})`],
    [word('lists'), record.lists.map(({ id, mark }) => `${id} (${mark})`).join(', ') || '-'],
  ]
  const areas = AREAS.map((area) => {
    const own = sections.filter(({ figure }) => figure.area === area)
    return own.length === 0
      ? ''
      : `<h2>${escapeMarkup(AREA_WORDS[area][language])}</h2>${own.map((one) => section(one, language)).join('')}`
  })
  const title = `${word('title')} · ${escapeMarkup(whoseReport(report))}`
  return `<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head><body><main>
<h1>${title}</h1><p class="note">${about.map(([name, value]) => `${name} ${escapeMarkup(value)}`).join(' · ')}</p>
${report.viewer.kind === 'shared' ? '' : findings(report)}
${areas.join('\n')}
</main></body></html>
`
}

function findings({ findings: found, language }: Report): string {
  const word = (key: keyof typeof REPORT_WORDS) => escapeMarkup(REPORT_WORDS[key][language])
  const head = `<h2>${word('findings')}</h2>`
  if (found.length === 0) return `${head}<p>${word('noFindings')}</p>`
  const rows = found.map(({ kind, where, observed, expected, n }) => [
    FINDING_WORDS[kind][language],
    Object.values(where).join(' '),
    observed.toPrecision(3),
    expected.toPrecision(3),
    String(n),
  ])
  const header = [word('kind'), word('where'), word('observed'), word('expected'), 'n']
  return head + table(header, rows, [2, 3, 4])
}

function section(one: ReportSection, language: Language): string {
  const { figure, problem, header, rows, numbers, suppressed, left, sql } = one
  const head = `<h3>${escapeMarkup(figure.title[language])}</h3><p class="note">${escapeMarkup(figure.definition[language])}</p>`
  if (problem !== undefined) return `${head}<p>${escapeMarkup(render(problem, language))}</p>`
  const notes = [
    ...(suppressed > 0 ? [`${suppressed} ${REPORT_WORDS.suppressed[language]}`] : []),
    ...(left > 0 ? [`${left} ${REPORT_WORDS.left[language]}`] : []),
  ]
  return `${head}${barChart(rows, numbers[0] ?? 0)}${table(header.map(escapeMarkup), rows, numbers)}${notes.map((note) => `<p class="note">${escapeMarkup(note)}</p>`).join('')}
<details><summary>${escapeMarkup(REPORT_WORDS.sql[language])}</summary><pre>${escapeMarkup(sql)}</pre></details>`
}

/** `header` is markup already, cells are not. */
function table(header: readonly string[], rows: readonly (readonly string[])[], numbers: readonly number[]): string {
  const kind = (index: number) => (numbers.includes(index) ? ' class="n"' : '')
  const head = header.map((cell, index) => `<th${kind(index)} scope="col">${cell}</th>`).join('')
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${kind(index)}>${escapeMarkup(cell)}</td>`).join('')}</tr>`,
  )
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`
}
