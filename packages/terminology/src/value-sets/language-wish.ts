import type { ValueSet } from '../fhir/types.ts'
import { ownParameters } from './own-parameters.ts'

/** The languages in which a value set itself wishes to be expanded. */
export function languageWish(valueSet: ValueSet): string | undefined {
  const wish = ownParameters(valueSet).find(({ name }) => name === 'displayLanguage')
  return wish === undefined ? undefined : String(wish.valueString)
}
