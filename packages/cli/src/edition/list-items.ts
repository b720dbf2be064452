import {
  checkForm,
  compareCodes,
  createCodec,
  type DerivedCode,
  type Edition,
  type Item,
  type Modality,
} from '@yingma/core'

/** An item, or a derived code, as lists show it. */
export interface ListedItem {
  readonly code: string
  readonly checkForm: string | null
  /** Null for derived codes, which are no concepts of their own. */
  readonly conceptId: string | null
  readonly name: string
  readonly nameEn: string
  readonly modality: Modality
  readonly origin: Item['origin'] | 'derived'
  readonly status: Item['status']
  readonly facets: Item['facets']
  readonly designations: Item['designations']
  /** Code of the item that a derived code is made of. */
  readonly base: string | null
}

export interface Selection {
  /** Empty: all. */
  readonly modalities: readonly Modality[]
  readonly devices: boolean
}

/** The items of an edition in code order, with the derived codes where they are asked for. */
export function listItems(edition: Edition, { modalities, devices }: Selection): readonly ListedItem[] {
  const derived = devices ? derivedCodes(edition).map(listedDerived) : []
  const all = [...edition.items.map(listedItem), ...derived]
  const asked = modalities.length === 0 ? all : all.filter(({ modality }) => modalities.includes(modality))
  return devices ? [...asked].sort((a, b) => compareCodes(a.code, b.code)) : asked
}

/** Every other head of its scheme over the tail of every item that has a derived form under it. */
function derivedCodes(edition: Edition): readonly DerivedCode[] {
  const codec = createCodec(edition)
  const found: DerivedCode[] = []
  // Whether codes under one head derive from items under another is the same for all of them: the first answer decides.
  const never = new Set<string>()
  for (const item of edition.items) {
    const own = Object.keys(edition.schemes.find(({ id }) => id === item.scheme)?.heads ?? {})
    for (const head of own) {
      const pair = `${item.code.slice(0, head.length)} ${head}`
      if (item.code.startsWith(head) || item.status !== 'active' || never.has(pair)) continue
      const decoded = codec.decode(head + item.code.slice(head.length))
      if (decoded.kind === 'derived' && decoded.base === item) found.push(decoded)
      else if (decoded.kind !== 'item') never.add(pair)
    }
  }
  return found
}

function listedItem(item: Item): ListedItem {
  const { code, conceptId, name, nameEn, modality, origin, status, facets, designations } = item
  return {
    code,
    checkForm: checkForm(code),
    conceptId,
    name,
    nameEn,
    modality,
    origin,
    status,
    facets,
    designations,
    base: null,
  }
}

function listedDerived({ code, checkForm: form, name, nameEn, modality, facets, base }: DerivedCode): ListedItem {
  const listed = { code, checkForm: form, name, nameEn, modality, facets, base: base.code, status: base.status }
  return { ...listed, conceptId: null, origin: 'derived', designations: [] }
}

/** One line of JSON Lines. */
export function itemJson({ base, ...item }: ListedItem): Readonly<Record<string, unknown>> {
  return base === null ? item : { ...item, base }
}

const FACETS = [
  'device',
  'part',
  'side',
  'route',
  'detail',
  'image',
  'scan',
  'processing',
  'position',
  'process',
  'dose',
  'supplementary',
] as const

const FACTS = ['code', 'checkForm', 'conceptId', 'name', 'nameEn', 'modality', 'origin', 'status'] as const

/** Columns of a list as a table: a column for every facet, designations in one cell. */
export const COLUMNS: readonly string[] = [...FACTS, ...FACETS, 'designations']

/** One row of a table. */
export function itemCells(item: ListedItem): readonly string[] {
  const facets: Readonly<Record<string, string | null | undefined>> = { ...item.facets }
  return [
    ...FACTS.map((fact) => item[fact] ?? ''),
    ...FACETS.map((facet) => facets[facet] ?? ''),
    item.designations.map(({ value }) => value).join(' | '),
  ]
}
