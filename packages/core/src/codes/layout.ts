import type { Edition } from '../model/edition.ts'
import type { FacetValue } from '../model/facets.ts'
import type { DictionaryId, Field, Modality, Scheme, Text } from '../model/scheme.ts'

/** Characters of the head, which alone tells the scheme of a code. */
export const HEAD_LENGTH = 2

/** Stands before the codes of our own extensions: never a code that the publisher could issue. */
export const EXTENSION_PREFIX = 'Y'

/** One field of a code under one head: where it stands and which values it takes. */
export interface Slot {
  /** Field name under this head, e.g. `part2`, `position`. */
  readonly field: string
  /** Facet that the field gives; `null` for the upper levels of a path, whose facet is given by the last level. */
  readonly facet: string | null
  readonly title: Text
  readonly start: number
  readonly end: number
  /** Where the value begins: before `start` for the lower levels of a path. */
  readonly valueStart: number
  readonly dictionary: DictionaryId | null
  /** By code, upper-cased; `null` for a field with fixed content. */
  readonly values: ReadonlyMap<string, FacetValue> | null
  readonly fixed: string
}

/** How the codes that begin with one head are made. */
export interface Layout {
  readonly head: string
  readonly scheme: Scheme
  readonly modality: Modality
  readonly tag: string
  readonly slots: readonly Slot[]
}

/** The layout of every head of the edition, by head, upper-cased. A scheme that names an unknown dictionary is a bug of the loader, so it throws. */
export function layoutsOf(edition: Pick<Edition, 'schemes' | 'dictionaries'>): ReadonlyMap<string, Layout> {
  const layouts = new Map<string, Layout>()
  for (const scheme of edition.schemes) {
    for (const [head, { modality, tag }] of Object.entries(scheme.heads)) {
      layouts.set(head.toUpperCase(), { head, scheme, modality, tag, slots: slotsOf(scheme, tag, edition) })
    }
  }
  return layouts
}

function slotsOf(scheme: Scheme, tag: string, edition: Pick<Edition, 'dictionaries'>): readonly Slot[] {
  const starts = new Map<string, number>()
  const slots: Slot[] = []
  let start = 0
  for (const [index, field] of scheme.fields.entries()) {
    starts.set(field.name, start)
    const end = start + field.width
    const dictionary = dictionaryOf(field, tag)
    const values = dictionary === null ? null : edition.dictionaries.get(dictionary)?.values
    if (values === undefined) throw new Error(`scheme ${scheme.id}: field ${field.name} names no dictionary for ${tag}`)
    slots.push({
      field: field.nameByTag?.[tag] ?? field.name,
      facet: facetOf(scheme.fields, index, tag),
      title: field.title,
      start,
      end,
      valueStart: field.pathFrom === undefined ? start : (starts.get(field.pathFrom) ?? start),
      dictionary,
      values,
      fixed: field.fixed ?? '',
    })
    start = end
  }
  return slots
}

function dictionaryOf(field: Field, tag: string): DictionaryId | null {
  if (field.dictionary === null || typeof field.dictionary === 'string') return field.dictionary
  return field.dictionary[tag] ?? ''
}

/** The last field of a path is the part; the fields before it are only its levels. */
function facetOf(fields: readonly Field[], index: number, tag: string): string | null {
  const field = fields[index]
  if (field === undefined) return null
  if (fields.slice(index + 1).some((later) => later.pathFrom !== undefined && covers(fields, later, index))) return null
  return field.pathFrom === undefined ? (field.nameByTag?.[tag] ?? field.name) : 'part'
}

function covers(fields: readonly Field[], later: Field, index: number): boolean {
  return fields.findIndex(({ name }) => name === later.pathFrom) <= index
}
