import { type Catalogue, createRender, type Render } from '@yingma/core'
import { en } from './en.ts'
import type { TableProblem } from './problem.ts'
import { zh } from './zh.ts'

/** All that can go wrong with a table, in Chinese and English. */
export const tableProblems: Catalogue<TableProblem> = { zh, en }

/** Says a problem of a table in one language: file, row and column, what is wrong, what to do. */
export const renderTableProblem: Render<TableProblem> = createRender(tableProblems)
