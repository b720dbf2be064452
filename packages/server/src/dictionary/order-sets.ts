import {
  emptySettings,
  loadOrderSets,
  loadSpecialties,
  type OrderSet,
  type Settings,
  type Specialty,
  setsOf,
} from '@yingma/dictionary'
import { dictionarySettings, type SettingsVersion } from '@yingma/store'
import type { Standard } from '../http/context.ts'
import { lazy } from '../http/lazy.ts'

/** The order sets that come with the standard. */
export const shippedSets: () => readonly OrderSet[] = lazy(loadOrderSets)
const specialties: () => readonly Specialty[] = lazy(loadSpecialties)

/** The order sets of an institution: shipped ones, changed ones, its own. */
export async function orderSetsOf(
  transaction: Parameters<typeof dictionarySettings>[0],
  institutionId: string,
  { codec }: Pick<Standard, 'codec'>,
): Promise<readonly OrderSet[]> {
  return setsOf(shippedSets(), ownSets(await dictionarySettings(transaction, institutionId)), codec)
}

/** The settings as they are kept, without holding other sections against the present edition. */
function ownSets(sections: readonly SettingsVersion[]): Settings {
  const sets = sections.find((one) => one.section === 'order-sets')?.body.sets ?? {}
  return { ...emptySettings('registry'), sets: sets as Settings['sets'] }
}

/** What a specialty of a set is called; a hospital's own words are their own name. */
export function specialtyOf(id: string): Specialty {
  return specialties().find((one) => one.id === id) ?? { id, name: id, nameEn: id }
}

const folded = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/** Sets that are for one of these specialties, said by id or name, or for everybody; all of them where nothing is said. */
export function forSpecialties(sets: readonly OrderSet[], said: readonly string[]): readonly OrderSet[] {
  if (said.length === 0) return sets
  const words = new Set(said.map(folded))
  return sets.filter(
    (set) =>
      set.specialties.length === 0 ||
      set.specialties.map(specialtyOf).some((one) => Object.values(one).some((word) => words.has(folded(word)))),
  )
}
