import { compareCodes } from '../codes/code-order.ts'
import type { Codec } from '../codes/codec.ts'
import type { DecodedItem, DerivedCode } from '../codes/decoded.ts'
import { baseHead } from '../codes/derived.ts'
import { HEAD_LENGTH, type Layout, layoutsOf, type Slot } from '../codes/layout.ts'
import { isUnspecified } from '../codes/value-tree.ts'
import type { Edition, Item } from '../model/edition.ts'
import type { FacetValue, Side } from '../model/facets.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import type { Nearest } from '../near/nearest.ts'
import { findHeads } from './find-heads.ts'
import { findValues, nearValues, offerOf } from './find-values.ts'
import type { Offer, WordFacet, WordsProblem } from './problem.ts'

/** An exam in words: every facet by the code, the Chinese or the English name, or a synonym of its value. */
export type ItemWords = { readonly modality: string } & Readonly<
  Partial<Record<Exclude<WordFacet, 'modality'>, string>>
>

export type WordsEncoded =
  | { readonly ok: true; readonly decoded: DecodedItem | DerivedCode }
  | { readonly ok: false; readonly problems: readonly WordsProblem[] }

export interface WordsSources {
  readonly codec: Codec
  readonly nearest: Nearest
  readonly lexicon?: readonly LexiconTerm[]
}

const SIDES: Readonly<Record<string, Side>> = {
  左: 'left',
  左侧: 'left',
  left: 'left',
  l: 'left',
  右: 'right',
  右侧: 'right',
  right: 'right',
  r: 'right',
  双: 'both',
  双侧: 'both',
  both: 'both',
  bilateral: 'both',
}

/** One field of the asked item: the values that the words allow, and whether the words spoke of it. */
interface Asked {
  readonly slot: Slot
  readonly facet: WordFacet
  readonly text: string | null
  readonly allowed: ReadonlySet<string>
}

/**
 * Makes the encoder of an edition: `{modality: 'CT', part: '胸部', scan: '平扫'}` → 20040100110000. A facet that is not said is none where none is possible (no
 * processing, no position, the unspecified part) and never guessed: several items, or none, is a problem that offers the values.
 */
export function createWordEncoder(
  edition: Edition,
  { codec, nearest, lexicon = [] }: WordsSources,
): (words: ItemWords) => WordsEncoded {
  const layouts = layoutsOf(edition)

  return (words) => {
    const heads = findHeads(words, layouts, lexicon)
    if (!heads.ok) return heads
    const layout = layouts.get(heads.head)
    if (layout === undefined) throw new Error(`no layout for the head ${heads.head}`)
    const base = baseHead(layout) ?? layout.head
    const items = edition.items.filter(({ code, status }) => status === 'active' && code.startsWith(base))
    const asked = askedOf(words, layout, items)
    if (!asked.ok) return asked
    const fitting = items.filter((item) => asked.fields.every((field) => field.text === null || has(item, field)))
    const exact = fitting.filter((item) => asked.fields.every((field) => has(item, field)))
    const [only] = exact
    if (only === undefined) return { ok: false, problems: noneProblems(layout, asked.fields, fitting) }
    if (exact.length > 1) return { ok: false, problems: severalProblems(asked.fields, exact) }
    const decoded = codec.decode(heads.head + only.code.slice(HEAD_LENGTH))
    if (decoded.kind !== 'item' && decoded.kind !== 'derived')
      throw new Error(`${only.code} under ${heads.head} is no item`)
    return { ok: true, decoded }
  }

  function askedOf(
    words: ItemWords,
    layout: Layout,
    items: readonly Item[],
  ): { ok: true; fields: readonly Asked[] } | { ok: false; problems: readonly WordsProblem[] } {
    const fields: Asked[] = []
    const problems: WordsProblem[] = []
    const used = new Set(['modality', 'device', 'side', ...layout.slots.map(({ facet }) => facet)])
    for (const facet of Object.keys(words) as WordFacet[]) {
      if (words[facet] !== undefined && !used.has(facet))
        problems.push({ code: 'words-facet-not-used', facet, modality: layout.modality })
    }
    for (const slot of layout.slots.filter(
      ({ start, facet, values }) => start > 0 && facet !== null && values !== null,
    )) {
      const facet = slot.facet as WordFacet
      const text = words[facet] ?? null
      const values = usedValues(slot, items)
      const named = text === null ? unsaid(slot) : findValues(text, { facet, ...layout, values, lexicon })
      const sided = facet === 'part' && words.side !== undefined ? ofSide(words.side, named) : named
      if (text !== null && named.length === 0)
        problems.push({ code: 'words-unknown-value', facet, text, near: nearValues(text, values) })
      else if (sided.length === 0 && named.length > 0) {
        problems.push({ code: 'words-unknown-value', facet: 'side', text: words.side ?? '', near: offers(named) })
      }
      fields.push({ slot, facet, text, allowed: new Set(sided.map(({ code }) => code)) })
    }
    return problems.length > 0 ? { ok: false, problems } : { ok: true, fields }
  }

  /** Nothing fits: offer the values of the facet that must be said too, else the nearest items. */
  function noneProblems(layout: Layout, fields: readonly Asked[], fitting: readonly Item[]): readonly WordsProblem[] {
    const unspoken = fields.filter(({ text }) => text === null)
    for (const field of fitting.length === 0 ? [] : unspoken) {
      const others = unspoken.filter((other) => other !== field)
      const values = valuesAmong(
        field,
        fitting.filter((item) => others.every((other) => has(item, other))),
      )
      if (values.length > 0) return [{ code: 'words-missing-facet', facet: field.facet, values }]
    }
    const missing = fitting.length === 0 ? [] : unspoken.filter((field) => !fitting.some((item) => has(item, field)))
    if (missing.length > 0) {
      return missing.map((field) => ({
        code: 'words-missing-facet',
        facet: field.facet,
        values: valuesAmong(field, fitting),
      }))
    }
    const said = fields.flatMap(({ facet, text, allowed }) => (text === null ? [] : [[facet, [...allowed][0] ?? '']]))
    const items = nearest.toFacets({ modality: layout.modality, ...Object.fromEntries(said) })
    return [{ code: 'words-no-item', nearest: items.map(offerOf) }]
  }

  function severalProblems(fields: readonly Asked[], exact: readonly Item[]): readonly WordsProblem[] {
    return fields.flatMap((field): WordsProblem[] => {
      const values = valuesAmong(field, exact)
      if (values.length < 2) return []
      const { facet, text } = field
      return [
        text === null
          ? { code: 'words-missing-facet', facet, values }
          : { code: 'words-ambiguous-value', facet, text, values },
      ]
    })
  }
}

function has(item: Item, { facet, allowed }: Asked): boolean {
  return allowed.has(codeIn(item, facet))
}

function codeIn(item: Item, facet: string): string {
  const facets: Readonly<Record<string, string | null | undefined>> = { ...item.facets }
  return facets[facet] ?? ''
}

/** The values that the items have in a field. */
function usedValues(slot: Slot, items: readonly Item[]): readonly FacetValue[] {
  const codes = new Set(items.map((item) => codeIn(item, slot.facet ?? '')))
  return [...codes].sort(compareCodes).flatMap((code) => slot.values?.get(code.toUpperCase()) ?? [])
}

/** What a facet is when nothing is said of it: none, the unspecified part, or the only value that there is. */
function unsaid(slot: Slot): readonly FacetValue[] {
  const width = slot.end - slot.valueStart
  const values = [...(slot.values?.values() ?? [])].filter(({ code }) => code.length === width)
  const none = values.filter(({ code }) => /^0+$/.test(code) || (slot.facet === 'part' && isUnspecified(code)))
  return none.length > 0 || values.length > 1 ? none : values
}

function ofSide(text: string, values: readonly FacetValue[]): readonly FacetValue[] {
  const side = SIDES[text.trim().toLowerCase()]
  return values.filter((value) => value.side === side && side !== undefined)
}

function valuesAmong({ slot, facet }: Asked, items: readonly Item[]): readonly Offer[] {
  return offers(usedValues({ ...slot, facet }, items))
}

function offers(values: readonly FacetValue[]): readonly Offer[] {
  return values.map(offerOf)
}
