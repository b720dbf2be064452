import type { FastifyInstance } from 'fastify'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import type { Context } from '../../http/context.ts'
import { registerCatalogueRelease } from './catalogue-release.ts'
import { registerDraft } from './draft.ts'
import { registerEvidence } from './evidence.ts'
import { registerLocalItems } from './local-items.ts'
import { registerPrincipleReport } from './principle-report.ts'
import { registerProposalSuggestions } from './proposal-suggestions.ts'
import { registerProposals } from './proposals.ts'
import { registerReleases } from './releases.ts'
import { registerReviewers } from './reviewers.ts'
import { registerStandardTables } from './standard-tables.ts'
import { registerTableImports } from './table-imports.ts'
import { registerWebhooks } from './webhooks.ts'

/** Proposals, rounds and releases of the standard, and what they do to institutions. */
export function registerGovernanceOperations(api: FastifyInstance, context: Context, governance: GovernDesk): void {
  registerProposals(api, context, governance)
  registerReleases(api, context, governance)
  registerCatalogueRelease(api, context, governance)
  registerEvidence(api, context)
  registerLocalItems(api, context)
  registerWebhooks(api, context)
  registerProposalSuggestions(api, context, governance)
  registerReviewers(api, context)
  registerPrincipleReport(api, context, governance)
  registerStandardTables(api, context, governance)
  registerTableImports(api, context, governance)
  registerDraft(api, context, governance)
}
