import type { Language } from '@yingma/core'
import type { PriceSchedule } from '../model/schedule.ts'
import { REASONS as REASONS_EN } from '../problems/en.ts'
import { REASONS as REASONS_ZH } from '../problems/zh.ts'
import type { Coverage } from './coverage.ts'

/** Coverage in words, a line each: how many standard items are priced, why the rest are not, and which price items nothing reaches. */
export function coverageLines(coverage: Coverage, schedule: PriceSchedule, language: Language): readonly string[] {
  const zh = language === 'zh'
  const reasons = zh ? REASONS_ZH : REASONS_EN
  const share = `${((coverage.priced / coverage.items) * 100).toFixed(1)}%`
  const billable = schedule.items.filter((item) => item.kind !== 'group').length
  const lines = [
    zh
      ? `${coverage.schedule}：${coverage.items} 个标准项目中 ${coverage.priced} 个有价（${share}），其中 ${coverage.partly} 个部分有价`
      : `${coverage.schedule}: ${coverage.priced} of ${coverage.items} standard items priced (${share}), ${coverage.partly} of them in part`,
  ]
  for (const [reason, items] of Object.entries(coverage.unpriced)) {
    if (items.length > 0) lines.push(`  ${items.length} ${reasons[reason as keyof typeof reasons]}`)
  }
  if (coverage.unmapped.length > 0)
    lines.push(
      `  ${coverage.unmapped.length} ${zh ? '没有计价对照' : 'without a billing mapping'}: ${coverage.unmapped.join(' ')}`,
    )
  lines.push(
    zh
      ? `${billable} 个价格项目中 ${coverage.reached.size} 个可达，${coverage.unreachable.size} 个不可达：`
      : `${coverage.reached.size} of ${billable} price items reached, ${coverage.unreachable.size} not:`,
  )
  const notes = new Map(schedule.unreachable.map((u) => [u.code, u.note]))
  for (const [code, reason] of coverage.unreachable)
    lines.push(`  ${code} ${schedule.byCode.get(code)?.name ?? ''}: ${reason} ${notes.get(code) ?? ''}`.trimEnd())
  return lines
}
