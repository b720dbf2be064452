import type { Edition } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
import type { Field, Modality } from '../model/scheme.ts'

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

/** The dictionaries that the facets of one head take their values from, by facet name. */
interface HeadPlan {
  readonly modality: Modality
  readonly tag: string
  readonly values: ReadonlyMap<string, ReadonlyMap<string, FacetValue>>
}

/** The words of a facet tuple in one language, looked up as they are asked for. */
export class NamedFacets {
  readonly modality: Modality
  readonly tag: string
  readonly #values: HeadPlan['values']
  readonly #codes: Readonly<Record<string, string | null | undefined>>
  readonly #language: NameLanguage

  constructor(plan: HeadPlan, facets: FacetTuple, language: NameLanguage) {
    this.modality = plan.modality
    this.tag = plan.tag
    this.#values = plan.values
    this.#codes = facets as unknown as Readonly<Record<string, string | null | undefined>>
    this.#language = language
  }

  /**
   * A facet (`device`, `part`, `scan` …) as named; undefined where the scheme has none or its content is fixed. A facet
   * that says nothing (all zeros) has an empty word. A value missing from its dictionary is a bug of the caller, since
   * tuples come from codes that have been read: it throws.
   */
  get(facet: string): NamedFacet | undefined {
    const code = this.#codes[facet]
    const values = this.#values.get(facet)
    if (values === undefined || code === undefined || code === null) return undefined
    const value = values.get(code) ?? values.get(code.toUpperCase())
    if (value === undefined) throw new Error(`no dictionary of ${facet} has the value ${code}`)
    return { value, word: saysNothing(code) ? '' : this.#wordOf(value) }
  }

  /** The word alone; '' where there is none. */
  word(facet: string): string {
    return this.get(facet)?.word ?? ''
  }

  #wordOf(value: FacetValue): string {
    const inName = this.#language === 'zh' ? value.inName : value.inNameEn
    const own = this.#language === 'zh' ? value.name : value.nameEn
    return inName === undefined ? own : (inName[this.modality] ?? inName[this.tag] ?? inName['*'] ?? own)
  }
}

/** The plans of one edition, made head by head as they are needed; an edition that is dropped takes them along. */
const PLANS = new WeakMap<
  NamingContext['dictionaries'],
  { schemes: NamingContext['schemes']; byHead: Map<string, HeadPlan> }
>()

/** The words of a facet tuple in one language. */
export function namedFacets(context: NamingContext, facets: FacetTuple, language: NameLanguage): NamedFacets {
  let plans = PLANS.get(context.dictionaries)
  if (plans?.schemes !== context.schemes) {
    plans = { schemes: context.schemes, byHead: new Map() }
    PLANS.set(context.dictionaries, plans)
  }
  const head = facets.scheme === 'radiology' ? facets.device : 'modality' in facets ? facets.modality : ''
  const key = facets.scheme + head
  let plan = plans.byHead.get(key)
  if (plan === undefined) {
    plan = planOf(context, facets.scheme, head)
    plans.byHead.set(key, plan)
  }
  return new NamedFacets(plan, facets, language)
}

function planOf(context: NamingContext, schemeId: FacetTuple['scheme'], code: string): HeadPlan {
  const scheme = context.schemes.find(({ id }) => id === schemeId)
  const head = scheme?.heads[code] ?? Object.values(scheme?.heads ?? {})[0]
  if (scheme === undefined || head === undefined) throw new Error(`the edition has no scheme ${schemeId}, head ${code}`)
  const values = new Map<string, ReadonlyMap<string, FacetValue>>()
  // Later fields of a path overwrite earlier ones: the dictionary of the last has the whole part.
  for (const field of scheme.fields) {
    const dictionary = dictionaryOf(field, head.tag)
    const found = dictionary === null ? undefined : context.dictionaries.get(dictionary)?.values
    if (found !== undefined) values.set(facetName(field, head.tag), found)
  }
  return { ...head, values }
}

function facetName(field: Field, tag: string): string {
  return field.pathFrom === undefined ? (field.nameByTag?.[tag] ?? field.name) : 'part'
}

function dictionaryOf(field: Field, tag: string): string | null {
  if (field.dictionary === null || typeof field.dictionary === 'string') return field.dictionary
  return field.dictionary[tag] ?? null
}

/** Zeros fill a field that says nothing (no processing, no route, plain radiography); they are never written. */
function saysNothing(code: string): boolean {
  return code === '00' || code === '0' || code === UNSPECIFIED_PART
}
