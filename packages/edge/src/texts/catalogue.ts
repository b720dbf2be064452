import type { Catalogue, Language } from '@yingma/core'
import type { DisagreementCode } from '../dicom/disagreement.ts'
import type { Hl7Reason } from '../hl7/outcome.ts'
import type { EdgeProblem } from '../problem.ts'
import { enDisagreements, enProblems, enReasons } from './en.ts'
import { zhDisagreements, zhProblems, zhReasons } from './zh.ts'

/** Texts of the problems of this package; rendered by the program that shows them. */
export const edgeCatalogue: Catalogue<EdgeProblem> = { zh: zhProblems, en: enProblems }

const REASONS = { zh: zhReasons, en: enReasons } as const

/** Why a message or a field passed as it came, in one language. */
export function hl7ReasonText(reason: Hl7Reason, language: Language): string {
  return REASONS[language][reason]
}

const DISAGREEMENTS = { zh: zhDisagreements, en: enDisagreements } as const

/** What a disagreement means, in one language. */
export function disagreementText(code: DisagreementCode, language: Language): string {
  return DISAGREEMENTS[language][code]
}
