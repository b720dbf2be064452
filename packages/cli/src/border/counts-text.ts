import type { Language } from '@yingma/core'
import { type Hl7Counts, type Hl7Reason, hl7ReasonText } from '@yingma/edge'

/** What went through, for a person: one line of totals and one for each reason why something stayed as it came. */
export function countsText({ messages, changed, added, left }: Hl7Counts, language: Language): string {
  const total =
    language === 'zh'
      ? `${messages} 条消息，${changed} 条加上了标准编码（${added} 处）`
      : `${messages} messages, ${changed} got the standard coding (${added} fields)`
  const reasons = Object.entries(left).map(
    ([reason, count]) => `  ${String(count).padStart(6)}  ${reason}  ${hl7ReasonText(reason as Hl7Reason, language)}`,
  )
  return `${[total, ...reasons].join('\n')}\n`
}
