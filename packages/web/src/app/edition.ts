import { useQuery } from '@tanstack/react-query'
import type { Language } from '@yingma/core'
import { type Answer, ask } from '../api/client.ts'

type Contents = Answer<'GET /edition/contents'>
export type ItemRow = Contents['items'][number]
export type Layout = Contents['layouts'][number]
export type Slot = Layout['slots'][number]
export type FacetValue = Contents['dictionaries'][string]['values'][number]

/** One field of a code with what it says. */
export interface FieldReading {
  readonly slot: Slot
  /** The characters of the field itself. */
  readonly text: string
  /** The value in the dictionary: for the lower levels of a part, with its path before it. */
  readonly code: string
  readonly value: FacetValue | undefined
}

/** The edition, indexed for looking up. */
export interface EditionIndex {
  readonly version: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly items: readonly ItemRow[]
  readonly layouts: readonly Layout[]
  item(code: string): ItemRow | undefined
  layoutOf(code: string): Layout | undefined
  valuesOf(dictionary: string): readonly FacetValue[]
  value(dictionary: string, code: string): FacetValue | undefined
  /** The code field by field; empty where its head is of no scheme. */
  takeApart(code: string): readonly FieldReading[]
}

function indexEdition(contents: Contents): EditionIndex {
  const items = new Map(contents.items.map((item) => [item.code.toUpperCase(), item]))
  const layouts = new Map(contents.layouts.map((layout) => [layout.head.toUpperCase(), layout]))
  const dictionaries = new Map(
    Object.entries(contents.dictionaries).map(([id, { values }]) => [
      id,
      new Map(values.map((value) => [value.code.toUpperCase(), value])),
    ]),
  )
  const value = (dictionary: string, code: string) => dictionaries.get(dictionary)?.get(code.toUpperCase())
  const layoutOf = (code: string) => layouts.get(code.slice(0, 2).toUpperCase())
  return {
    version: contents.version,
    title: contents.title,
    items: contents.items,
    layouts: contents.layouts,
    item: (code) => items.get(code.toUpperCase()),
    layoutOf,
    valuesOf: (dictionary) => contents.dictionaries[dictionary]?.values ?? [],
    value,
    takeApart: (code) =>
      (layoutOf(code)?.slots ?? []).map((slot) => {
        const path = code.slice(slot.valueStart, slot.end)
        return {
          slot,
          text: code.slice(slot.start, slot.end),
          code: path,
          value: slot.dictionary === null ? undefined : value(slot.dictionary, path),
        }
      }),
  }
}

/** The edition in force; asked for once, 1,882 items are small enough to be held. */
export function useEdition(): EditionIndex | undefined {
  const { data } = useQuery({
    queryKey: ['edition'],
    queryFn: async ({ signal }) => indexEdition(await ask('GET /edition/contents', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return data
}

/** The name in the language spoken; Chinese where there is no other. */
export function nameIn(language: Language, named: { readonly name: string; readonly nameEn?: string }): string {
  return language === 'en' && named.nameEn ? named.nameEn : named.name
}
