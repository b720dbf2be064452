import type { FastifyInstance } from 'fastify'
import type { Context } from '../http/context.ts'
import { registerDictionaryBuilds } from './dictionary-builds.ts'
import { registerDictionaryChecks } from './dictionary-checks.ts'
import { registerDictionarySettings } from './dictionary-settings.ts'
import { registerRollout } from './rollout.ts'

/** A hospital's new dictionary, from its settings to the board that says who is live. */
export function registerDictionary(app: FastifyInstance, context: Context): void {
  registerDictionarySettings(app, context)
  registerDictionaryBuilds(app, context)
  registerDictionaryChecks(app, context)
  registerRollout(app, context)
}
