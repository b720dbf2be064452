import { extensionText } from '../fhir/choice.ts'
import type { ConceptDesignation } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import { type LanguageList, nearlySpeaks, speaks } from './language-list.ts'

/** A name of a concept: the display is in the language of its system. */
export interface Name {
  readonly value: string
  readonly language: string | undefined
  /** The designation that it comes from; none for the display. */
  readonly designation?: ConceptDesignation
}

/** The display and the designations, in their order; what a value set adds comes last. */
export function namesOf(
  system: CodeSystemIndex,
  concept: Concept,
  added: readonly ConceptDesignation[] = [],
): readonly Name[] {
  const names: Name[] = []
  if (concept.display !== undefined) names.push({ value: concept.display, language: system.resource.language })
  for (const designation of [...concept.designations, ...added]) {
    if (designation.value !== undefined) {
      names.push({ value: designation.value, language: designation.language, designation })
    }
  }
  return names
}

/** A designation that was withdrawn stays known but is nobody's name any more. */
export function statusOfName({ designation }: Name): string {
  const status = extensionText(designation?.extension, EXTENSIONS.standardsStatus)
  return status === 'withdrawn' || status === 'deprecated' ? status : 'active'
}

/** Designations with these uses are search keys or notes, never what a concept is shown as. */
function isShown({ designation }: Name): boolean {
  const code = designation?.use?.code
  return code === undefined || code === 'preferredForLanguage' || code === 'display' || code === 'preferred'
}

/** The best name for the readers; the display for those who wish nothing. Undefined: none in the only languages allowed. */
export function displayFor(names: readonly Name[], languages: LanguageList | undefined): Name | undefined {
  const standard = names.find(({ designation }) => designation === undefined)
  if (languages === undefined) return standard ?? names[0]
  const usable = names.filter((name) => statusOfName(name) === 'active')
  for (const fits of [speaks, nearlySpeaks]) {
    for (const tag of languages.tags) {
      const found =
        usable.find((name) => fits(name.language, tag) && isShown(name)) ??
        usable.find(({ language }) => fits(language, tag))
      if (found !== undefined) return found
    }
  }
  return languages.isClosed ? undefined : standard
}
