import type { PriceItem } from '../model/schedule.ts'
import type { CatalogueRow } from './model.ts'
import { itemOfCodes } from './price-code.ts'
import { type CataloguePricer, type PricedRow, unitPrices } from './price-row.ts'

/** The old price item that a catalogue row says it is charged by: its name as the list has it, else one of the row's codes. */
export function oldItemOf({ name, chargeCode = '' }: CatalogueRow, from: CataloguePricer): PriceItem | undefined {
  return from.names.exact(name) ?? itemOfCodes(chargeCode, from.pricer.schedule)
}

/**
 * One unit of the price item that follows an old one, where exactly one does; `undefined` where none or several do: which of
 * them it is only the exam says.
 */
export function priceSuccessor(name: string, old: PriceItem, { pricer }: CataloguePricer): PricedRow | undefined {
  const [successor, ...others] = old.successors.flatMap((code) => pricer.schedule.byCode.get(code) ?? [])
  if (successor === undefined || others.length > 0) return undefined
  const { code, unit } = successor
  return unitPrices([successor], name, [{ code: 'simulate-successor', name, old: old.code, item: code, unit }])
}

/** One unit of the price item that a code of the row is under the schedule itself; `undefined` where none is. */
export function priceByCode(
  { name, chargeCode = '' }: CatalogueRow,
  { pricer }: CataloguePricer,
): PricedRow | undefined {
  const item = itemOfCodes(chargeCode, pricer.schedule)
  if (item === undefined) return undefined
  return unitPrices([item], name, [{ code: 'simulate-by-code', name, item: item.code, unit: item.unit }])
}
