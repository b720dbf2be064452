import type { Language } from '@yingma/core'
import type { ExchangeFormat, Loss } from './format.ts'

const TEXTS: Readonly<Record<Loss, Readonly<Record<Language, string>>>> = {
  confidence: { zh: '置信度', en: 'the confidence' },
  count: { zh: '检查量', en: 'the number of exams' },
  state: { zh: '状态（待审核、矛盾等）', en: 'the state (review, conflict …)' },
  key: { zh: '名称以外的输入列', en: 'input columns beside the name' },
  'key-of-unmatched': {
    zh: '无对应项目的名称的其他输入列和置信度',
    en: 'other input columns and confidence of names without an item',
  },
  set: {
    zh: '多个项目同属一次检查（只是若干并列的对应）',
    en: 'that several items together are one exam (they stand side by side)',
  },
  relation: { zh: '对应关系（宽、窄、等同）', en: 'the relation (broader, narrower, equivalent)' },
  reason: { zh: '无对应的原因', en: 'why there is no item' },
  flags: { zh: '标记和修饰', en: 'flags and modifiers' },
  negatives: { zh: '否定的对应', en: 'negative mappings' },
  'long-names': { zh: '超过 255 个字符的名称', en: 'names longer than 255 characters' },
  explanation: {
    zh: '逐段解释（在 mapping.parquet 的 detail 列）',
    en: 'the explanation by segment (column detail of mapping.parquet)',
  },
}

/** Says what a reader of this format will not find in it. */
export function lossNote(format: Pick<ExchangeFormat, 'fileName' | 'losses'>, language: Language): string {
  const lost = format.losses.map((loss) => TEXTS[loss][language])
  if (lost.length === 0)
    return language === 'zh' ? `${format.fileName} 不丢失内容。` : `${format.fileName} loses nothing.`
  return language === 'zh'
    ? `${format.fileName} 不含：${lost.join('、')}。`
    : `${format.fileName} does not carry ${lost.join(', ')}.`
}
