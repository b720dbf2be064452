import type { FastifyInstance } from 'fastify'
import type { Context } from '../../http/context.ts'
import { registerRollout } from '../registry/rollout.ts'
import { registerDictionaryBuilds } from './builds.ts'
import { registerDictionaryChecks } from './checks.ts'
import { registerDictionarySettings } from './settings.ts'

/** A hospital's new dictionary, from its settings to the board that says who is live. */
export function registerDictionary(app: FastifyInstance, context: Context): void {
  registerDictionarySettings(app, context)
  registerDictionaryBuilds(app, context)
  registerDictionaryChecks(app, context)
  registerRollout(app, context)
}
