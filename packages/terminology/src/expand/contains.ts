import { choiceValue, extensionOf } from '../fhir/choice.ts'
import type { ConceptDesignation, ConceptProperty, Contains, Extension, PropertyDefinition } from '../fhir/types.ts'
import { CONCEPT_PROPERTIES, EXTENSIONS, PREFERRED_FOR_LANGUAGE } from '../fhir/uris.ts'
import { displayFor, type Name, namesOf } from '../languages/display.ts'
import { type LanguageList, nearlySpeaks } from '../languages/language-list.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import type { Entry } from '../value-sets/compiled-set.ts'

/** What each code of an expansion is given with. */
export interface ContainsOptions {
  readonly languages: LanguageList | undefined
  readonly includeDesignations: boolean
  readonly designations: readonly string[]
  readonly properties: readonly string[]
  /** Systems of which several versions are in the expansion: their codes say which. */
  readonly withVersion: ReadonlySet<string>
}

/** Entries of whole systems, as most expansions show them, by system and languages. */
const KNOWN = new WeakMap<CodeSystemIndex, Map<string, (Contains | undefined)[]>>()
/** Language lists are free text: no more than these are kept for a system. */
const MOST_LANGUAGES = 8

function knownOf(system: CodeSystemIndex, languages: string): (Contains | undefined)[] {
  let byLanguages = KNOWN.get(system)
  if (byLanguages === undefined || (byLanguages.size >= MOST_LANGUAGES && !byLanguages.has(languages))) {
    byLanguages = new Map()
    KNOWN.set(system, byLanguages)
  }
  let known = byLanguages.get(languages)
  if (known === undefined) {
    known = []
    byLanguages.set(languages, known)
  }
  return known
}

/** Lists given lately, so that the same entries are the same list again: what is made of it need not be made anew. */
const LISTS: (readonly Contains[])[] = []
const MOST_LISTS = 32
/** Shorter lists are made faster than found. */
const SHORTEST_LIST = 100

/** The list, or one given before with the very same entries in the same order. */
export function sameList(list: readonly Contains[]): readonly Contains[] {
  if (list.length < SHORTEST_LIST) return list
  const at = LISTS.findIndex((known) => known.length === list.length && known.every((entry, n) => entry === list[n]))
  const [found = list] = at < 0 ? [] : LISTS.splice(at, 1)
  LISTS.unshift(found)
  LISTS.length = Math.min(LISTS.length, MOST_LISTS)
  return found
}

/** Makes the entries of one expansion and keeps track of the properties that they use. */
export class ContainsWriter {
  readonly #options: ContainsOptions
  readonly #used = new Map<string, PropertyDefinition>()
  readonly #isPlain: boolean

  constructor(options: ContainsOptions) {
    this.#options = options
    this.#isPlain = !options.includeDesignations && options.properties.length === 0 && options.withVersion.size === 0
  }

  /** The properties used so far, as `expansion.property` declares them. */
  get properties(): readonly PropertyDefinition[] {
    return [...this.#used.values()]
  }

  write(entry: Entry, children: readonly Contains[] = []): Contains {
    const { system, concept, included } = entry
    if (!this.#isPlain || included !== undefined || children.length > 0) return this.#write(entry, children)
    const known = knownOf(system, this.#options.languages?.text ?? '')
    const remembered = known[concept.at]
    if (remembered !== undefined) return remembered
    const written = this.#write(entry, children)
    // Properties have to be declared by each expansion anew, so only codes without any are remembered.
    if (written.property === undefined && written.version === undefined) known[concept.at] = written
    return written
  }

  #write({ system, concept, included }: Entry, children: readonly Contains[]): Contains {
    const { languages, withVersion } = this.#options
    const names = namesOf(system, concept, included?.designation)
    const own: Name | undefined =
      included?.display === undefined || (languages !== undefined && !isFor(system.resource.language, languages))
        ? undefined
        : { value: included.display, language: system.resource.language }
    const display = own ?? displayFor(names, languages)
    const designation = this.#options.includeDesignations ? this.#designations(names, display) : []
    const property = this.#properties({ system, concept, included })
    const extension = extensionsOf({ system, concept, included })
    return {
      ...(extension.length === 0 ? {} : { extension }),
      system: system.url,
      ...(concept.isAbstract ? { abstract: true } : {}),
      ...(concept.isInactive ? { inactive: true } : {}),
      ...(withVersion.has(system.url) && system.version !== '' ? { version: system.version } : {}),
      code: concept.code,
      ...(display === undefined ? {} : { display: display.value }),
      ...(designation.length === 0 ? {} : { designation }),
      ...(property.length === 0 ? {} : { property }),
      ...(children.length === 0 ? {} : { contains: children }),
    }
  }

  /** All names but the one shown; the display of the system appears as one when another is shown. */
  #designations(names: readonly Name[], shown: Name | undefined): readonly ConceptDesignation[] {
    return names.flatMap((name): readonly ConceptDesignation[] => {
      const { designation, language, value } = name
      if (name === shown || (designation === undefined && shown?.designation === undefined && shown !== undefined))
        return []
      const written: ConceptDesignation =
        designation === undefined
          ? { ...(language === undefined ? {} : { language }), use: PREFERRED_FOR_LANGUAGE, value }
          : withKnownExtensions(designation)
      return this.#isWanted(written) ? [written] : []
    })
  }

  #isWanted({ language, use }: ConceptDesignation): boolean {
    const { designations } = this.#options
    if (designations.length === 0) return true
    return designations.some((wanted) => {
      const bar = wanted.indexOf('|')
      const system = wanted.slice(0, Math.max(bar, 0))
      const code = wanted.slice(bar + 1)
      if (system === 'urn:ietf:bcp:47') return language?.toLowerCase() === code.toLowerCase()
      return use?.code === code && (system === '' || use.system === system)
    })
  }

  /** The names of the properties that are wished; `*` means all that the concept has. */
  #wantedOf({ properties }: Concept): readonly string[] {
    const wanted = this.#options.properties
    if (!wanted.includes('*')) return wanted
    const all = properties.flatMap(({ code }) => (code === undefined ? [] : [code]))
    return [...new Set([...wanted, ...all])].filter((name) => name !== '*')
  }

  #properties({ system, concept, included }: Entry): readonly ConceptProperty[] {
    const property: ConceptProperty[] = []
    const declare = (code: string, uri: string | undefined): void => {
      if (!this.#used.has(code)) this.#used.set(code, { code, ...(uri === undefined ? {} : { uri }) })
    }
    const add = (code: string, uri: string | undefined, value: object): void => {
      property.push({ code, ...value })
      declare(code, uri)
    }
    const wanted = this.#wantedOf(concept)
    if (concept.definition !== undefined && wanted.includes('definition')) {
      add('definition', `${CONCEPT_PROPERTIES}#definition`, { valueString: concept.definition })
    }
    for (const { code, uri, own, adds, type } of FROM_EXTENSIONS) {
      const extension = extensionOf(included?.extension, adds) ?? extensionOf(concept.extensions, own)
      if (extension !== undefined) add(code, `${CONCEPT_PROPERTIES}#${uri}`, { [type]: choiceValue(extension) })
    }
    if (concept.status !== undefined && concept.status !== 'active' && !wanted.includes('status')) {
      add('status', `${CONCEPT_PROPERTIES}#status`, { valueCode: concept.status })
    }
    for (const name of wanted) {
      if (name === 'definition') continue
      const declared = system.properties.get(name)
      const uri = declared?.uri ?? (DEFINED_BY_FHIR.has(name) ? `${CONCEPT_PROPERTIES}#${name}` : undefined)
      const found = concept.properties.filter(({ code }) => code === name)
      for (const { code: _code, ...value } of found) add(name, uri, value)
      if (found.length > 0) continue
      if (name === 'inactive') add(name, uri, { valueBoolean: concept.isInactive })
      else if (name === 'status' && concept.status !== undefined) add(name, uri, { valueCode: concept.status })
      else if (name === 'parent')
        for (const at of concept.parents) add(name, uri, { valueCode: system.concepts[at]!.code })
      else if (name === 'child')
        for (const at of concept.children) add(name, uri, { valueCode: system.concepts[at]!.code })
      else if (declared !== undefined) declare(name, uri)
    }
    return property
  }
}

/** Properties that mean what FHIR says they do, whether the system declares them or not. */
const DEFINED_BY_FHIR: ReadonlySet<string> = new Set([
  ...['status', 'inactive', 'notSelectable', 'parent', 'child'],
  ...['effectiveDate', 'deprecated', 'deprecationDate', 'retirementDate', 'synonym', 'comment', 'itemWeight'],
])

function isFor(language: string | undefined, languages: LanguageList): boolean {
  return languages.tags.some((tag) => nearlySpeaks(language, tag))
}

/** Facts that systems and value sets state as extensions and expansions give as properties. */
const FROM_EXTENSIONS = [
  { code: 'weight', uri: 'itemWeight', own: EXTENSIONS.itemWeight, adds: EXTENSIONS.itemWeight, type: 'valueDecimal' },
  { code: 'label', uri: 'label', own: EXTENSIONS.codeSystemLabel, adds: EXTENSIONS.valueSetLabel, type: 'valueString' },
  {
    code: 'order',
    uri: 'order',
    own: EXTENSIONS.codeSystemOrder,
    adds: EXTENSIONS.valueSetOrder,
    type: 'valueDecimal',
  },
] as const

/** How a concept is to be shown and what else it is called by, from its system; what a value set says of its being in it. */
const COPIED_FROM_BOTH = [EXTENSIONS.renderingStyle, EXTENSIONS.renderingXhtml, EXTENSIONS.descriptionId]
const COPIED_FROM_CONCEPT: ReadonlySet<string> = new Set([...COPIED_FROM_BOTH, EXTENSIONS.alternateCode])
const COPIED_FROM_INCLUDE: ReadonlySet<string> = new Set([
  ...COPIED_FROM_BOTH,
  EXTENSIONS.valueSetDeprecated,
  EXTENSIONS.standardsStatus,
  EXTENSIONS.conceptDefinition,
])

function extensionsOf({ concept, included }: Entry): readonly Extension[] {
  const added = (included?.extension ?? []).filter(({ url }) => COPIED_FROM_INCLUDE.has(url))
  const own = concept.extensions.filter(
    ({ url }) => COPIED_FROM_CONCEPT.has(url) && !added.some((extension) => extension.url === url),
  )
  return [...own, ...added]
}

/** Extensions that HL7 defines are passed on; of others nobody can know what they would say in an expansion. */
function withKnownExtensions(designation: ConceptDesignation): ConceptDesignation {
  if (designation.extension === undefined) return designation
  const { extension, ...rest } = designation
  const known = extension.filter(({ url }) => url.startsWith('http://hl7.org/fhir/StructureDefinition/'))
  return known.length === 0 ? rest : { extension: known, ...rest }
}
