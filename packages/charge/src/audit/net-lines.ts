import type { AuditProblem } from '../problems/charge-problem.ts'
import type { ChargedLine } from './model.ts'

export interface Netted {
  /** What stays charged; refunds are gone, and so is what they took back whole. */
  readonly lines: readonly ChargedLine[]
  readonly problems: readonly AuditProblem[]
}

/**
 * Takes refunds off what they refund: a line with a negative quantity reduces the lines of the same code, those of its own unit
 * price first and the last charged first. A refund that takes back more than was charged, or leaves an amount without a unit,
 * and a quantity that is no whole number, are named.
 */
export function netLines(lines: readonly ChargedLine[]): Netted {
  const problems: AuditProblem[] = []
  const left = new Map<string, ChargedLine>()
  for (const line of lines) {
    const { quantity, id } = line
    if (!Number.isSafeInteger(quantity) || quantity === 0) problems.push({ code: 'audit-bad-quantity', line: id })
    else if (quantity > 0) left.set(id, line)
  }
  if (problems.length > 0) return { lines: [], problems }
  for (const refund of lines) if (refund.quantity < 0) takeBack(refund, left, problems)
  const stay = [...left.values()].filter(({ quantity, amountCents }) => quantity !== 0 || amountCents !== 0)
  for (const { id, quantity, amountCents } of stay)
    if (quantity === 0 || amountCents < 0) problems.push({ code: 'audit-refund-unmatched', line: id })
  return { lines: problems.length > 0 ? [] : stay, problems }
}

function takeBack(refund: ChargedLine, left: Map<string, ChargedLine>, problems: AuditProblem[]): void {
  let quantity = -refund.quantity
  // Some systems write only the quantity of a refund below nought.
  let cents = Math.abs(refund.amountCents)
  const unit = cents / quantity
  const own = [...left.values()].filter((line) => line.code === refund.code && line.quantity > 0).reverse()
  const alike = own.filter((line) => line.amountCents / line.quantity === unit)
  for (const line of [...alike, ...own.filter((other) => !alike.includes(other))]) {
    if (quantity === 0) break
    const taken = Math.min(quantity, line.quantity)
    // The last line takes what rounding left.
    const off = taken === quantity ? cents : Math.round(unit * taken)
    left.set(line.id, { ...line, quantity: line.quantity - taken, amountCents: line.amountCents - off })
    quantity -= taken
    cents -= off
  }
  if (quantity > 0) problems.push({ code: 'audit-refund-unmatched', line: refund.id })
}
