import type { Edition, Item } from '@yingma/core'

/** Dictionary and code of the broadest part over an item: `radiology-parts:02`. */
export function partKey({ scheme, facets }: Item): { readonly dictionary: string; readonly path: string } {
  return { dictionary: dictionaryOf(scheme), path: facets.part.slice(0, 2).toUpperCase() }
}

/** The names that a part's key asks for, as the registry takes it; a dictionary that is not of parts finds none. */
export function partWanted(key: string | undefined, { items }: Edition) {
  if (key === undefined) return undefined
  const [dictionary, path] = key.split(':') as [string, string]
  const modalities = new Set(
    items.filter(({ scheme }) => dictionaryOf(scheme) === dictionary).map(({ modality }) => modality),
  )
  return { modalities: [...modalities], path: path.toUpperCase() }
}

function dictionaryOf(scheme: string): string {
  return scheme === 'radiology' ? 'radiology-parts' : `${scheme}-systems`
}
