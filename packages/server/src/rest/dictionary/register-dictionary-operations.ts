import type { FastifyInstance } from 'fastify'
import type { Context } from '../../http/context.ts'
import type { OrderDesk } from '../../insight/order-desk.ts'
import { registerDictionary } from './dictionary.ts'
import { registerOrderSets } from './order-sets.ts'

/** An institution's new dictionary and its order sets. */
export function registerDictionaryOperations(api: FastifyInstance, context: Context, orders: OrderDesk): void {
  registerDictionary(api, context)
  registerOrderSets(api, context, orders)
}
