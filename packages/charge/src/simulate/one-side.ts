import type { Pricer } from '../quote/create-pricer.ts'

/**
 * Whether a name says one side of what is due on both (左乳彩超), which has a price of its own. Only for a name by itself: of
 * an exam with several names the other side may stand in the next one.
 */
export function isOneSide(name: string, items: readonly string[], pricer: Pricer): boolean {
  const says = /[左右]|[单一]侧/u.test(name) && !/[双两]|左.{0,2}右|右.{0,2}左/u.test(name)
  return says && items.some((code) => isDueOnBoth(code, pricer))
}

function isDueOnBoth(code: string, pricer: Pricer): boolean {
  const billing = pricer.billingOf(code)
  if (billing === undefined || 'missing' in billing) return false
  const rows = pricer.schedule.mapping.modifiers.filter(({ modifier }) => modifier === 'one-side')
  return billing.services.some(
    ({ main, units }) => rows.some((row) => row.main === main) && units.some(({ bilateral }) => bilateral),
  )
}
