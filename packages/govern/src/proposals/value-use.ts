import { type Edition, EXTENSION_PREFIX, type FacetValue, HEAD_LENGTH, type Item, layoutsOf } from '@yingma/core'

type Layouts = ReturnType<typeof layoutsOf>

/** Active items that have the value in one of their fields. */
export function activeItemsWith(edition: Edition, value: FacetValue): readonly Item[] {
  return edition.items.filter((item) => item.status === 'active' && facetFilledBy(edition, item, value) !== '')
}

/** The facet of an item that the value fills; '' where it fills none. */
export function facetFilledBy(edition: Edition, item: Item, value: FacetValue): string {
  const start = item.origin === 'extension' ? EXTENSION_PREFIX.length : 0
  const layout = layouts(edition).get(item.code.slice(start, start + HEAD_LENGTH).toUpperCase())
  const said: Readonly<Record<string, string | null | undefined>> = { ...item.facets }
  const slot = layout?.slots.find(
    ({ facet, dictionary }) => facet !== null && dictionary === value.dictionary && said[facet] === value.code,
  )
  return slot?.facet ?? ''
}

const known = new WeakMap<Edition, Layouts>()

/** Layouts are asked for item by item; they are read once an edition. */
function layouts(edition: Edition): Layouts {
  const found = known.get(edition) ?? layoutsOf(edition)
  known.set(edition, found)
  return found
}
