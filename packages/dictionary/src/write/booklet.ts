import { formatYuan } from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { Dictionary, DictionaryItem } from '../model/dictionary.ts'
import { escapeHtml } from './escape-html.ts'
import { sheetTexts, sideText } from './sheet-texts.ts'

const STYLE = `@page{size:A4 landscape;margin:12mm}body{font:10px/1.45 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#111}
h1{font-size:20px}h2{font-size:14px;break-after:avoid;margin:14px 0 4px}table{border-collapse:collapse;width:100%}
th,td{border:1px solid #999;padding:2px 4px;text-align:left;vertical-align:top}th{background:#eee}tr{break-inside:avoid}
thead{display:table-header-group}.draft{border:2px solid #b00;color:#b00;padding:6px;font-weight:bold}.code{font-family:monospace;white-space:nowrap}`

/** The dictionary as a booklet for print: one table a modality, the order sets behind. A page of its own, no scripts. */
export function bookletHtml(dictionary: Dictionary, date: string, language: Language): string {
  const texts = sheetTexts(language)
  const { institution, edition, draft, questions, items, sets, parallel } = dictionary
  const columns = texts.dictionaryColumns
  const heads = [
    columns.code,
    columns.name,
    columns.part,
    columns.side,
    columns.contrast,
    columns.minutes,
    columns.preparation,
    columns.price,
    columns.oldCodes,
  ]
  const byModality = new Map<string, DictionaryItem[]>()
  for (const item of items.filter(({ active }) => active)) {
    byModality.set(item.modality, [...(byModality.get(item.modality) ?? []), item])
  }
  const row = (item: DictionaryItem): string =>
    cells([
      item.name,
      item.part,
      sideText(item.side, texts),
      texts.contrast[item.contrast] ?? item.contrast,
      item.minutes === null ? '' : String(item.minutes),
      [item.preparation, item.safety].filter((text) => text !== '').join(' '),
      item.priceCents === null ? '' : formatYuan(item.priceCents),
      item.oldCodes.slice(0, 12).join(' '),
    ])
  const tables = [...byModality].map(
    ([modality, list]) =>
      `<h2>${escapeHtml(modality)} (${list.length})</h2><table><thead><tr>${heads.map((head) => `<th>${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>${list
        .map((item) => `<tr><td class="code">${escapeHtml(item.code)}</td>${row(item)}</tr>`)
        .join('\n')}</tbody></table>`,
  )
  const names = new Map(items.map(({ code, name }) => [code, name]))
  const setRows = sets.map(
    ({ name, codes, source, example }) =>
      `<tr>${cells([name, codes.map((code) => `${code} ${names.get(code) ?? ''}`.trim()).join(' + '), example ? texts.example : source])}</tr>`,
  )
  const title = texts.approved(institution, date)
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(title)}</h1>
${draft ? `<p class="draft">${escapeHtml(texts.draft(questions.length))}</p>` : ''}
${parallel === null ? '' : `<p>${escapeHtml(texts.parallel(parallel.from, parallel.to))}</p>`}
<p>${escapeHtml(`${texts.total.edition} ${edition} · ${texts.total.items} ${items.length}`)}</p>
${tables.join('\n')}
<h2>${escapeHtml(texts.sets)}</h2><table><tbody>${setRows.join('\n')}</tbody></table>
</body></html>
`
}

function cells(texts: readonly string[]): string {
  return texts.map((text) => `<td>${escapeHtml(text)}</td>`).join('')
}
