import { ancestorsOf, type Edition, type Item, isUnspecified, type Layout, layoutsOf } from '@yingma/core'

/** More combinations of broader values than any item has; a dictionary that exceeds them is a bug. */
const MOST = 100_000

/**
 * The next broader items of every item of the edition, by code: items over it (docs of `createSubsumption`) with none
 * between. Found by going up field by field, not by comparing every item with every other.
 */
export function broaderItems(edition: Edition): ReadonlyMap<string, readonly string[]> {
  const layouts = layoutsOf(edition)
  const byKey = new Map<string, Item>()
  for (const item of edition.items) {
    const layout = layoutOf(layouts, item)
    if (layout !== undefined)
      byKey.set(
        keyOf(
          layout,
          slotsOf(layout, item).map(({ code }) => code),
        ),
        item,
      )
  }
  const above = new Map<string, ReadonlySet<Item>>()
  for (const item of edition.items) above.set(item.code, itemsOver(layoutOf(layouts, item), item, byKey))
  return new Map(
    edition.items.map((item) => {
      const all = [...(above.get(item.code) ?? [])]
      const next = all.filter((broad) => !all.some((between) => above.get(between.code)?.has(broad)))
      return [item.code, next.map(({ code }) => code).sort()]
    }),
  )
}

function layoutOf(layouts: ReadonlyMap<string, Layout>, { code }: Item): Layout | undefined {
  return layouts.get(code.slice(0, 2).toUpperCase())
}

/** The fields that take values, with those of the item. */
function slotsOf(
  { slots }: Layout,
  { facets }: Item,
): readonly { readonly code: string; readonly values: NonNullable<Layout['slots'][number]['values']> }[] {
  const given = facets as unknown as Readonly<Record<string, string | null | undefined>>
  return slots.flatMap(({ facet, values }) =>
    facet === null || values === null ? [] : [{ code: given[facet] ?? '', values }],
  )
}

/** Items of one scheme and tag are compared; a device is a field like the others. */
function keyOf({ scheme, tag }: Layout, codes: readonly string[]): string {
  return [scheme.id, tag, ...codes].join('\t').toUpperCase()
}

function itemsOver(layout: Layout | undefined, item: Item, byKey: ReadonlyMap<string, Item>): ReadonlySet<Item> {
  const found = new Set<Item>()
  if (layout === undefined) return found
  let combinations: readonly (readonly string[])[] = [[]]
  for (const { code, values } of slotsOf(layout, item)) {
    const unspecified = [...values.values()].filter((value) => isUnspecified(value.code)).map((value) => value.code)
    const over = new Set([code, ...ancestorsOf(code, values).map((value) => value.code), ...unspecified])
    combinations = combinations.flatMap((begun) => [...over].map((value) => [...begun, value]))
    if (combinations.length > MOST) throw new Error(`${item.code}: more than ${MOST} broader combinations`)
  }
  for (const codes of combinations) {
    const broad = byKey.get(keyOf(layout, codes))
    if (broad !== undefined && broad !== item) found.add(broad)
  }
  return found
}
