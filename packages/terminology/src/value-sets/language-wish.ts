import { extensionText } from '../fhir/choice.ts'
import type { ValueSet } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'

/** The languages in which a value set itself wishes to be expanded. */
export function languageWish({ compose }: ValueSet): string | undefined {
  for (const { url, extension } of compose?.extension ?? []) {
    if (url !== EXTENSIONS.expansionParameter) continue
    const name = extension?.find((part) => part.url === 'name')
    if (name !== undefined && extensionText(extension, 'name') === 'displayLanguage')
      return extensionText(extension, 'value')
  }
  return undefined
}
