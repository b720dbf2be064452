import type { EditionIndex, ItemRow } from '../../app/edition.ts'

/** Items that are the same exam but for one facet, with the value of that facet, in the order of the codes. */
export interface Variant {
  readonly code: string
  readonly value: string
}

/** The same exam of the other sides, where the edition knows it by side. */
export function sideVariants(edition: EditionIndex, item: ItemRow): readonly Variant[] {
  const site = siteOf(edition, item)
  if (site === undefined) return []
  const same = edition.items.filter(
    (other) => siteOf(edition, other) === site && butFor(other, 'part', 'side') === butFor(item, 'part', 'side'),
  )
  return variantsOf(same, (other) => other.facets.side)
}

/** The same exam in the other positions. */
export function positionVariants(edition: EditionIndex, item: ItemRow): readonly Variant[] {
  if (item.facets.position === undefined) return []
  const same = edition.items.filter((other) => butFor(other, 'position') === butFor(item, 'position'))
  return variantsOf(same, (other) => other.facets.position)
}

function variantsOf(items: readonly ItemRow[], read: (item: ItemRow) => unknown): readonly Variant[] {
  const variants = items.flatMap((item) => {
    const value = read(item)
    return typeof value === 'string' ? [{ code: item.code, value }] : []
  })
  return variants.length > 1 ? variants : []
}

/** What the part is apart from its side. */
function siteOf(edition: EditionIndex, item: ItemRow): string | undefined {
  const part = edition.takeApart(item.code).find(({ slot }) => slot.facet === 'part')?.value
  return part?.side === undefined ? undefined : part.site
}

function butFor(item: ItemRow, ...left: readonly string[]): string {
  return Object.entries(item.facets)
    .filter(([facet]) => !left.includes(facet))
    .map(([facet, value]) => `${facet}=${String(value)}`)
    .sort()
    .join('&')
}
