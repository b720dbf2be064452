import { type AssistProblem, assistProblems } from '@yingma/assist'
import { type BatchProblem, batchProblems } from '@yingma/batch'
import { type Catalogue, joinCatalogues } from '@yingma/core'
import { type TableProblem, tableProblems } from '@yingma/tables'

/** Everything that the commands of assist can find wrong with their files. */
export const assistCatalogue: Catalogue<AssistProblem | TableProblem | BatchProblem> = joinCatalogues(
  joinCatalogues(assistProblems, tableProblems),
  batchProblems,
)
