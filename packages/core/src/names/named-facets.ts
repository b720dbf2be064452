import type { Edition } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
import type { Field, Modality, Scheme } from '../model/scheme.ts'

/** What the grammar needs of an edition. */
export type NamingContext = Pick<Edition, 'schemes' | 'dictionaries'>

export type NameLanguage = 'zh' | 'en'

/** One facet of an item as it stands in the item's name: its dictionary value and the word written for it. */
export interface NamedFacet {
  readonly value: FacetValue
  readonly word: string
}

/** The part that stands for "no particular part": it is not written. */
const UNSPECIFIED_PART = '999999'

/** The words of a facet tuple in one language, looked up as they are asked for. */
export class NamedFacets {
  readonly modality: Modality
  readonly tag: string
  readonly #scheme: Scheme
  readonly #codes: Readonly<Record<string, string | null | undefined>>
  readonly #dictionaries: NamingContext['dictionaries']
  readonly #language: NameLanguage

  constructor(context: NamingContext, facets: FacetTuple, language: NameLanguage) {
    const { scheme, modality, tag } = headOf(context, facets)
    this.modality = modality
    this.tag = tag
    this.#scheme = scheme
    this.#codes = facets as unknown as Readonly<Record<string, string | null | undefined>>
    this.#dictionaries = context.dictionaries
    this.#language = language
  }

  /**
   * A facet (`device`, `part`, `scan` …) as named; undefined where the scheme has none or its content is fixed. A facet
   * that says nothing (all zeros) has an empty word. A value missing from its dictionary is a bug of the caller, since
   * tuples come from codes that have been read: it throws.
   */
  get(facet: string): NamedFacet | undefined {
    const code = this.#codes[facet]
    const dictionary = this.#dictionaryOf(facet)
    if (dictionary === null || code === undefined || code === null) return undefined
    const value = this.#dictionaries.get(dictionary)?.values.get(code.toUpperCase())
    if (value === undefined) throw new Error(`${dictionary} has no value ${code}`)
    return { value, word: saysNothing(code) ? '' : this.#wordOf(value) }
  }

  /** The word alone; '' where there is none. */
  word(facet: string): string {
    return this.get(facet)?.word ?? ''
  }

  /** From the right: the last field of a path is the one whose dictionary has the whole part. */
  #dictionaryOf(facet: string): string | null {
    const fields = this.#scheme.fields
    for (let at = fields.length - 1; at >= 0; at--) {
      const field = fields[at]
      if (field === undefined || facetName(field, this.tag) !== facet) continue
      if (field.dictionary === null || typeof field.dictionary === 'string') return field.dictionary
      return field.dictionary[this.tag] ?? null
    }
    return null
  }

  #wordOf(value: FacetValue): string {
    const inName = this.#language === 'zh' ? value.inName : value.inNameEn
    const own = this.#language === 'zh' ? value.name : value.nameEn
    return inName === undefined ? own : (inName[this.modality] ?? inName[this.tag] ?? inName['*'] ?? own)
  }
}

/** The words of a facet tuple in one language. */
export function namedFacets(context: NamingContext, facets: FacetTuple, language: NameLanguage): NamedFacets {
  return new NamedFacets(context, facets, language)
}

function facetName(field: Field, tag: string): string {
  return field.pathFrom === undefined ? (field.nameByTag?.[tag] ?? field.name) : 'part'
}

/** Zeros fill a field that says nothing (no processing, no route, plain radiography); they are never written. */
function saysNothing(code: string): boolean {
  return code === '00' || code === '0' || code === UNSPECIFIED_PART
}

function headOf(context: NamingContext, facets: FacetTuple): { scheme: Scheme; modality: Modality; tag: string } {
  const scheme = context.schemes.find(({ id }) => id === facets.scheme)
  if (scheme === undefined) throw new Error(`the edition has no scheme ${facets.scheme}`)
  const code = facets.scheme === 'radiology' ? facets.device : 'modality' in facets ? facets.modality : ''
  const head = scheme.heads[code] ?? Object.values(scheme.heads)[0]
  if (head === undefined) throw new Error(`the scheme ${scheme.id} has no head ${code}`)
  return { scheme, ...head }
}
