import type { FastifyInstance } from 'fastify'
import type { Context } from '../../http/context.ts'
import type { OrderDesk } from '../../insight/order-desk.ts'
import { registerInsight } from './insight.ts'
import { registerRecognition } from './recognition.ts'

/** Figures of standardised exams, and recognition of those of others. */
export function registerInsightOperations(api: FastifyInstance, context: Context, orders: OrderDesk): void {
  registerInsight(api, context)
  registerRecognition(api, context, orders)
}
