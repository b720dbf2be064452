import { MODIFIERS, type Modifiers } from '../model/modifiers.ts'
import type { CatalogueRow } from './model.ts'

/** What a normaliser says of a name, as far as prices need it. */
export interface NameReading {
  readonly state: string
  readonly items: readonly { readonly code: string | null }[]
  readonly modifiers: readonly string[]
}

const KNOWN: ReadonlySet<string> = new Set(MODIFIERS)

/**
 * Turns a name's reading into the items and modifiers of a catalogue row. Parts of the name without an item are counted, so
 * that the price of the rest is marked as partial; a name whose reading is no exam gives no items.
 */
export function rowFromReading(
  row: Pick<CatalogueRow, 'row' | 'name' | 'modality' | 'count' | 'oldPriceCents'>,
  reading: NameReading,
): CatalogueRow {
  const items = reading.items.map((item) => item.code).filter((code) => code !== null)
  const said = reading.modifiers.filter((modifier) => KNOWN.has(modifier))
  const modifiers: Modifiers = Object.fromEntries(said.map((modifier) => [modifier, true]))
  return {
    ...row,
    items,
    state: reading.state,
    ...(said.length > 0 && { modifiers }),
    ...(items.length < reading.items.length && { withoutItem: reading.items.length - items.length }),
  }
}
