import type { OrderSet } from '@yingma/dictionary'
import { getInstitution } from '@yingma/store'
import type { FastifyRequest } from 'fastify'
import { forSpecialties, orderSetsOf, shippedSets } from '../dictionary/order-sets.ts'
import { actorIn, may, signedIn } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'

/**
 * The sets that a record system is offered: of the institution that its key is bound to, or of the only one at which its person has a role;
 * else the shipped ones.
 */
export async function offeredSets(
  request: FastifyRequest,
  { store, standard }: Context,
  specialties: readonly string[],
): Promise<readonly OrderSet[]> {
  const principal = signedIn(request)
  const places = new Set(principal.grants.flatMap(({ institutionId }) => institutionId ?? []))
  const place = principal.institutionId ?? (places.size === 1 ? [...places][0] : undefined)
  if (place === undefined) return forSpecialties(shippedSets(), specialties)
  return await store.readAsTenant(actorIn(request), async (transaction) => {
    const { path } = await getInstitution(transaction, place)
    const sets = may(principal, 'catalogue.read', path)
      ? await orderSetsOf(transaction, place, standard)
      : shippedSets()
    return forSpecialties(sets, specialties)
  })
}
