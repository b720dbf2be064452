import type { Language } from '@yingma/core'
import { type Dictionary, renderQuestion, type Written } from '@yingma/dictionary'
import type { SourcesRead } from './build-sources.ts'

const SHOWN = 20

/** What a build came to, for people. */
export function buildSummary(
  dictionary: Dictionary,
  written: Extract<Written, { ok: true }>,
  folder: string,
  language: Language,
  { unreadRules, table }: Pick<Extract<SourcesRead, { ok: true }>, 'unreadRules' | 'table'>,
): string {
  const zh = language === 'zh'
  const { reconciliation: totals, items, crossed, questions, draft } = dictionary
  const lines = [
    zh
      ? `旧编码 ${crossed.length} 个，新项目 ${items.length} 个；人次 ${totals.before.exams}，前后${totals.agrees ? '一致' : '不一致'}`
      : `${crossed.length} old codes, ${items.length} new items; ${totals.before.exams} exams, totals ${totals.agrees ? 'agree' : 'DO NOT AGREE'}`,
    `${folder}: ${written.files.join(' ')}`,
  ]
  if (table !== undefined) lines.unshift(...tableLines(table, zh))
  if (written.pdf?.ok === false) {
    const detail = written.pdf.why === 'failed' ? ` (${written.pdf.detail})` : ''
    lines.push(
      zh
        ? `没有生成 PDF：${written.pdf.why === 'no-browser' ? '未找到 Chromium，可打印 booklet.html' : `打印失败${detail}`}`
        : `no PDF: ${written.pdf.why === 'no-browser' ? 'there is no Chromium, print booklet.html' : `printing failed${detail}`}`,
    )
  }
  if (unreadRules.length > 0) {
    const keys = unreadRules.join(zh ? '、' : ', ')
    lines.push(
      zh
        ? `机构的规则读不懂，没有生效：${keys}`
        : `rules of the institution that cannot be read, without effect: ${keys}`,
    )
  }
  if (draft) {
    lines.push(
      zh
        ? `草稿：${questions.length} 个未决问题，不生成导入文件：`
        : `DRAFT: ${questions.length} open questions, no import files are made:`,
      ...questions.slice(0, SHOWN).map((question) => `  ${renderQuestion(question, language)}`),
    )
    if (questions.length > SHOWN) {
      const rest = questions.length - SHOWN
      lines.push(zh ? `  另有 ${rest} 个，见工作簿“未决问题”` : `  ${rest} more, see 'open questions' in the workbook`)
    }
  }
  return `${lines.join('\n')}\n`
}

/** Columns without which a build goes on, but says less. */
const WANTED = ['localCode', 'modality', 'price', 'count'] as const
const WANTED_TEXTS = {
  zh: { localCode: '编码', modality: '检查类型', price: '价格', count: '人次' },
  en: { localCode: 'code', modality: 'modality', price: 'price', count: 'count' },
}

/** How the old table was read: a column that was not found is the commonest reason of a strange result. */
function tableLines({ columns, totalRows }: NonNullable<SourcesTable>, zh: boolean): readonly string[] {
  const words = WANTED_TEXTS[zh ? 'zh' : 'en']
  const read = Object.entries(columns).map(([role, header]) => `${role}=${header}`)
  const missing = WANTED.filter((role) => columns[role] === undefined)
  const lines = [zh ? `列：${read.join(' ')}` : `columns: ${read.join(' ')}`]
  if (missing.length > 0) {
    const names = missing.map((role) => words[role]).join(zh ? '、' : ', ')
    lines.push(
      zh
        ? `没有认出的列：${names}。有的话请用 --column ${missing[0]}=列名 指明`
        : `columns not recognised: ${names}. Where there is one, name it with --column ${missing[0]}=COLUMN`,
    )
  }
  if (totalRows.length > 0) {
    lines.push(
      zh
        ? `合计行不计入：第 ${totalRows.join('、')} 行`
        : `rows with sums of the others are left out: ${totalRows.join(', ')}`,
    )
  }
  return lines
}

type SourcesTable = Extract<SourcesRead, { ok: true }>['table']
