import { HEAD_LENGTH, layoutsOf } from '../codes/layout.ts'
import { ancestorsOf, isUnspecified } from '../codes/value-tree.ts'
import type { Edition, Item } from '../model/edition.ts'
import type { FacetTuple, FacetValue } from '../model/facets.ts'
import type { Modality } from '../model/scheme.ts'
import { Closest } from './closest.ts'
import { editDistance } from './edit-distance.ts'

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

const LIMIT = 5

/** What a difference in a facet costs where nothing finer is known. The order, not the size, is what matters. */
const COST = { device: 1, part: 12, scan: 4, processing: 2, position: 2, route: 1, detail: 2, process: 1 } as const
type FacetName = keyof typeof COST

const SAME_SCAN_GROUP = 2
const COMPOSITE = 1
const PART_COST = { side: 1, ancestor: 2, sibling: 3, cousin: 8, unspecified: 9 } as const
const OTHER_X_RAY_DEVICE = 3
/** Keystrokes being equal, a code of the same device is likelier. */
const OTHER_HEAD = 0.5

/** DR, mobile DR, CR, mammography and fluoroscopy are one family: an item of another member is still close. */
const X_RAY: ReadonlySet<Modality> = new Set(['DR', 'MDR', 'CR', 'MG', 'RF'])

/** One facet of the items of a family: the values that occur, and for each item the place of its value among them. */
interface Column {
  readonly facet: FacetName
  readonly values: readonly FacetValue[]
  readonly places: readonly number[]
  readonly dictionary: ReadonlyMap<string, FacetValue>
}

interface Family {
  readonly items: readonly Item[]
  readonly columns: readonly Column[]
}

/** Makes the finder of an edition; its tables are read once, here. Retired items are never found. */
export function createNearest(edition: Edition): Nearest {
  const active = edition.items.filter(({ status }) => status === 'active')
  const families = familiesOf(active, edition)

  function toFacets(query: FacetQuery, limit = LIMIT): readonly Item[] {
    const asked = query.modality === undefined ? [...families.values()] : [families.get(familyOf(query.modality))]
    const best = new Closest(limit)
    for (const family of asked) if (family !== undefined) addFamily(query, family, best)
    return best.items()
  }

  function toText(text: string, limit = LIMIT): readonly Item[] {
    const upper = text.toUpperCase()
    const best = new Closest(limit)
    for (const item of active) {
      const code = item.code.toUpperCase()
      const distance = editDistance(upper, code, Math.min(upper.length / 2, best.bound))
      if (distance === Number.POSITIVE_INFINITY) continue
      best.add(item, code.startsWith(upper.slice(0, HEAD_LENGTH)) ? distance : distance + OTHER_HEAD)
    }
    return best.items()
  }

  return { toFacets, toText }
}

/** The question that a facet tuple asks. */
export function facetQuery(facets: FacetTuple, modality: Modality): FacetQuery {
  return { ...facets, modality }
}

function familyOf(modality: Modality): string {
  return X_RAY.has(modality) ? 'X-ray' : modality
}

function familiesOf(items: readonly Item[], edition: Edition): ReadonlyMap<string, Family> {
  const families = new Map<string, Family>()
  for (const name of new Set(items.map(({ modality }) => familyOf(modality)))) {
    const members = items.filter(({ modality }) => familyOf(modality) === name)
    families.set(name, { items: members, columns: columnsOf(members, edition) })
  }
  return families
}

function columnsOf(items: readonly Item[], edition: Edition): readonly Column[] {
  const facets: readonly Readonly<Record<string, unknown>>[] = items.map((item) => ({ ...item.facets }))
  const slots = layoutsOf(edition).get(items[0]?.code.slice(0, HEAD_LENGTH).toUpperCase() ?? '')?.slots ?? []
  return slots.flatMap(({ facet, values }): Column[] => {
    if (values === null || !isFacetName(facet)) return []
    const used = [...new Set(facets.map((tuple) => values.get(String(tuple[facet]).toUpperCase())))]
    const known = used.filter((value) => value !== undefined)
    const places = new Map(known.map((value, place) => [value.code, place]))
    return [
      {
        facet,
        values: known,
        places: facets.map((tuple) => places.get(String(tuple[facet])) ?? 0),
        dictionary: values,
      },
    ]
  })
}

function isFacetName(facet: string | null): facet is FacetName {
  return facet !== null && Object.hasOwn(COST, facet)
}

/** Works the cost of every occurring value out once, then only adds up: the question is asked for every name that finds no item. */
function addFamily(query: FacetQuery, { items, columns }: Family, best: Closest): void {
  const asked = columns.filter(({ facet }) => query[facet] !== undefined)
  const costs = asked.map((column) => column.values.map((value) => costOf(query[column.facet] ?? '', value, column)))
  for (const [at, item] of items.entries()) {
    let distance = query.modality === undefined || query.modality === item.modality ? 0 : OTHER_X_RAY_DEVICE
    for (let c = 0; c < asked.length; c++) distance += costs[c]?.[asked[c]?.places[at] ?? 0] ?? 0
    best.add(item, distance)
  }
}

function costOf(code: string, said: FacetValue, { facet, dictionary }: Column): number {
  const asked = dictionary.get(code.toUpperCase())
  if (asked === said) return 0
  if (asked === undefined) return COST[facet]
  if (facet === 'part') return partCost(asked, said, dictionary)
  if (asked.components?.includes(said.code) || said.components?.includes(asked.code)) return COMPOSITE
  return facet === 'scan' && asked.code.charAt(0) === said.code.charAt(0) ? SAME_SCAN_GROUP : COST[facet]
}

/** Parts of one site differ by side only; otherwise the nearer in the tree, the closer. The unspecified part is far, a foreign one further. */
function partCost(asked: FacetValue, said: FacetValue, dictionary: Column['dictionary']): number {
  if (asked.site !== undefined && asked.site === said.site) return PART_COST.side
  if (isUnspecified(asked.code) || isUnspecified(said.code)) return PART_COST.unspecified
  if (asked.code.slice(0, 2) !== said.code.slice(0, 2)) return COST.part
  if (ancestorsOf(asked.code, dictionary).includes(said) || ancestorsOf(said.code, dictionary).includes(asked)) {
    return PART_COST.ancestor
  }
  return asked.code.length > 4 && asked.code.slice(0, 4) === said.code.slice(0, 4)
    ? PART_COST.sibling
    : PART_COST.cousin
}
