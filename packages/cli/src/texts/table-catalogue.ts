import { type Catalogue, joinCatalogues } from '@yingma/core'
import { type MemoryProblem, memoryCatalogue } from '@yingma/normalise'
import { type TableProblem, tableProblems } from '@yingma/tables'
import type { ReviewProblem } from '../normalise/review/review-problem.ts'
import { reviewEn } from './review-en.ts'
import { reviewZh } from './review-zh.ts'

const reviewCatalogue: Catalogue<ReviewProblem> = { zh: reviewZh, en: reviewEn }

/** Everything that can be wrong with the files that `normalise` reads and writes. */
export const tableCatalogue: Catalogue<TableProblem | MemoryProblem | ReviewProblem> = joinCatalogues(
  joinCatalogues(tableProblems, memoryCatalogue),
  reviewCatalogue,
)
