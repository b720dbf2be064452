import { joinCatalogues } from '@yingma/core'
import { dictionaryCatalogue } from '@yingma/dictionary'
import { tableCatalogue } from '../texts/table-catalogue.ts'

/** Everything that can be wrong with the files of a hospital's dictionary. */
export const dictionaryProblems = joinCatalogues(tableCatalogue, dictionaryCatalogue)
