import type { PriceItem, PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem } from '../problems/charge-problem.ts'

/** Codes, parents, kinds and prices of the items. An item without a price must be listed as unreachable for that reason. */
export function checkItems(schedule: PriceSchedule): readonly CheckProblem[] {
  const problems: CheckProblem[] = []
  const seen = new Set<string>()
  const unpriced = new Set(schedule.unreachable.filter((u) => u.reason === 'no-price').map((u) => u.code))
  const at = { schedule: schedule.id }
  for (const item of schedule.items) {
    if (seen.has(item.code)) problems.push({ ...at, code: 'price-code-twice', item: item.code })
    seen.add(item.code)
    if (item.parent !== null && !schedule.byCode.has(item.parent))
      problems.push({ ...at, code: 'price-parent', item: item.code, parent: item.parent })
    if (item.kind !== 'group' && item.cents === null && item.percent === null && !unpriced.has(item.code))
      problems.push({ ...at, code: 'price-none', item: item.code })
    if (schedule.codes === 'national-15') problems.push(...checkNational(schedule, item))
  }
  return problems
}

/** Kept old items (9 digits) stand in a national list as they are; all others have the form of rules §0. */
function checkNational(schedule: PriceSchedule, item: PriceItem): readonly CheckProblem[] {
  const kept = schedule.rules.some((rule) => rule.kind === 'kept-items' && rule.targets.includes(item.code))
  if (kept) return []
  const at = { schedule: schedule.id, item: item.code }
  if (!/^\d{15}$/.test(item.code)) return [{ ...at, code: 'price-code-form' }]
  const extension = item.code.slice(11, 13) !== '00'
  const hanging = item.code.slice(13) !== '00'
  const expected = extension ? ['extension'] : hanging ? ['surcharge', 'reduction'] : ['main']
  const problems: CheckProblem[] = []
  if ((extension && hanging) || !expected.includes(item.kind))
    problems.push({ ...at, code: 'price-kind', kind: item.kind })
  const parent = `${item.code.slice(0, 11)}0000`
  if (item.kind !== 'main' && item.parent !== parent) problems.push({ ...at, code: 'price-parent', parent })
  return problems
}
