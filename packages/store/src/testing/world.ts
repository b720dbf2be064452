import { createPriceLibrary, type PriceLibrary, readSchedules } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import { loadEdition, loadSchedules, loadVocabulary } from '@yingma/edition'
import { createNormaliser, type Normaliser } from '@yingma/normalise'
import { createCatalogue } from '../catalogues/catalogues.ts'
import { addNames, type NewName } from '../catalogues/local-names.ts'
import { listNames, type NameState } from '../catalogues/name-list.ts'
import { suggestChunk } from '../catalogues/suggest.ts'
import type { Deciding } from '../decisions/decide.ts'
import { createInstitution, type Institution } from '../institutions/institutions.ts'
import { createAccount } from '../people/accounts.ts'
import { grantRole } from '../people/memberships.ts'
import type { Role } from '../schema/roles.ts'
import { registerEdition } from '../standard/register-edition.ts'
import type { Store } from '../store/open-store.ts'

/** Two hospitals under one region, each with its people: what the tests of the registry start from. */
export interface World {
  readonly store: Store
  readonly edition: Edition
  readonly normaliser: Normaliser
  readonly prices: PriceLibrary
  readonly admin: string
  readonly region: Institution
  readonly a: Place
  readonly b: Place
}

export interface Place {
  readonly institution: Institution
  readonly mapper: string
  readonly reviewer: string
  readonly expert: string
}

let standard: Pick<World, 'edition' | 'normaliser' | 'prices'> | undefined

/** The real edition and normaliser, loaded once per process. */
function realStandard() {
  if (!standard) {
    const edition = loadEdition()
    standard = {
      edition,
      normaliser: createNormaliser(edition, loadVocabulary()),
      prices: createPriceLibrary(edition, () => readSchedules(loadSchedules()).schedules),
    }
  }
  return standard
}

export async function createWorld(store: Store): Promise<World> {
  const { edition, normaliser, prices } = realStandard()
  return await store.asRegistry(undefined, async (transaction) => {
    await registerEdition(transaction, edition)
    const person = async (login: string, role: Role, institutionId: string | null): Promise<string> => {
      const { id } = await createAccount(transaction, { login, name: login.toUpperCase() })
      await grantRole(transaction, { userId: id, institutionId, role })
      return id
    }
    const region = await createInstitution(transaction, { kind: 'region', code: 'R', name: '东区', parentId: null })
    const place = async (code: string): Promise<Place> => {
      const institution = await createInstitution(transaction, {
        kind: 'institution',
        code,
        name: `医院${code}`,
        parentId: region.id,
      })
      return {
        institution,
        mapper: await person(`mapper-${code}`, 'mapper', institution.id),
        reviewer: await person(`reviewer-${code}`, 'reviewer', institution.id),
        expert: await person(`expert-${code}`, 'expert', institution.id),
      }
    }
    const admin = await person('root', 'admin', null)
    return { store, edition, normaliser, prices, admin, region, a: await place('A'), b: await place('B') }
  })
}

/** A catalogue with these names, read by the real normaliser; the names as the list shows them, the most exams first. */
export async function fillCatalogue(
  world: World,
  place: Place,
  title: string,
  names: readonly NewName[],
): Promise<{ readonly id: string; readonly names: readonly NameState[] }> {
  return await world.store.asTenant({ userId: place.mapper }, async (transaction) => {
    const institutionId = place.institution.id
    const { id } = await createCatalogue(transaction, place.mapper, { institutionId, kind: 'exam-dictionary', title })
    await addNames(transaction, { institutionId, catalogueId: id }, names)
    for (let after: string | undefined; ; ) {
      const { next } = await suggestChunk(transaction, world.normaliser, id, after, 1000)
      if (next === undefined) break
      after = next
    }
    return { id, names: (await listNames(transaction, id, {}, { limit: 1000, offset: 0 })).rows }
  })
}

export function as(world: World, userId: string): Deciding {
  return { userId, edition: world.edition }
}
