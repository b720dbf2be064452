import type { Catalogue } from '@yingma/core'
import type { InsightProblem } from '../insight-problem.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Texts of all problems of this package; rendered by the program that shows them. */
export const insightProblems: Catalogue<InsightProblem> = { zh, en }
