import { createPriceLibrary, type PriceSchedule, readSchedules } from '@yingma/charge'
import {
  createCodec,
  createNearest,
  createSearch,
  createWordEncoder,
  type Edition,
  type Vocabulary,
} from '@yingma/core'
import { loadEdition, loadPinyin, loadSchedules, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import type { RegistryEdition, Standard } from './context.ts'
import { lazy } from './lazy.ts'

/**
 * Everything that answers from an edition and its vocabulary (those of this checkout if not said). What takes long to
 * make (the normaliser, the index of the search) is made when it is first used.
 */
export function loadStandard(
  edition: Edition = loadEdition(),
  vocabulary: Vocabulary = loadVocabulary(),
  releases: readonly RegistryEdition[] = [],
): Standard {
  const nearest = createNearest(edition)
  const codec = createCodec(edition, nearest)
  const { terms } = vocabulary
  const normaliser = lazy(() => createNormaliser(edition, vocabulary))
  const search = lazy(() => createSearch(edition, { pinyin: loadPinyin(), lexicon: terms }))
  return {
    edition,
    nearest,
    codec,
    normaliser: { normalise: (input) => normaliser().normalise(input) },
    search: (query, options) => search()(query, options),
    encode: createWordEncoder(edition, { codec, nearest, lexicon: terms }),
    prices: createPriceLibrary(edition, readOwnSchedules),
    releases,
  }
}

/** The schedules of standard/prices; a defect there is a defect of the installation. */
function readOwnSchedules(): readonly PriceSchedule[] {
  const { schedules, problems } = readSchedules(loadSchedules())
  if (problems.length > 0) throw new Error(`standard/prices: ${JSON.stringify(problems[0])}`)
  return schedules
}
