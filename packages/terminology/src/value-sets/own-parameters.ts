import { extensionText } from '../fhir/choice.ts'
import type { Parameter, ValueSet } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'

/** The parameters with which a value set itself wishes to be used: those of its extension, and the properties it names. */
export function ownParameters({ compose }: ValueSet): readonly Parameter[] {
  const parameters: Parameter[] = []
  for (const { url, extension } of compose?.extension ?? []) {
    if (url !== EXTENSIONS.expansionParameter && url !== EXTENSIONS.expansionParameterOfTools) continue
    const name = extensionText(extension, 'name')
    const valueString = extensionText(extension, 'value')
    if (name !== undefined && valueString !== undefined) parameters.push({ name, valueString })
  }
  for (const valueString of compose?.property ?? []) parameters.push({ name: 'property', valueString })
  return parameters
}
