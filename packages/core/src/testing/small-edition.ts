import { createFacetCodec } from '../codes/facet-codec.ts'
import { conceptIdAt } from '../ids/concept-id.ts'
import type { Dictionary, Edition, Item } from '../model/edition.ts'
import type { FacetValue, Side } from '../model/facets.ts'
import { SMALL_ITEMS } from './small-items.ts'
import { SMALL_SCHEMES } from './small-schemes.ts'
import { SMALL_VALUES } from './small-values.ts'

/**
 * A handful of items of every scheme, enough to see each rule at work. Tests that need a broken edition change a copy of it.
 */
export function smallEdition(): Edition {
  const dictionaries = new Map(Object.entries(SMALL_VALUES).map(([id, rows]) => [id, dictionaryOf(id, rows)]))
  const codec = createFacetCodec({ schemes: SMALL_SCHEMES, dictionaries })
  const items = SMALL_ITEMS.trim()
    .split('\n')
    .map((line, index): Item => {
      const [code = '', name = '', nameEn = ''] = line.split('|').map((cell) => cell.trim())
      const facets = codec.facetsOf(code)
      const scheme = SMALL_SCHEMES.find(({ heads }) => Object.hasOwn(heads, code.slice(0, 2)))
      const head = scheme?.heads[code.slice(0, 2)]
      if (facets === null || scheme === undefined || head === undefined) throw new Error(`bad fixture row ${line}`)
      return {
        code,
        scheme: scheme.id,
        modality: head.modality,
        facets,
        name,
        nameEn,
        conceptId: conceptIdAt(500 + index),
        origin: 'published',
        status: 'active',
        grammarName: name,
        designations: [],
        successors: [],
      }
    })
  return withItems(
    { version: '0.0.1', title: { zh: '小样', en: 'Sample' }, schemes: SMALL_SCHEMES, dictionaries },
    items,
  )
}

/** An edition of the same dictionaries with other items; the look-up tables follow. */
export function withItems(
  edition: Pick<Edition, 'version' | 'title' | 'schemes' | 'dictionaries'>,
  items: readonly Item[],
): Edition {
  return {
    version: edition.version,
    title: edition.title,
    schemes: edition.schemes,
    dictionaries: edition.dictionaries,
    items,
    byCode: new Map(items.map((item) => [item.code.toUpperCase(), item])),
    byId: new Map(items.map((item) => [item.conceptId, item])),
    suspectedSynonyms: [],
    sourceDefects: [],
  }
}

/** A copy of an edition with some fields of one value of a dictionary changed. */
export function withValue(edition: Edition, dictionary: string, code: string, change: Partial<FacetValue>): Edition {
  const old = edition.dictionaries.get(dictionary)
  const value = old?.values.get(code.toUpperCase())
  if (old === undefined || value === undefined) throw new Error(`the fixture has no ${dictionary} ${code}`)
  const values = new Map(old.values).set(code.toUpperCase(), { ...value, ...change })
  return { ...edition, dictionaries: new Map(edition.dictionaries).set(dictionary, { ...old, values }) }
}

/** A copy of an edition with some fields of one item changed. */
export function withItem(edition: Edition, code: string, change: Partial<Item>): Edition {
  const changed = edition.items.map((item) => (item.code === code ? { ...item, ...change } : item))
  return {
    ...withItems(edition, changed),
    suspectedSynonyms: edition.suspectedSynonyms,
    sourceDefects: edition.sourceDefects,
  }
}

/** A row is `code name | english | flags`; flags are `<parent`, `=a+b` (components), `@site/side`, `[qualifier`. */
function dictionaryOf(id: string, rows: string): Dictionary {
  const values = rows
    .trim()
    .split('\n')
    .map((row, index): FacetValue => {
      const [left = '', nameEn = '', flags = ''] = row
        .trim()
        .split('|')
        .map((cell) => cell.trim())
      const space = left.indexOf(' ')
      const [code, name] = space < 0 ? [left, ''] : [left.slice(0, space), left.slice(space + 1)]
      return {
        dictionary: id,
        code,
        name,
        nameEn,
        conceptId: conceptIdAt(idsBefore(id) + index),
        status: 'active',
        origin: 'published',
        ...flagsOf(flags),
        sheet: {},
      }
    })
  return { id, title: { zh: id, en: id }, values: new Map(values.map((value) => [value.code.toUpperCase(), value])) }
}

function flagsOf(flags: string): Partial<FacetValue> {
  const found: { parent?: string; components?: string[]; site?: string; side?: Side; qualifier?: string } = {}
  for (const flag of flags.split(' ').filter((text) => text !== '')) {
    const rest = flag.slice(1)
    if (flag.startsWith('<')) found.parent = rest
    if (flag.startsWith('=')) found.components = rest.split('+')
    if (flag.startsWith('[')) found.qualifier = rest
    if (flag.startsWith('@')) {
      found.site = rest.split('/')[0] ?? ''
      found.side = rest.split('/')[1] as Side
    }
  }
  return found
}

function idsBefore(id: string): number {
  return Object.keys(SMALL_VALUES).indexOf(id) * 1000 + 1000
}
