import type { PriceLine, Quote } from '../model/quote.ts'
import type { PriceSchedule } from '../model/schedule.ts'
import type { AuditRoles } from './audit-roles.ts'
import type { ChargedLine, Evidence, Finding } from './model.ts'

interface Side {
  quantity: number
  amountCents: number
}

/**
 * Holds what was charged against the quote of the exam's standard items, price item by price item. What is charged beyond is
 * one finding of the kind that explains it best; charging less is nobody's violation.
 */
export function compareCharges(
  schedule: PriceSchedule,
  roles: AuditRoles,
  quote: Quote,
  lines: readonly ChargedLine[],
): readonly Finding[] {
  const due = sidesOf(quote.lines)
  const charged = sidesOf(lines)
  const findings: Finding[] = []
  for (const [code, side] of charged) {
    const own = lines.filter((line) => line.code === code)
    const expected = due.get(code) ?? aiTwin(schedule, due, code) ?? { quantity: 0, amountCents: 0 }
    const excess = side.amountCents - expected.amountCents
    const item = schedule.byCode.get(code)
    if (excess <= 0 || item === undefined) continue
    const base = { lines: own.map((line) => line.id), stakeCents: excess }
    findings.push({ ...base, ...explain(schedule, roles, quote, code, side, expected) })
  }
  return findings
}

/** The kind that explains why more was charged than was due. */
function explain(
  schedule: PriceSchedule,
  roles: AuditRoles,
  quote: Quote,
  code: string,
  charged: Side,
  due: Side,
): Pick<Finding, 'kind' | 'certainty' | 'evidence'> {
  const listed = schedule.byCode.get(code)?.cents ?? 0
  const quantity = (rule: string): Evidence => ({
    code: 'quantity',
    price: code,
    charged: charged.quantity,
    due: due.quantity,
    rule,
  })
  const excluded = quote.steps.find((step) => step.code === 'excluded' && step.price === code)
  if (excluded?.code === 'excluded' && due.quantity === 0)
    return { kind: 'excluded', certainty: 'F', evidence: { code: 'together', a: excluded.by, b: code } }
  if (due.quantity === 0) return { kind: '75', certainty: 'I', evidence: { code: 'no-such-item', price: code } }
  if (listed > 0 && charged.amountCents > listed * charged.quantity) {
    const chargedCents = Math.round(charged.amountCents / charged.quantity)
    return {
      kind: 'ceiling',
      certainty: 'F',
      evidence: { code: 'unit-price', price: code, chargedCents, listedCents: listed },
    }
  }
  if (charged.quantity > due.quantity) return explainQuantity(schedule, roles, quote, code, charged, quantity)
  const half = quote.steps.find((step) => step.code === 'percent-after' && step.price === code)
  const amounts = { price: code, chargedCents: charged.amountCents, dueCents: due.amountCents }
  if (half?.code === 'percent-after')
    return { kind: '83', certainty: 'F', evidence: { code: 'full-price', ...amounts, rule: half.rule } }
  return { kind: 'beyond', certainty: 'A', evidence: { code: 'amount', ...amounts } }
}

/** More units than are due: a cap, a technique twice, a bedside exam twice, a part beside its whole, or just a wrong unit. */
function explainQuantity(
  schedule: PriceSchedule,
  roles: AuditRoles,
  quote: Quote,
  code: string,
  charged: Side,
  quantity: (rule: string) => Evidence,
): Pick<Finding, 'kind' | 'certainty' | 'evidence'> {
  const cap = roles.caps.get(code)
  if (cap !== undefined && charged.quantity > cap.max)
    return { kind: '84', certainty: 'F', evidence: quantity(cap.rule) }
  const technique = schedule.rules.find((rule) => rule.kind === 'once-per-value' && rule.targets.includes(code))
  if (technique) return { kind: '88', certainty: 'F', evidence: quantity(technique.id) }
  const bedside = roles.surchargesOf('bedside')
  if (quote.lines.some((line) => bedside.has(line.code)) && schedule.byCode.get(code)?.kind === 'main')
    return { kind: '94', certainty: 'I', evidence: quantity('') }
  const inside = quote.steps.find((step) => step.code === 'absorbed' || (step.code === 'merged' && step.price === code))
  if (inside) return { kind: '86', certainty: 'I', evidence: quantity('rule' in inside ? inside.rule : '') }
  const rules = quote.lines.find((line) => line.code === code)?.rules ?? []
  if (roles.groupOf(code) === 'US') return { kind: '90', certainty: 'I', evidence: quantity(rules[0] ?? '') }
  return { kind: 'beyond', certainty: 'I', evidence: quantity(rules[0] ?? '') }
}

function sidesOf(lines: readonly (PriceLine | ChargedLine)[]): Map<string, Side> {
  const sides = new Map<string, Side>()
  for (const line of lines) {
    const side = sides.get(line.code) ?? { quantity: 0, amountCents: 0 }
    side.quantity += line.quantity
    side.amountCents += line.amountCents
    sides.set(line.code, side)
  }
  return sides
}

/** The artificial-intelligence item may stand in for its main item, and the other way round. */
function aiTwin(schedule: PriceSchedule, due: ReadonlyMap<string, Side>, code: string): Side | undefined {
  const item = schedule.byCode.get(code)
  if (item?.ai && item.parent !== null) return due.get(item.parent)
  const twin = schedule.items.find((i) => i.ai && i.parent === code)
  return twin && due.get(twin.code)
}
