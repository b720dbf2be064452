import type { Viewer } from '@yingma/insight'
import { getInstitution, listInstitutions } from '@yingma/store'
import type { FastifyRequest } from 'fastify'
import { actorIn, must, signedIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { HttpProblem } from '../problems/server-problem.ts'
import type { InsightDesk } from './desk.ts'

const MOST_INSTITUTIONS = 5000

/**
 * Who looks at figures: an institution at itself, who leads a group or region at those below it, anybody signed in at the suppressed
 * sum of the region (no institution said).
 */
export async function viewerOf(
  request: FastifyRequest,
  { store }: Context,
  desk: InsightDesk,
  institutionId: string | null,
): Promise<Viewer> {
  signedIn(request)
  if (institutionId === null) return { kind: 'shared', institutions: null }
  const codes = await store.readAsTenant(actorIn(request), async (transaction) => {
    const found = await getInstitution(transaction, institutionId)
    must(request, 'catalogue.read', found.path)
    if (found.kind === 'institution') return [found.code]
    const { rows } = await listInstitutions(transaction, { limit: MOST_INSTITUTIONS, offset: 0 })
    return rows.filter(({ path }) => path.includes(found.id)).map(({ code }) => code)
  })
  const names = codes.flatMap((code) => desk.namesOf(code))
  const [only] = names
  if (only === undefined) throw new HttpProblem({ code: 'insight-institution-absent', institutionId })
  return names.length === 1 ? { kind: 'institution', institution: only } : { kind: 'region', institutions: names }
}
