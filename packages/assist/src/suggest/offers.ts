import { type Edition, type Item, itemSheet } from '@yingma/core'
import type { Normalised } from '@yingma/normalise'

/** One set of items that may be picked for a name. */
export interface Offer {
  readonly codes: readonly string[]
  readonly names: readonly string[]
}

/** More than a person would read; a longer list says that the name says too little. */
const MOST_OFFERS = 16

/**
 * What may be picked for a name, and nothing else: the items that the rules chose, and in the place of each exam without
 * item its closest ones. Only items of the edition; each set once. Nothing at all where there would be more than a person
 * reads, or where the sets differ in a side or a contrast that no word of the name says: whoever picks there makes it up.
 */
export function offersOf(result: Normalised, edition: Edition): readonly Offer[] {
  const offers = new Map<string, Offer>()
  for (const codes of setsOf(result)) {
    const items = [...new Set(codes)].map((code) => edition.byCode.get(code.toUpperCase()))
    if (items.length === 0 || items.some((item) => item === undefined || item.status !== 'active')) continue
    const found = items.flatMap((item) => item ?? [])
    const key = found
      .map(({ code }) => code)
      .sort()
      .join('+')
    if (!offers.has(key))
      offers.set(key, { codes: found.map(({ code }) => code), names: found.map(({ name }) => name) })
  }
  const found = [...offers.values()]
  return wouldMakeUp(found, result, edition) ? [] : found
}

/** The items of the reading, and in the place of each exam without item every one of the closest. */
function setsOf({ items }: Normalised): readonly (readonly string[])[] {
  let sets: readonly (readonly string[])[] = [[]]
  for (const { code, closest = [] } of items) {
    const choices = code === null ? closest : [code]
    sets = sets.flatMap((set) => choices.map((choice) => [...set, choice]))
    if (sets.length > MOST_OFFERS) return []
  }
  return sets
}

function wouldMakeUp(offers: readonly Offer[], result: Normalised, edition: Edition): boolean {
  const isSaid = (facet: string) => result.items.some(({ spans }) => spans.some((span) => span[2] === facet))
  const differ = (of: (item: Item) => string) =>
    new Set(
      offers.map(({ codes }) =>
        codes
          .map((code) => of(edition.byCode.get(code.toUpperCase())!))
          .sort()
          .join(),
      ),
    ).size > 1
  const sideOf = ({ facets }: Item) => ('side' in facets ? (facets.side ?? '') : '')
  const contrastOf = ({ facets }: Item) =>
    itemSheet(edition, facets).find(({ field }) => field === 'contrast')?.value ?? ''
  return (!isSaid('side') && differ(sideOf)) || (!isSaid('scan') && differ(contrastOf))
}
