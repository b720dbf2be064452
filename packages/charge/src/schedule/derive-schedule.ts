import { type Cents, parseFactor, type Ratio, scaleCents } from '../model/money.ts'
import type { Rule } from '../model/rule.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { CheckProblem, RequestProblem } from '../problems/charge-problem.ts'

export interface Derived {
  readonly schedule: PriceSchedule
  readonly problems: readonly (RequestProblem | CheckProblem)[]
}

/**
 * A local schedule of a provincial one: every unit price times a factor (`0.9`), rounded to the cent. Percentages follow
 * the local unit price by themselves; fixed amounts of rules (25, 360, 5) are scaled alike unless the switch `factor` is
 * `unit-prices`. A factor above 1 breaks the ceiling (G01) and is said.
 */
export function deriveSchedule(base: PriceSchedule, factor: string, id = `${base.id}×${factor}`): Derived {
  const ratio = parseFactor(factor)
  if (ratio === null) return { schedule: base, problems: [{ code: 'price-factor', factor }] }
  const items = base.items.map((item) => ({ ...item, cents: scaleOrNull(item.cents, ratio) }))
  const rules = base.settings.factor === 'unit-prices' ? base.rules : base.rules.map((rule) => scaleRule(rule, ratio))
  const above = ratio.numerator > ratio.denominator && base.rules.some((rule) => rule.kind === 'ceiling')
  const schedule: PriceSchedule = {
    ...base,
    id,
    items,
    rules,
    byCode: new Map(items.map((item) => [item.code, item])),
    derivedFrom: { schedule: base.id, factor },
  }
  return { schedule, problems: above ? [{ code: 'price-above-ceiling', schedule: id, factor }] : [] }
}

/** The same schedule with other answers to its switches. */
export function withSettings(
  base: PriceSchedule,
  settings: Readonly<Record<string, string>>,
): { readonly schedule: PriceSchedule; readonly problems: readonly RequestProblem[] } {
  const problems = Object.entries(settings).flatMap(([setting, value]): RequestProblem[] => {
    const known = base.switches.find((s) => s.id === setting)
    return known?.values.includes(value) ? [] : [{ code: 'price-setting', setting, value }]
  })
  return { schedule: { ...base, settings: { ...base.settings, ...settings } }, problems }
}

function scaleOrNull(cents: Cents | null, ratio: Ratio): Cents | null {
  return cents === null ? null : scaleCents(cents, ratio)
}

function scaleRule(rule: Rule, ratio: Ratio): Rule {
  if (rule.kind === 'reduction-amount') return { ...rule, cents: scaleCents(rule.cents, ratio) }
  if (rule.kind !== 'tier') return rule
  return {
    ...rule,
    maxCents: scaleOrNull(rule.maxCents, ratio),
    tiers: rule.tiers.map((tier) => ({ ...tier, cents: scaleOrNull(tier.cents, ratio) })),
  }
}
