import type { CheckId } from '../checks/check.ts'
import { checkTitlesEn } from '../checks/en.ts'
import type { Finding } from '../checks/finding.ts'
import { checkTitlesZh } from '../checks/zh.ts'
import type { CodeProblem } from '../codes/problem.ts'
import type { WordsProblem } from '../words/problem.ts'
import { type Catalogue, createRender, type Language } from './catalogue.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Everything that core can find wrong. */
export type CoreProblem = CodeProblem | WordsProblem | Finding

/** The texts of core's problems; programs join it with those of other packages. */
export const coreCatalogue: Catalogue<CoreProblem> = { zh, en }

/** Says a problem of core in one language. */
export const renderProblem = createRender(coreCatalogue)

/** What a check of the certificate proves, in one language. */
export function checkTitle(check: CheckId, language: Language): string {
  return { zh: checkTitlesZh, en: checkTitlesEn }[language][check]
}
