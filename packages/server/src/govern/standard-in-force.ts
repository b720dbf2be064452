import { loadVocabulary } from '@yingma/edition'
import { draftOf, draftsOfReleases, listReleases, readTables } from '@yingma/govern'
import type { Store } from '@yingma/store'
import type { Standard } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'

/**
 * The standard that a server answers from when it starts: the edition of this checkout, and after it every release that
 * was made in the registry since. A release takes effect at the next start.
 */
export async function standardInForce(store: Store): Promise<Standard> {
  const releases = await store.asRegistry(undefined, listReleases)
  if (releases.length === 0) return loadStandard()
  const base = draftOf(readTables())
  // Defects of the folder are said by the loader, with file and row.
  if (!base.ok) return loadStandard()
  const made = draftsOfReleases(base.draft, releases)
  const { edition, terms } = made.at(-1)?.draft ?? base.draft
  const released = made.map(({ release: { date }, draft }) => ({ edition: draft.edition, date }))
  return loadStandard(edition, { ...loadVocabulary(), terms }, released)
}
