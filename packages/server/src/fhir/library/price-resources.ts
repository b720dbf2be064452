import type { PriceLibrary } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import { type Canonical, priceMap, priceSystem } from '@yingma/terminology'

/** Every price schedule as a code system, and the map from the items of the edition to its price items. */
export function priceResources(edition: Edition, prices: PriceLibrary): readonly Canonical[] {
  return prices.schedules.flatMap((schedule) => [priceSystem(schedule), priceMap(edition, prices.pricerOf(schedule))])
}
