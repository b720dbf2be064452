import { baseHead } from '../codes/derived.ts'
import type { Layout } from '../codes/layout.ts'
import type { FacetValue } from '../model/facets.ts'
import type { LexiconTerm } from '../model/lexicon.ts'
import { foldName } from '../search/fold.ts'
import { findValues, nearValues, offerOf } from './find-values.ts'
import type { WordsProblem } from './problem.ts'

/** The head that the words ask for, or what is wrong with them. */
export type HeadFound =
  | { readonly ok: true; readonly head: string }
  | { readonly ok: false; readonly problems: readonly WordsProblem[] }

/**
 * Finds the first two characters of the asked code. The modality may be its word (`CT`), a head (`22`) or a device (`16排CT`); without a device it is the
 * any-device head.
 */
export function findHeads(
  words: { readonly modality: string; readonly device?: string },
  layouts: ReadonlyMap<string, Layout>,
  lexicon: readonly LexiconTerm[],
): HeadFound {
  const all = [...layouts.values()]
  const named = headsNamed(words.modality, all, lexicon)
  if (named.length === 0) return unknown('modality', words.modality, all)
  if (words.device === undefined)
    return oneOf(words.modality, named.length > 1 ? named.filter((layout) => baseHead(layout) === null) : named)
  const device = words.device
  const modalities = new Set(named.map(({ modality }) => modality))
  const family = all.filter(({ modality }) => modalities.has(modality))
  const asked = family.filter((layout) => isDevice(device, layout, lexicon))
  return asked.length === 0 ? unknown('device', device, family) : oneOf(device, asked)
}

function headsNamed(text: string, layouts: readonly Layout[], lexicon: readonly LexiconTerm[]): readonly Layout[] {
  const folded = foldName(text)
  const terms = lexicon
    .filter(({ term, kind }) => kind === 'modality' && foldName(term) === folded)
    .map(({ value }) => value)
  const byWord = layouts.filter(({ modality }) => foldName(modality) === folded || terms.includes(modality))
  return byWord.length > 0 ? byWord : layouts.filter((layout) => isDevice(text, layout, lexicon))
}

function isDevice(text: string, layout: Layout, lexicon: readonly LexiconTerm[]): boolean {
  if (layout.head.toUpperCase() === text.trim().toUpperCase()) return true
  const value = deviceOf(layout)
  const vocabulary = { facet: 'device', modality: layout.modality, tag: layout.tag, lexicon }
  return value !== undefined && findValues(text, { ...vocabulary, values: [value] }).length > 0
}

function deviceOf({ slots, head }: Layout): FacetValue | undefined {
  return slots[0]?.values?.get(head.toUpperCase())
}

function oneOf(text: string, layouts: readonly Layout[]): HeadFound {
  const [only] = layouts
  if (only !== undefined && layouts.length === 1) return { ok: true, head: only.head.toUpperCase() }
  return {
    ok: false,
    problems: [{ code: 'words-ambiguous-value', facet: 'modality', text, values: layouts.map(headOffer) }],
  }
}

function unknown(facet: 'modality' | 'device', text: string, layouts: readonly Layout[]): HeadFound {
  const near = nearValues(
    text,
    layouts.flatMap((layout) => deviceOf(layout) ?? []),
  )
  return {
    ok: false,
    problems: [{ code: 'words-unknown-value', facet, text, near: near.length > 0 ? near : layouts.map(headOffer) }],
  }
}

function headOffer(layout: Layout): ReturnType<typeof offerOf> {
  return offerOf({ code: layout.head, name: deviceOf(layout)?.name ?? layout.modality })
}
