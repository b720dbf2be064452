import type { Language } from '@yingma/core'
import { type Dictionary, renderQuestion, type Written } from '@yingma/dictionary'

const SHOWN = 20

/** What a build came to, for people. */
export function buildSummary(
  dictionary: Dictionary,
  written: Extract<Written, { ok: true }>,
  folder: string,
  language: Language,
  unreadRules: readonly string[],
): string {
  const zh = language === 'zh'
  const { reconciliation: totals, items, crossed, questions, draft } = dictionary
  const lines = [
    zh
      ? `旧编码 ${crossed.length} 个，新项目 ${items.length} 个；人次 ${totals.before.exams}，前后${totals.agrees ? '一致' : '不一致'}`
      : `${crossed.length} old codes, ${items.length} new items; ${totals.before.exams} exams, totals ${totals.agrees ? 'agree' : 'DO NOT AGREE'}`,
    `${folder}: ${written.files.join(' ')}`,
  ]
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
