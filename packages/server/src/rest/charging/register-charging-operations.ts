import type { FastifyInstance } from 'fastify'
import type { Context } from '../../http/context.ts'
import { registerChargeAudits } from './charge-audits.ts'
import { registerPriceLists } from './price-lists.ts'
import { registerPriceQuotes } from './price-quotes.ts'
import { registerPriceSimulations } from './price-simulations.ts'
import { registerPrices } from './prices.ts'
import { registerSuspicions } from './suspicions.ts'
import { registerSuspicionsExport } from './suspicions-export.ts'

/** Prices, quotes, simulations and audits of charge lines. */
export function registerChargingOperations(api: FastifyInstance, context: Context): void {
  registerPrices(api, context)
  registerPriceLists(api, context)
  registerPriceQuotes(api, context)
  registerPriceSimulations(api, context)
  registerChargeAudits(api, context)
  registerSuspicions(api, context)
  registerSuspicionsExport(api, context)
}
