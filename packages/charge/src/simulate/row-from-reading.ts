import { MODIFIERS, type Modifiers } from '../model/modifiers.ts'
import type { CatalogueRow } from './model.ts'

/** What a normaliser says of a name, as far as prices need it. */
export interface NameReading {
  readonly state: string
  readonly items: readonly { readonly code: string | null }[]
  readonly modifiers: readonly string[]
  /** Readings that lost, or what an open segment may be. */
  readonly candidates?: readonly { readonly codes: readonly string[]; readonly why: string }[]
}

const KNOWN: ReadonlySet<string> = new Set(MODIFIERS)

/**
 * Turns a name's reading into the items and modifiers of a catalogue row. Parts of the name without an item are counted, so
 * that the price of the rest is marked as partial; a name whose reading is no exam gives no items. Where every part without
 * an item has candidates, they are kept: what all of them cost may still be one price.
 */
export function rowFromReading(
  row: Omit<CatalogueRow, 'items' | 'state' | 'modifiers' | 'withoutItem' | 'open'>,
  reading: NameReading,
): CatalogueRow {
  const items = reading.items.map((item) => item.code).filter((code) => code !== null)
  const modifiers = modifiersOfReading(row.name, reading.modifiers)
  const missing = reading.items.length - items.length
  const candidates = (reading.candidates ?? []).filter(({ codes }) => codes.length > 0)
  const open = reading.state === 'ambiguous' && missing > 0 && candidates.length === missing ? candidates : []
  return {
    ...row,
    items,
    state: reading.state,
    ...(Object.keys(modifiers).length > 0 && { modifiers }),
    ...(missing > 0 && { withoutItem: missing }),
    ...(open.length > 0 && { open: open.map(({ codes, why }) => ({ codes, why })) }),
  }
}

/** Numbers of fetuses that names say in words. */
const FETUSES: readonly (readonly [RegExp, number])[] = [
  [/双胎|双胞胎|twin/iu, 2],
  [/三胎|三胞胎|triplet/iu, 3],
  [/四胎|四胞胎/u, 4],
]

/** The modifiers that a reading says; how many fetuses the name's own words say. */
export function modifiersOfReading(name: string, said: readonly string[]): Modifiers {
  const known = said.filter((modifier) => KNOWN.has(modifier))
  const fetuses = FETUSES.find(([words]) => words.test(name))?.[1]
  return Object.fromEntries(
    known.map((modifier) => [modifier, modifier === 'fetuses' && fetuses !== undefined ? fetuses : true]),
  )
}
