import type { Edition, Item } from '../model/edition.ts'
import type { FacetTuple } from '../model/facets.ts'
import { type NameLanguage, type NamingContext, namedFacets } from '../names/named-facets.ts'
import { HEAD_LENGTH, type Layout } from './layout.ts'

/** A CR image is a DR image taken on another detector: its codes are those of DR under the head 43. */
const SAME_EXAM_HEADS: Readonly<Record<string, string>> = { '43': '40' }

/**
 * The head whose items also hold under a device head: the any-device head for a CT or MR device (its parent in the
 * dictionary of devices), DR for CR. `null` for a head that stands for itself, mobile DR among them.
 */
export function baseHead(layout: Layout): string | null {
  const device = layout.slots[0]?.values?.get(layout.head.toUpperCase())
  return device?.parent ?? SAME_EXAM_HEADS[layout.head] ?? null
}

/** The item whose tail a code has, `null` where it has none or is an item itself. `code` is upper-cased. */
export function baseItem(code: string, layout: Layout, edition: Pick<Edition, 'byCode'>): Item | null {
  const head = baseHead(layout)
  if (head === null || edition.byCode.has(code)) return null
  return edition.byCode.get(head.toUpperCase() + code.slice(HEAD_LENGTH)) ?? null
}

/**
 * The base item's name, published spelling and all, with the device of the derived code in place of its own:
 * `CT左膝关节(平扫)` on 16 slices is `16排CT左膝关节(平扫)`.
 */
export function derivedName(base: Item, facets: FacetTuple, context: NamingContext, language: NameLanguage): string {
  const [name, own] = [language === 'zh' ? base.name : base.nameEn, deviceWord(base.facets, context, language)]
  const device = deviceWord(facets, context, language)
  return name.startsWith(own) ? device + name.slice(own.length) : `${device} ${name}`
}

function deviceWord(facets: FacetTuple, context: NamingContext, language: NameLanguage): string {
  return namedFacets(context, facets, language).get('device')?.word ?? ''
}
