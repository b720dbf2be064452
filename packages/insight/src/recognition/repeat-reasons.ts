import type { Text } from '@yingma/core'

/**
 * The six cases in which an exam may be repeated although an earlier one is recognised: 《医疗机构检查检验结果互认管理办法》(2022),
 * the article on repeating exams, in our words.
 */
export const REPEAT_REASONS = {
  'condition-changed': {
    zh: '病情变化，或原结果与临床表现、诊断不符，不能满足诊疗需要',
    en: 'the condition has changed, or the earlier result does not fit the findings or the diagnosis',
  },
  'changes-fast': {
    zh: '结果在疾病过程中变化较快',
    en: 'the result changes quickly in the course of the disease',
  },
  decisive: {
    zh: '项目对诊疗意义重大',
    en: 'much depends on the result for diagnosis or treatment',
  },
  emergency: { zh: '急诊、急救等紧急状态', en: 'an emergency' },
  'legal-assessment': {
    zh: '司法、伤残、病退等鉴定',
    en: 'a legal, disability or retirement assessment',
  },
  'other-need': { zh: '其他确需复查的情形', en: 'another case in which repeating is needed' },
} as const satisfies Readonly<Record<string, Text>>

export type RepeatReason = keyof typeof REPEAT_REASONS

export const REPEAT_REASON_IDS = Object.keys(REPEAT_REASONS) as [RepeatReason, ...RepeatReason[]]
