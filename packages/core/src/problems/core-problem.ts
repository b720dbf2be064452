import type { CodeProblem } from '../codes/problem.ts'
import type { WordsProblem } from '../words/problem.ts'
import { type Catalogue, createRender } from './catalogue.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Everything that core can find wrong. */
export type CoreProblem = CodeProblem | WordsProblem

/** The texts of core's problems; programs join it with those of other packages. */
export const coreCatalogue: Catalogue<CoreProblem> = { zh, en }

/** Says a problem of core in one language. */
export const renderProblem = createRender(coreCatalogue)
