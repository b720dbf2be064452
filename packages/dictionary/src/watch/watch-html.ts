import { formatYuan } from '@yingma/charge'
import type { Language } from '@yingma/core'
import { escapeHtml } from '../write/escape-html.ts'
import type { Watch } from './watch.ts'

const TEXTS = {
  zh: {
    title: '检查项目字典使用情况',
    months: '逐月',
    month: '月份',
    exams: '人次',
    adoption: '标准代码使用率',
    newCodes: '新编码',
    newNames: '新名称',
    oldExams: '仍用旧编码的人次',
    unused: '未用项目',
    news: '字典里没有的编码和名称',
    code: '编码',
    name: '名称',
    kind: '情况',
    suggested: '可能的项目',
    kinds: { code: '新编码', name: '代码已批准而名称不同', old: '旧编码' },
    drift: '收费偏离',
    approved: '应收（元）',
    charged: '实收（元）',
    difference: '差额（元）',
    unusedItems: '期间没有检查的项目',
    none: '无',
    more: (count: number) => `另有 ${count} 条`,
  },
  en: {
    title: 'The dictionary in use',
    months: 'Month by month',
    month: 'month',
    exams: 'exams',
    adoption: 'under standard codes',
    newCodes: 'new codes',
    newNames: 'new names',
    oldExams: 'exams under old codes',
    unused: 'unused items',
    news: 'Codes and names that the dictionary does not have',
    code: 'code',
    name: 'name',
    kind: 'what',
    suggested: 'probably',
    kinds: { code: 'new code', name: 'approved code under another name', old: 'old code' },
    drift: 'Charged otherwise than approved',
    approved: 'approved (yuan)',
    charged: 'charged (yuan)',
    difference: 'difference (yuan)',
    unusedItems: 'Items without an exam in this time',
    none: 'none',
    more: (count: number) => `${count} more`,
  },
}

const SHOWN = 100
const CELL = 'style="border:1px solid #bbb;padding:3px 8px;text-align:left"'

/** The report as a mail: styles stand at the elements, no scripts, pictures or addresses, so that any mail program shows it. */
export function watchHtml(watch: Watch, language: Language): string {
  const words = TEXTS[language]
  const title = `${watch.institution} ${words.title} ${watch.from} – ${watch.to}`
  const months = watch.months.map((one) => [
    one.month,
    String(one.exams),
    `${(one.adoption * 100).toFixed(1)} %`,
    String(one.newCodes),
    String(one.newNames),
    String(one.oldExams),
    String(one.unused),
  ])
  const news = watch.news.map(({ month, code, name, exams, kind, suggested }) => [
    month,
    code,
    name,
    String(exams),
    words.kinds[kind],
    suggested.join(' + '),
  ])
  const drift = watch.drift.map(({ month, code, name, exams, approvedCents, chargedCents }) => [
    month,
    code,
    name,
    String(exams),
    formatYuan(approvedCents),
    formatYuan(chargedCents),
    formatYuan(chargedCents - approvedCents),
  ])
  const { month, exams, code, name } = words
  const sections = [
    section(
      words.months,
      [month, exams, words.adoption, words.newCodes, words.newNames, words.oldExams, words.unused],
      months,
      words,
    ),
    section(words.news, [month, code, name, exams, words.kind, words.suggested], news, words),
    section(words.drift, [month, code, name, exams, words.approved, words.charged, words.difference], drift, words),
    section(
      words.unusedItems,
      [code, name],
      watch.unused.map((item) => [item.code, item.name]),
      words,
    ),
  ]
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
<body style="font-family:sans-serif;font-size:14px;color:#222"><h1 style="font-size:20px">${escapeHtml(title)}</h1>
${sections.join('\n')}
</body></html>
`
}

function section(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  words: { readonly none: string; more(count: number): string },
): string {
  const heading = `<h2 style="font-size:16px">${escapeHtml(title)}</h2>`
  if (rows.length === 0) return `${heading}<p>${escapeHtml(words.none)}</p>`
  const line = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag} ${CELL}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`
  const rest = rows.length > SHOWN ? `<p>${escapeHtml(words.more(rows.length - SHOWN))}</p>` : ''
  const body = rows.slice(0, SHOWN).map((row) => line(row, 'td'))
  return `${heading}<table style="border-collapse:collapse">${line(heads, 'th')}${body.join('')}</table>${rest}`
}
