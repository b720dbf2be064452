import { createNearest, type Edition, type FacetQuery, type Item } from '@yingma/core'

/** An item of one part with the positions that it is made of. */
export interface PositionedItem {
  readonly item: Item
  readonly position: string
  readonly atoms: readonly string[]
}

/** Look-ups over the items of an edition, by the fields of their codes. */
export class ItemTable {
  readonly #byCode = new Map<string, Item>()
  readonly #byPart = new Map<string, Item[]>()
  readonly #positioned = new Map<string, PositionedItem[]>()
  readonly #implied = new Map<string, string | null>()
  readonly #partsOfScan = new Map<string, readonly string[]>()
  readonly #composites = new Map<string, readonly (readonly [string, readonly string[]])[]>()
  readonly #nearest: ReturnType<typeof createNearest>
  readonly #closest = new Map<string, readonly string[]>()
  readonly edition: Edition

  constructor(edition: Edition) {
    this.edition = edition
    this.#nearest = createNearest(edition)
    for (const item of edition.items) {
      if (item.status !== 'active') continue
      this.#byCode.set(item.code, item)
      const key = item.code.slice(0, 2) + item.facets.part
      const items = this.#byPart.get(key)
      if (items === undefined) this.#byPart.set(key, [item])
      else items.push(item)
    }
    for (const [group, dictionary] of [
      ['20', 'scans-ct'],
      ['30', 'scans-mr'],
    ] as const) {
      const rows = [...(edition.dictionaries.get(dictionary)?.values.values() ?? [])]
      this.#composites.set(
        group,
        rows
          .filter((row) => row.components !== undefined && row.code !== '22')
          .map((row) => [row.code, row.components ?? []] as const),
      )
    }
  }

  get(code: string): Item | undefined {
    return this.#byCode.get(code)
  }

  /** Radiology item of a head, part, scan and processing or position. */
  radiology(head: string, part: string, scan: string, last: string): Item | undefined {
    return this.#byCode.get(`${head}${part}${scan}${last}00`)
  }

  /** All items of a code head (two characters) and part. */
  ofPart(head: string, part: string): readonly Item[] {
    return this.#byPart.get(head + part) ?? []
  }

  /** The one part that has items of a scan (999999 aside), or null: MRCP is of the bile and pancreatic ducts. */
  impliedPart(head: string, scan: string): string | null {
    const key = head + scan
    const known = this.#implied.get(key)
    if (known !== undefined) return known
    const parts = this.partsOf(head, scan)
    const [only] = parts
    const implied = parts.length === 1 && only !== undefined ? only : null
    this.#implied.set(key, implied)
    return implied
  }

  /** Parts (999999 aside) that have items of a scan. */
  partsOf(head: string, scan: string): readonly string[] {
    const key = head + scan
    const known = this.#partsOfScan.get(key)
    if (known !== undefined) return known
    const parts = new Set<string>()
    for (const code of this.#byCode.keys()) {
      if (code.startsWith(head) && code.slice(8, 10) === scan && code.slice(2, 8) !== '999999')
        parts.add(code.slice(2, 8))
    }
    this.#partsOfScan.set(key, [...parts])
    return [...parts]
  }

  /** The part that is `part` with a published qualifier in its name (颅脑[外伤]), or null. */
  qualified(part: string, qualifier: string): string | null {
    for (const value of this.edition.dictionaries.get('radiology-parts')?.values.values() ?? []) {
      if (value.qualifier === qualifier && value.code.slice(0, 4) === part.slice(0, 4)) return value.code
    }
    return null
  }

  /** The one part that has items of a processing without a scan (calcium score → coronary arteries), or null. */
  impliedByProcessing(head: string, processing: string): string | null {
    for (const item of this.#byCode.values()) {
      if (
        item.code.startsWith(head) &&
        item.code.slice(8, 12) === `00${processing}` &&
        item.code.slice(2, 8) !== '999999'
      ) {
        return item.code.slice(2, 8)
      }
    }
    return null
  }

  /** Composite scans of a head and their components, 22 aside. */
  composites(head: string): readonly (readonly [string, readonly string[]])[] {
    return this.#composites.get(head) ?? []
  }

  /** The films of a part (scan as given): each with the positions it is made of, taken apart to the end. */
  films(head: string, part: string, scan: string): readonly PositionedItem[] {
    const key = head + part + scan
    const known = this.#positioned.get(key)
    if (known !== undefined) return known
    const films = this.ofPart(head, part)
      .filter((item) => item.code.slice(8, 10) === scan && item.code.slice(10, 12) !== '00')
      .map((item) => ({ item, position: item.code.slice(10, 12), atoms: this.atoms(item.code.slice(10, 12)) }))
    this.#positioned.set(key, films)
    return films
  }

  /** The single positions that a position stands for. */
  atoms(position: string): readonly string[] {
    const components = this.edition.dictionaries.get('positions')?.values.get(position)?.components
    return components === undefined ? [position] : components.flatMap((component) => this.atoms(component))
  }

  /** Codes of the items nearest to some facets, three at most. */
  closest(query: FacetQuery): readonly string[] {
    const key = JSON.stringify(query)
    const known = this.#closest.get(key)
    if (known !== undefined) return known
    const codes = this.#nearest.toFacets(query, 3).map((item) => item.code)
    if (this.#closest.size > 5000) this.#closest.clear()
    this.#closest.set(key, codes)
    return codes
  }
}
