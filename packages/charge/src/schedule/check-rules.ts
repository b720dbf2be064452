import type { Rule } from '../model/rule.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem } from '../problems/charge-problem.ts'
import { holds } from './condition.ts'
import { vocabularyOf } from './read-mapping.ts'

const SURCHARGE_KINDS: ReadonlySet<string> = new Set(['once-per-exam', 'once-per-value', 'per-unit'])

/** Rules that name missing items or items they cannot apply to, caps that no exam can reach, switches without values. */
export function checkRules(schedule: PriceSchedule): readonly CheckProblem[] {
  const problems: CheckProblem[] = []
  const at = { schedule: schedule.id }
  for (const rule of schedule.rules) {
    for (const item of namedItems(rule)) {
      if (item !== '' && !schedule.byCode.has(item))
        problems.push({ ...at, code: 'price-rule-item', rule: rule.id, item })
    }
    for (const item of misfits(schedule, rule)) problems.push({ ...at, code: 'price-rule-kind', rule: rule.id, item })
    if (rule.when) problems.push(...switchProblem(schedule, rule.when.setting, rule.when.value))
  }
  for (const s of schedule.switches) {
    if (!s.values.includes(s.default)) problems.push({ ...at, code: 'price-switch', setting: s.id, value: s.default })
  }
  for (const [setting, value] of Object.entries(schedule.settings))
    problems.push(...switchProblem(schedule, setting, value))
  return [...problems, ...checkCaps(schedule), ...checkSurcharges(schedule)]
}

/** A row, rule or setting that depends on a switch value which does not exist. */
export function switchProblem(schedule: PriceSchedule, setting: string, value: string): readonly CheckProblem[] {
  const known = schedule.switches.find((s) => s.id === setting)
  return known?.values.includes(value) ? [] : [{ code: 'price-switch', schedule: schedule.id, setting, value }]
}

/** Every price item that a rule names. */
export function namedItems(rule: Rule): readonly string[] {
  const own = 'targets' in rule ? rule.targets : []
  switch (rule.kind) {
    case 'percent-after':
      return [...own, ...rule.after, ...rule.except]
    case 'exclusive':
      return [...rule.keep, ...rule.drop]
    case 'warn-together':
      return [...rule.a, ...rule.b]
    case 'one-of':
      return rule.groups.flat()
    case 'convert':
      return [...own, ...rule.to, ...Object.entries(rule.surcharges).flat()]
    case 'compose':
      return [...own, ...rule.with, rule.add]
    case 'tier':
      return [...own, ...rule.tiers.flatMap((tier) => (tier.code === null ? [] : [tier.code]))]
    case 'attach':
      return [rule.surcharge, ...rule.hosts.flat()]
    default:
      return own
  }
}

/** Items of a kind that the rule says nothing about: a cap on a surcharge, a reduction rule on a main item. */
function misfits(schedule: PriceSchedule, rule: Rule): readonly string[] {
  if (!('targets' in rule)) return []
  const kindOf = (code: string): string => schedule.byCode.get(code)?.kind ?? 'main'
  if (rule.kind === 'cap' || rule.kind === 'tier' || rule.kind === 'percent-after' || rule.kind === 'percent-if')
    return rule.targets.filter((code) => !['main', 'extension'].includes(kindOf(code)))
  if (rule.kind === 'reduction-item') return rule.targets.filter((code) => kindOf(code) !== 'reduction')
  return []
}

/** A cap is reached only where there are more things to count, and no conversion comes first. */
function checkCaps(schedule: PriceSchedule): readonly CheckProblem[] {
  const inForce = schedule.rules.filter((rule) => holds(rule.when, schedule.settings))
  return inForce.flatMap((rule): CheckProblem[] => {
    if (rule.kind !== 'cap') return []
    const at = { schedule: schedule.id, rule: rule.id, max: rule.max }
    const values = rule.targets.reduce((sum, code) => sum + countable(schedule, code), 0)
    if (values > 0 && values <= rule.max) return [{ ...at, code: 'price-cap-unreachable', values }]
    const hiding = inForce.find(
      (other) =>
        other.kind === 'convert' && other.moreThan <= rule.max && rule.targets.every((t) => other.targets.includes(t)),
    )
    return hiding ? [{ code: 'price-cap-hidden', schedule: schedule.id, rule: rule.id, by: hiding.id }] : []
  })
}

/** How many things an exam can count under a main item; 0 when the mapping does not say. */
function countable(schedule: PriceSchedule, code: string): number {
  const counts = schedule.mapping.scans
    .flatMap((row) => row.services)
    .filter((s) => s.main === code)
    .map((service) => {
      const values = [...(schedule.vocabularies.get(vocabularyOf(service.dimension))?.values() ?? [])]
      if (values.some((value) => value.value === '*' || value.distinct)) return Number.POSITIVE_INFINITY
      return values.reduce((sum, value) => sum + (value.perSide ? 2 : 1), 0)
    })
  return Math.max(0, ...counts)
}

/** Every priced surcharge that a modifier or scan can ask for needs a rule on how often it is billed. */
function checkSurcharges(schedule: PriceSchedule): readonly CheckProblem[] {
  const ruled = new Set(
    schedule.rules.flatMap((rule) => (SURCHARGE_KINDS.has(rule.kind) && 'targets' in rule ? rule.targets : [])),
  )
  const reduced = new Set(schedule.rules.flatMap((rule) => (rule.kind === 'reduction-item' ? rule.targets : [])))
  const tiered = new Set(schedule.rules.flatMap((rule) => (rule.kind === 'tier' ? rule.tiers.map((t) => t.code) : [])))
  const asked = new Set([
    ...schedule.mapping.modifiers
      .filter((row) => row.effect === 'surcharge' || row.effect === 'value')
      .map((row) => row.code),
    ...schedule.mapping.scans.flatMap((row) => row.services.flatMap((s) => s.surcharges.map((x) => x.code))),
  ])
  return schedule.items
    .filter((item) => item.kind === 'surcharge' && asked.has(item.code))
    .filter((item) => !ruled.has(item.code) && !reduced.has(item.code) && !tiered.has(item.code))
    .map((item) => ({ code: 'price-surcharge-unruled', schedule: schedule.id, item: item.code }))
}
