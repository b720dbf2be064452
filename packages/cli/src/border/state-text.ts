import type { Language } from '@yingma/core'
import { resultTexts, type State } from '@yingma/normalise'

/** A state of the normaliser in one language. */
export function stateText(state: State, language: Language): string {
  return resultTexts[language].states[state]
}
