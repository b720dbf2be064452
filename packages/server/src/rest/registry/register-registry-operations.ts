import type { FastifyInstance } from 'fastify'
import type { TokenCache } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { registerAccounts } from './accounts.ts'
import { registerAudit } from './audit.ts'
import { registerInstitutions } from './institutions.ts'
import { registerJobs } from './jobs.ts'
import { registerSession } from './session.ts'

/** Who uses the registry, its institutions, jobs and record of changes. */
export function registerRegistryOperations(api: FastifyInstance, context: Context, cache: TokenCache): void {
  registerSession(api, context, cache)
  registerAccounts(api, context, cache)
  registerInstitutions(api, context, cache)
  registerJobs(api, context)
  registerAudit(api, context)
}
