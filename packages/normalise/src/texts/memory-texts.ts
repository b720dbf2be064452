import { type Catalogue, createRender } from '@yingma/core'
import type { MemoryProblem } from '../institution/memory-problem.ts'
import { memoryEn } from './memory-en.ts'
import { memoryZh } from './memory-zh.ts'

/** The texts of the problems of an institution's memory; programs join it with those of other packages. */
export const memoryCatalogue: Catalogue<MemoryProblem> = { zh: memoryZh, en: memoryEn }

/** Says a problem of a memory in one language. */
export const renderMemoryProblem = createRender(memoryCatalogue)
