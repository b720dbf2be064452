import type { AgentLibrary } from '@yingma/assist'
import { createSets, type Edition, type Sets } from '@yingma/core'
import { COMING, loadVersion, releaseVersions, standardFolder } from '@yingma/edition'
import { createRecogniser, type RegionalList } from '@yingma/insight'
import type { Standard } from '../http/context.ts'

/** Puts together what agents are answered from: the standard in memory, its price schedules, releases and recognition lists. */
export function createAgentLibrary(standard: Standard, lists: readonly RegionalList[] = []): AgentLibrary {
  const { edition, codec, search, encode, normaliser, prices } = standard
  const { recognise } = createRecogniser(edition, lists)
  let sets: Sets | undefined
  return {
    edition,
    codec,
    search,
    encode,
    normaliser,
    // Made when somebody first asks: most servers never hear an agent.
    get sets() {
      sets ??= createSets(edition)
      return sets
    },
    get schedules() {
      return prices.schedules
    },
    pricerOf: (schedule) => prices.pricerOf(schedule),
    releases: createReleases(),
    recognise,
  }
}

/** Releases never change: each is loaded once, when it is first asked for. */
function createReleases(): AgentLibrary['releases'] {
  const standard = standardFolder()
  const versions = [...releaseVersions(standard), COMING]
  const loaded = new Map<string, Edition | undefined>()
  return {
    versions,
    load: (version) => {
      if (!versions.includes(version)) return undefined
      if (!loaded.has(version)) loaded.set(version, loadVersion(version, standard))
      return loaded.get(version)
    },
  }
}
