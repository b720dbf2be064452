import { createCodec, createNearest, createSearch, createWordEncoder } from '@yingma/core'
import { loadEdition, loadPinyin, loadVocabulary } from '@yingma/edition'
import { createNormaliser } from '@yingma/normalise'
import type { Standard } from './context.ts'

/** Loads the edition of this checkout and everything that answers from it; takes well under a second. */
export function loadStandard(): Standard {
  const edition = loadEdition()
  const vocabulary = loadVocabulary()
  const nearest = createNearest(edition)
  const codec = createCodec(edition, nearest)
  const { terms } = vocabulary
  return {
    edition,
    nearest,
    codec,
    normaliser: createNormaliser(edition, vocabulary),
    search: createSearch(edition, { pinyin: loadPinyin(), lexicon: terms }),
    encode: createWordEncoder(edition, { codec, nearest, lexicon: terms }),
  }
}
