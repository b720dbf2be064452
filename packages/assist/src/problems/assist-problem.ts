import type { Catalogue } from '@yingma/core'
import type { EvalProblem } from '../evaluate/eval-problem.ts'
import type { LabelsProblem } from '../labels/labels-problem.ts'
import type { RoutingProblem } from '../routing/routing-problem.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Everything that this package can find wrong with what it is given. */
export type AssistProblem = EvalProblem | LabelsProblem | RoutingProblem

/** The texts of all problems of this package. */
export const assistProblems: Catalogue<AssistProblem> = { zh, en }
