import { loadVocabulary } from '@yingma/edition'
import { draftOf, draftsOfReleases, listReleases, readTables } from '@yingma/govern'
import type { JobTools, Store } from '@yingma/store'
import type { Standard } from '../http/context.ts'
import { loadStandard } from '../http/load-standard.ts'

/**
 * The standard that a server answers from: the edition of this checkout, and after it every release that was made in the
 * registry since. `known` is the one it answers from so far, given back where nothing was released after it.
 */
export async function standardInForce(store: Store, known?: Standard): Promise<Standard> {
  const releases = await store.asRegistry(undefined, listReleases)
  const isKnown = releases.length === 0 || releases[0]?.version === known?.edition.version
  if (known !== undefined && isKnown) return known
  if (releases.length === 0) return loadStandard()
  const base = draftOf(readTables())
  // Defects of the folder are said by the loader, with file and row.
  if (!base.ok) return loadStandard()
  const made = draftsOfReleases(base.draft, releases)
  const { edition, terms } = made.at(-1)?.draft ?? base.draft
  const released = made.map(({ release: { date }, draft }) => ({ edition: draft.edition, date }))
  return loadStandard(edition, { ...loadVocabulary(), terms }, released)
}

/** What jobs work with: of the standard that is in force when a step of theirs begins. */
export function jobToolsOf(inForce: () => Standard): JobTools {
  return {
    get edition() {
      return inForce().edition
    },
    get normaliser() {
      return inForce().normaliser
    },
    get prices() {
      return inForce().prices
    },
  }
}
