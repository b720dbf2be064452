import type { Library } from '@yingma/terminology'
import type { FastifyRequest } from 'fastify'
import { comingEdition, type GovernDesk } from '../../govern/govern-desk.ts'
import type { Context, Standard } from '../../http/context.ts'
import { mustAnywhere } from '../../rest/governance/proposals.ts'
import type { FhirVersion } from '../fhir-version.ts'
import { priceResources } from './price-resources.ts'
import { createTerminologyService, type TerminologyService } from './terminology-service.ts'

/**
 * Finds the library of the coming edition: its resources alone, as drafts under `VERSION-draft`. It is reached at an address
 * of its own, so no request to the service of the releases is ever answered from it. For those who may propose.
 */
export function createDraftLibraries(
  { store, settings }: Pick<Context, 'store' | 'settings'>,
  desk: GovernDesk,
): (request: FastifyRequest, version: FhirVersion) => Promise<Library> {
  /** One at a time: a library holds every concept, and the edition before is not asked for again. */
  let kept: { readonly standard: Standard; readonly service: TerminologyService } | undefined
  return async (request, version) => {
    mustAnywhere(request, 'standard.propose')
    const { standard } = await comingEdition(store, request, desk)
    if (kept?.standard !== standard) kept = { standard, service: draftService(standard, settings.publicUrl) }
    return kept.service.libraries[version]
  }
}

function draftService({ edition, prices }: Standard, publicUrl: string): TerminologyService {
  const draft = { ...edition, version: `${edition.version}-draft` }
  const date = new Date().toISOString().slice(0, 10)
  const served = { edition: draft, publication: { date, status: 'draft' as const } }
  return createTerminologyService([served], priceResources(draft, prices), publicUrl)
}
