import type { Edition, Item } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
import type { Modality } from '../model/scheme.ts'
import { editDistance } from './edit-distance.ts'
import { HEAD_LENGTH, layoutsOf } from './layout.ts'
import { compareCodes } from './neighbours.ts'
import { ancestorsOf, isUnspecified } from './value-tree.ts'

/** What is known of an exam; a facet that is not given costs nothing. Values are codes as in the facet tuples. */
export interface FacetQuery {
  readonly modality?: Modality
  readonly device?: string
  readonly part?: string
  readonly scan?: string
  readonly processing?: string
  readonly position?: string
  readonly route?: string
  readonly detail?: string
  readonly process?: string
}

/** Finds the closest items of an edition: the same answer for the same question, closest first, ties in code order. */
export interface Nearest {
  /** By what an exam is: same part first, then scan, then position or processing. Items of other modalities are left out. */
  toFacets(query: FacetQuery, limit?: number): readonly Item[]
  /** By keystrokes, for a text that cannot be read as a code; items further than half the text are left out. */
  toText(text: string, limit?: number): readonly Item[]
}

interface Family {
  readonly items: readonly Item[]
  readonly parts: ReadonlyMap<string, FacetValue>
  /** Parts that the items have. */
  readonly used: readonly FacetValue[]
}

const LIMIT = 5

/** What a difference in a facet costs where nothing finer is known. The order, not the size, is what matters. */
const COST = { device: 1, scan: 4, processing: 2, position: 2, route: 1, detail: 2, process: 1 } as const
const FIELDS = Object.keys(COST) as (keyof typeof COST)[]
const PART_COST = { side: 1, ancestor: 2, sibling: 3, cousin: 8, unspecified: 9, foreign: 12 } as const
const OTHER_X_RAY_DEVICE = 3
const SAME_GROUP = 2
const COMPOSITE = 1
/** Keystrokes being equal, a code of the same device is likelier. */
const OTHER_HEAD = 0.5

/** DR, mobile DR, CR, mammography and fluoroscopy are one family: an item of another member is still close. */
const X_RAY: ReadonlySet<Modality> = new Set(['DR', 'MDR', 'CR', 'MG', 'RF'])

/** Makes the finder of an edition; its tables are read once, here. Retired items are never found. */
export function createNearest(edition: Edition): Nearest {
  const active = edition.items.filter(({ status }) => status === 'active')
  const families = familiesOf(active, edition)
  const composites = compositePairs(edition)

  function toFacets(query: FacetQuery, limit = LIMIT): readonly Item[] {
    const asked = query.modality === undefined ? [...families.values()] : [families.get(familyOf(query.modality))]
    const best = new Closest(limit)
    for (const family of asked) {
      if (family === undefined) continue
      const parts = query.part === undefined ? null : partCosts(query.part, family)
      for (const item of family.items) {
        const part = parts === null ? 0 : (parts.get(item.facets.part) ?? PART_COST.foreign)
        if (best.accepts(part)) best.add(item, part + facetDistance(query, item, composites))
      }
    }
    return best.items()
  }

  function toText(text: string, limit = LIMIT): readonly Item[] {
    const upper = text.toUpperCase()
    const most = upper.length / 2
    const best = new Closest(limit)
    for (const item of active) {
      if (Math.abs(item.code.length - upper.length) > most) continue
      const distance = editDistance(upper, item.code.toUpperCase())
      if (distance > most) continue
      best.add(
        item,
        item.code.slice(0, HEAD_LENGTH).toUpperCase() === upper.slice(0, HEAD_LENGTH)
          ? distance
          : distance + OTHER_HEAD,
      )
    }
    return best.items()
  }

  return { toFacets, toText }
}

/** The question that a facet tuple asks. */
export function facetQuery(facets: FacetTuple, modality: Modality): FacetQuery {
  return { ...facets, modality }
}

/** The few closest items seen so far. */
class Closest {
  readonly #limit: number
  readonly #best: { readonly item: Item; readonly distance: number }[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  accepts(distance: number): boolean {
    return this.#best.length < this.#limit || distance <= (this.#best.at(-1)?.distance ?? 0)
  }

  add(item: Item, distance: number): void {
    if (!this.accepts(distance)) return
    let at = this.#best.length
    for (; at > 0; at--) {
      const other = this.#best[at - 1]
      if (other === undefined || other.distance < distance) break
      if (other.distance === distance && compareCodes(other.item.code, item.code) < 0) break
    }
    this.#best.splice(at, 0, { item, distance })
    if (this.#best.length > this.#limit) this.#best.pop()
  }

  items(): readonly Item[] {
    return this.#best.map(({ item }) => item)
  }
}

function familiesOf(items: readonly Item[], edition: Edition): ReadonlyMap<string, Family> {
  const layouts = layoutsOf(edition)
  const families = new Map<string, Family>()
  for (const name of new Set(items.map(({ modality }) => familyOf(modality)))) {
    const members = items.filter(({ modality }) => familyOf(modality) === name)
    const head = members[0]?.code.slice(0, HEAD_LENGTH).toUpperCase() ?? ''
    const parts =
      layouts.get(head)?.slots.find(({ facet }) => facet === 'part')?.values ?? new Map<string, FacetValue>()
    const used = new Set(members.map(({ facets }) => facets.part.toUpperCase()))
    families.set(name, { items: members, parts, used: [...used].flatMap((code) => parts.get(code) ?? []) })
  }
  return families
}

function familyOf(modality: Modality): string {
  return X_RAY.has(modality) ? 'X-ray' : modality
}

function partCosts(part: string, { parts, used }: Family): ReadonlyMap<string, number> {
  const asked = parts.get(part.toUpperCase())
  const above = asked === undefined ? [] : ancestorsOf(asked.code, parts)
  return new Map(
    used.map((value) => [value.code, asked === undefined ? PART_COST.foreign : partCost(asked, above, value, parts)]),
  )
}

/** Parts of one site differ by side only; otherwise the nearer the common ancestor, the closer. The unspecified part is far, a foreign one further. */
function partCost(asked: FacetValue, above: readonly FacetValue[], value: FacetValue, parts: Family['parts']): number {
  if (asked === value) return 0
  if (asked.site !== undefined && asked.site === value.site) return PART_COST.side
  if (isUnspecified(asked.code) || isUnspecified(value.code)) return PART_COST.unspecified
  const over = ancestorsOf(value.code, parts)
  if (above.includes(value) || over.includes(asked)) return PART_COST.ancestor
  if (asked.code.length > 4 && asked.code.slice(0, 4) === value.code.slice(0, 4)) return PART_COST.sibling
  return asked.code.slice(0, 2) === value.code.slice(0, 2) ? PART_COST.cousin : PART_COST.foreign
}

function facetDistance(query: FacetQuery, item: Item, composites: ReadonlySet<string>): number {
  const facets: Omit<FacetQuery, 'modality'> = item.facets
  let distance = query.modality === undefined || query.modality === item.modality ? 0 : OTHER_X_RAY_DEVICE
  for (const name of FIELDS) {
    const [asked, said] = [query[name], facets[name]]
    if (asked === undefined || said === undefined || asked === said) continue
    if (composites.has(`${asked}>${said}`)) distance += COMPOSITE
    else distance += name === 'scan' && asked.charAt(0) === said.charAt(0) ? SAME_GROUP : COST[name]
  }
  return distance
}

/** Pairs `a>b` of which one is a composite of the other, over the dictionaries of all fields. */
function compositePairs(edition: Edition): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const { values } of edition.dictionaries.values()) {
    for (const value of values.values()) {
      for (const component of value.components ?? [])
        pairs.add(`${value.code}>${component}`).add(`${component}>${value.code}`)
    }
  }
  return pairs
}
