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

/** The facets of an item by facet name (`device`, `part`, `scan` …), with the words of one language. */
export interface NamedFacets {
  readonly modality: Modality
  readonly tag: string
  /** The facet as named; undefined where the field is fixed. A facet that says nothing (all zeros) has an empty word. */
  get(facet: string): NamedFacet | undefined
}

/** The part that stands for "no particular part": it is not written. */
const UNSPECIFIED_PART = '999999'

/**
 * Looks up the words of a facet tuple. A value missing from its dictionary is a bug of the caller: tuples come from
 * codes that have been read, so it throws.
 */
export function namedFacets(context: NamingContext, facets: FacetTuple, language: NameLanguage): NamedFacets {
  const { scheme, modality, tag } = headOf(context, facets)
  const codes = facets as unknown as Readonly<Record<string, string | null | undefined>>
  const found = new Map<string, NamedFacet>()
  for (const field of scheme.fields) {
    const facet = field.nameByTag?.[tag] ?? (field.pathFrom === undefined ? field.name : 'part')
    const code = codes[facet]
    const dictionary = dictionaryOf(field, tag)
    if (dictionary === null || code === undefined || code === null || found.has(facet)) continue
    const value = context.dictionaries.get(dictionary)?.values.get(code.toUpperCase())
    if (value === undefined) throw new Error(`${dictionary} has no value ${code}`)
    found.set(facet, { value, word: saysNothing(code) ? '' : wordOf(value, modality, tag, language) })
  }
  return { modality, tag, get: (facet) => found.get(facet) }
}

/** Zeros fill a field that says nothing (no processing, no route, plain radiography); they are never written. */
function saysNothing(code: string): boolean {
  return /^0+$/.test(code) || code === UNSPECIFIED_PART
}

function wordOf(value: FacetValue, modality: Modality, tag: string, language: NameLanguage): string {
  const [own, inName] = language === 'zh' ? [value.name, value.inName] : [value.nameEn, value.inNameEn]
  return inName?.[modality] ?? inName?.[tag] ?? inName?.['*'] ?? own
}

function dictionaryOf(field: Field, tag: string): string | null {
  if (field.dictionary === null || typeof field.dictionary === 'string') return field.dictionary
  return field.dictionary[tag] ?? null
}

function headOf(context: NamingContext, facets: FacetTuple): { scheme: Scheme; modality: Modality; tag: string } {
  const scheme = context.schemes.find(({ id }) => id === facets.scheme)
  if (scheme === undefined) throw new Error(`the edition has no scheme ${facets.scheme}`)
  const code = facets.scheme === 'radiology' ? facets.device : 'modality' in facets ? facets.modality : ''
  const head = scheme.heads[code] ?? Object.values(scheme.heads)[0]
  if (head === undefined) throw new Error(`the scheme ${scheme.id} has no head ${code}`)
  return { scheme, ...head }
}
