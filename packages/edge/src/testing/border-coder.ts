import type { Edition } from '@yingma/core'
import { loadEdition, loadVocabulary } from '@yingma/edition'
import { createNormaliser, type Normaliser } from '@yingma/normalise'
import { createExamCoder, type ExamCoder } from '../coding/exam-coder.ts'

let made: { readonly edition: Edition; readonly normaliser: Normaliser; readonly coder: ExamCoder } | undefined

/** The edition and what is made of it, once for all tests of a file. */
export function border(): { readonly edition: Edition; readonly normaliser: Normaliser; readonly coder: ExamCoder } {
  if (made === undefined) {
    const edition = loadEdition()
    const normaliser = createNormaliser(edition, loadVocabulary())
    made = { edition, normaliser, coder: createExamCoder(edition, normaliser) }
  }
  return made
}
