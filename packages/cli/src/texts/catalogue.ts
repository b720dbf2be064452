import type { Catalogue } from '@yingma/core'
import type { CliProblem } from './cli-problem.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** The texts of the command line's own problems. */
export const cliCatalogue: Catalogue<CliProblem> = { zh, en }
