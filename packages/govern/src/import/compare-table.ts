import {
  type Codec,
  createCodec,
  createNearest,
  type Edition,
  facetQuery,
  foldSpelling,
  type Item,
  type Nearest,
} from '@yingma/core'
import type { ImportDoubt } from '../problems/import-doubt.ts'
import type { PublishedRow } from './published-row.ts'

/** An item that the table no longer has, and the nearest one that stays. */
export interface GoneItem {
  readonly item: Item
  readonly successor: Item
}

/** How the publisher's table differs from an edition. */
export interface TableDifference {
  readonly rows: number
  readonly unchanged: number
  readonly added: readonly PublishedRow[]
  readonly gone: readonly GoneItem[]
  readonly doubts: readonly ImportDoubt[]
}

/** A name of an item is a line of a proposal. */
const LONGEST_NAME = 200
/** Unreadable codes whose reason is looked for; it takes a comparison with every code of the edition. */
const MOST_EXPLAINED = 200
/** A table that lacks more of a modality is a part of the table. */
const MOST_GONE = 0.5
const NEIGHBOURS = 20

/**
 * Holds the publisher's table against an edition. A code that cannot be read or stands twice, a name that changed or has
 * another code are doubts: a released name and what a code means never change. What is gone is told only of modalities that
 * the table has, and not where the table seems to be a part of one, or older than `edition` by one of `releases`.
 */
export function compareTable(
  edition: Edition,
  rows: readonly PublishedRow[],
  releases: readonly Edition[],
): TableDifference {
  const nearest = createNearest(edition)
  const doubts: ImportDoubt[] = []
  const reading = readRows(edition, createCodec(edition, nearest), rows, doubts)
  const { added, unchanged, placed, recoded } = reading
  const missing = publishedItems(edition).filter(
    (item) => !placed.has(item.code.toUpperCase()) && !recoded.has(item.code),
  )
  const older = added.length === 0 ? olderEdition(edition, missing, releases) : undefined
  if (older !== undefined) doubts.push({ code: 'import-older', edition: older.version, gone: missing.length })
  const gone = older === undefined ? goneItems(edition, nearest, missing, placed, doubts) : []
  return { rows: rows.length, unchanged, added, gone, doubts }
}

interface Reading {
  readonly added: readonly PublishedRow[]
  readonly unchanged: number
  /** Rows by code, in upper case. */
  readonly placed: ReadonlyMap<string, PublishedRow>
  /** Codes of items whose names stand with other codes. */
  readonly recoded: ReadonlySet<string>
}

function readRows(edition: Edition, codec: Codec, rows: readonly PublishedRow[], doubts: ImportDoubt[]): Reading {
  const byName = new Map(edition.items.map((item) => [foldSpelling(item.name), item]))
  const placed = new Map<string, PublishedRow>()
  const newNames = new Map<string, PublishedRow>()
  const recoded = new Set<string>()
  let unchanged = 0
  let explained = 0
  const doubtIn = (one: PublishedRow): ImportDoubt | undefined => {
    const { code: value, name } = one
    const at = { row: one.row, ...(one.sheet === undefined ? {} : { sheet: one.sheet }) }
    if (value === '') return { code: 'import-code-missing', ...at, name }
    const first = placed.get(value.toUpperCase())
    if (first !== undefined) return { code: 'import-twice', ...at, value, first: first.row }
    placed.set(value.toUpperCase(), one)
    if (name === '') return { code: 'import-name-missing', ...at, value }
    if (name.length > LONGEST_NAME) return { code: 'import-name-long', ...at, value, limit: LONGEST_NAME }
    const item = edition.byCode.get(value.toUpperCase())
    if (item?.status === 'retired') return { code: 'import-retired', ...at, value, name }
    const spelling = foldSpelling(name)
    if (item !== undefined)
      return foldSpelling(item.name) === spelling
        ? undefined
        : { code: 'import-renamed', ...at, value, name, before: item.name }
    const namesake = byName.get(spelling)
    if (namesake !== undefined) {
      recoded.add(namesake.code)
      return { code: 'import-recoded', ...at, value, name, before: namesake.code }
    }
    if (codec.facetsOf(value) === null) {
      const [problem] = explained++ < MOST_EXPLAINED ? codec.validate(value) : []
      return { code: 'import-unreadable', ...at, value, name, ...(problem === undefined ? {} : { problem }) }
    }
    const twin = newNames.get(spelling)
    if (twin !== undefined) return { code: 'import-name-twice', ...at, value, name, first: twin.row }
    newNames.set(spelling, one)
    return undefined
  }
  for (const one of rows) {
    const doubt = doubtIn(one)
    if (doubt !== undefined) doubts.push(doubt)
    else if (edition.byCode.has(one.code.toUpperCase())) unchanged += 1
  }
  return { added: [...newNames.values()], unchanged, placed, recoded }
}

function publishedItems({ items }: Edition): readonly Item[] {
  return items.filter(({ status, origin }) => status === 'active' && origin === 'published')
}

/** The release before `edition` that the table could be of: it has nothing that was added since. */
function olderEdition(edition: Edition, missing: readonly Item[], releases: readonly Edition[]): Edition | undefined {
  if (missing.length === 0) return undefined
  return releases.findLast(
    ({ version, byCode }) =>
      version !== edition.version && missing.every(({ code }) => !byCode.has(code.toUpperCase())),
  )
}

function goneItems(
  edition: Edition,
  nearest: Nearest,
  missing: readonly Item[],
  placed: Reading['placed'],
  doubts: ImportDoubt[],
): readonly GoneItem[] {
  const stays = ({ code, status }: Item): boolean => status === 'active' && placed.has(code.toUpperCase())
  const found: GoneItem[] = []
  for (const modality of new Set(missing.map((item) => item.modality))) {
    const gone = missing.filter((item) => item.modality === modality)
    const all = publishedItems(edition).filter((item) => item.modality === modality)
    // A modality of which the table has nothing is not what the table is about.
    if (gone.length === all.length) continue
    if (gone.length > all.length * MOST_GONE) {
      doubts.push({ code: 'import-part-only', modality, gone: gone.length, of: all.length })
      continue
    }
    for (const item of gone) {
      const successor = nearest.toFacets(facetQuery(item.facets, modality), NEIGHBOURS).find(stays)
      if (successor === undefined) doubts.push({ code: 'import-no-successor', value: item.code, name: item.name })
      else found.push({ item, successor })
    }
  }
  return found
}
