import { type Catalogue, createRender, type Render } from '@yingma/core'
import { en } from './en.ts'
import type { Evidence } from './evidence.ts'
import { zh } from './zh.ts'

/** The reasons behind guesses, in Chinese and English. */
export const tableEvidence: Catalogue<Evidence> = { zh, en }

/** Says one reason of a guess in one language. */
export const renderTableEvidence: Render<Evidence> = createRender(tableEvidence)
