import { choiceValue, extensionText } from '../fhir/choice.ts'
import type { ConceptDefinition, ConceptProperty, PropertyDefinition } from '../fhir/types.ts'
import { CONCEPT_PROPERTIES, EXTENSIONS } from '../fhir/uris.ts'

/** The codes under which a code system has the properties that FHIR gives a meaning to. */
export interface PropertyMeanings {
  readonly status: ReadonlySet<string>
  readonly inactive: ReadonlySet<string>
  readonly deprecated: ReadonlySet<string>
  readonly notSelectable: ReadonlySet<string>
  readonly parent: ReadonlySet<string>
  readonly child: ReadonlySet<string>
}

/** A property means what its URI says; one under the customary code means it too, as most systems declare no URI. */
export function meaningsOf(definitions: readonly PropertyDefinition[]): PropertyMeanings {
  const named = (meaning: string): ReadonlySet<string> => {
    const codes = new Set([meaning])
    for (const { code, uri } of definitions) {
      if (code !== undefined && uri === `${CONCEPT_PROPERTIES}#${meaning}`) codes.add(code)
    }
    return codes
  }
  return {
    status: named('status'),
    inactive: named('inactive'),
    deprecated: named('deprecated'),
    notSelectable: named('notSelectable'),
    parent: named('parent'),
    child: named('child'),
  }
}

export interface ConceptState {
  readonly isInactive: boolean
  readonly isAbstract: boolean
  readonly isDeprecated: boolean
  readonly status: string | undefined
}

const INACTIVE = new Set(['retired', 'inactive', 'withdrawn'])

/** What the properties and extensions of a concept say of its state. */
export function stateOf(concept: ConceptDefinition, meanings: PropertyMeanings): ConceptState {
  let status: string | undefined
  let isInactive = false
  let isAbstract = false
  let isDeprecated = false
  for (const property of concept.property ?? []) {
    const { code = '' } = property
    const value = choiceValue(property)
    if (meanings.status.has(code) && typeof value === 'string') status = value
    else if (meanings.inactive.has(code)) isInactive ||= isTrue(value)
    else if (meanings.notSelectable.has(code)) isAbstract ||= isTrue(value)
    else if (meanings.deprecated.has(code)) isDeprecated ||= isTrue(value) || isPast(property)
  }
  status ??= extensionText(concept.extension, EXTENSIONS.standardsStatus)
  if (status !== undefined) {
    isInactive ||= INACTIVE.has(status)
    isDeprecated ||= status === 'deprecated'
  } else if (isInactive) status = 'inactive'
  else if (isDeprecated) status = 'deprecated'
  return { isInactive, isAbstract, isDeprecated, status }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}

/** `deprecated` may be the date since when. */
function isPast({ valueDateTime }: ConceptProperty): boolean {
  return typeof valueDateTime === 'string' && Date.parse(valueDateTime) <= Date.now()
}
