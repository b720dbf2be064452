import { type Catalogue, createRender } from '@yingma/core'
import type { DataProblem } from './data-problem.ts'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

/** The texts of the defects of standard/; programs join it with the catalogues of other packages. */
export const dataCatalogue: Catalogue<DataProblem> = { zh, en }

/** Says a defect of standard/ in one language: file, row, rule. */
export const renderDataProblem = createRender(dataCatalogue)
