import type { Language } from '@yingma/core'
import type { FacetName, Flag, Modifier, NameClass, Reason, Relation, State } from '../result.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** One language of everything that a result can say by a code of a closed list. */
export interface ResultTexts {
  readonly states: Readonly<Record<State, string>>
  readonly relations: Readonly<Record<Relation, string>>
  readonly modifiers: Readonly<Record<Modifier, string>>
  readonly classes: Readonly<Record<NameClass, string>>
  readonly flags: Readonly<Record<Flag, string>>
  readonly reasons: Readonly<Record<Reason, string>>
  readonly facets: Readonly<Record<FacetName, string>>
  /** Rules that fire in readings, and why a reading lost; open lists, an id without a text is shown as it is. */
  readonly rules: Readonly<Record<string, string>>
}

/** The texts of the closed lists, by language. */
export const resultTexts: Readonly<Record<Language, ResultTexts>> = { zh, en }

/** What a rule did, or why a reading lost, in one language. */
export function ruleText(rule: string, language: Language): string {
  return resultTexts[language].rules[rule] ?? rule
}
