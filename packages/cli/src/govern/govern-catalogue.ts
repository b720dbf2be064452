import { joinCatalogues } from '@yingma/core'
import { dataCatalogue } from '@yingma/edition'
import { governCatalogue } from '@yingma/govern'
import { tableProblems } from '@yingma/tables'

/** Everything that the commands of governance can find wrong. */
export const governProblems = joinCatalogues(joinCatalogues(governCatalogue, dataCatalogue), tableProblems)
