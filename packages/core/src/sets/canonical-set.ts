import { compareCodes } from '../codes/code-order.ts'
import { baseHead } from '../codes/derived.ts'
import { createFacetCodec } from '../codes/facet-codec.ts'
import { HEAD_LENGTH, layoutsOf } from '../codes/layout.ts'
import type { Edition } from '../model/edition.ts'
import { createComposites } from './composite.ts'
import { type CoverItem, cover } from './cover.ts'

/** Sets of exams written one way only, so that equal sets have equal identifiers. */
export interface Sets {
  /**
   * The canonical members of a set of codes: order and letter case do not matter, duplicates count once, left and right of one part and scan become the
   * two-sided item, single views or scans become the composite item where the edition has it, a composite without item
   * becomes its components. In code order, as published. A text that is no official code (a local item) stays as it is, upper-cased.
   */
  canonical(codes: readonly string[]): readonly string[]
  /** The canonical members, upper-cased, joined by `+`; equal exactly for sets that ask for the same exams. Empty for the empty set. */
  identifier(codes: readonly string[]): string
  /** The exams that a set consists of when every composite is taken apart: for comparing sets that overlap. Sorted, none twice. */
  atoms(codes: readonly string[]): readonly string[]
}

/** Makes the sets of an edition; its tables are read once, here. */
export function createSets(edition: Edition): Sets {
  const codec = createFacetCodec(edition)
  const composites = createComposites(edition)
  const layouts = layoutsOf(edition)
  const known = new Map<string, CoverItem>()
  const byAtom = new Map<string, CoverItem[]>()
  for (const item of edition.items) {
    if (item.status !== 'active') continue
    const entry = { code: item.code, atoms: composites.atomsOf(item.facets) }
    known.set(item.code.toUpperCase(), entry)
    for (const atom of entry.atoms) byAtom.set(atom, [...(byAtom.get(atom) ?? []), entry])
  }
  const familyOf = familiesOf([...known.values()], byAtom)

  function atomsOf(code: string): readonly string[] {
    const item = known.get(code.toUpperCase())
    if (item !== undefined) return item.atoms
    const facets = codec.facetsOf(code)
    return facets === null ? [code.toUpperCase()] : composites.atomsOf(facets)
  }

  function canonical(codes: readonly string[]): readonly string[] {
    return apart(codes) ?? compose(codes)
  }

  /** Most sets are one item, or items that have nothing to do with each other: those are canonical as they stand. */
  function apart(codes: readonly string[]): readonly string[] | null {
    const items: CoverItem[] = []
    const families = new Set<string | undefined>()
    for (const code of codes) {
      const item = known.get(code)
      if (item === undefined) return null
      items.push(item)
      families.add(familyOf.get(code))
    }
    return families.size < codes.length ? null : items.map(({ code }) => code).sort(compareCodes)
  }

  function compose(codes: readonly string[]): readonly string[] {
    const groups = new Map<string, string[]>()
    for (const code of new Set(codes.map((text) => text.trim().toUpperCase()))) {
      const device = deviceOf(code)
      groups.set(device, [...(groups.get(device) ?? []), code])
    }
    const members = [...groups].flatMap(([device, group]) => {
      if (device === '') return canonicalGroup(group)
      const base = baseHead(layouts.get(device)!) ?? device
      const found = canonicalGroup(group.map((code) => base + code.slice(HEAD_LENGTH)))
      return found.map((code) => device + code.slice(HEAD_LENGTH))
    })
    return members.sort(compareCodes)
  }

  /** The head of a derived code, whose sets are those of the any-device items; `''` for all others. */
  function deviceOf(code: string): string {
    const head = code.slice(0, HEAD_LENGTH)
    const layout = known.has(code) ? undefined : layouts.get(head)
    return layout === undefined || baseHead(layout) === null ? '' : head
  }

  function canonicalGroup(codes: readonly string[]): readonly string[] {
    const families = codes.map((code) => familyOf.get(code))
    const isAlone = (at: number): boolean =>
      !families.includes(undefined) && families.indexOf(families[at]) === families.lastIndexOf(families[at])
    const alone = codes.filter((_, at) => isAlone(at))
    const meeting = codes.filter((_, at) => !isAlone(at))
    return [
      ...alone.map((code) => known.get(code)?.code ?? code),
      ...cover(new Set(meeting.flatMap((code) => atomsOf(code))), byAtom),
    ]
  }

  return {
    canonical,
    identifier: (codes) =>
      canonical(codes)
        .map((code) => code.toUpperCase())
        .join('+'),
    atoms: (codes) => [...new Set(codes.flatMap((code) => atomsOf(code.trim())))].sort(compareCodes),
  }
}

/** Items that share an atom, directly or through others, are one family: only inside a family can items replace one another. */
function familiesOf(
  items: readonly CoverItem[],
  byAtom: ReadonlyMap<string, readonly CoverItem[]>,
): ReadonlyMap<string, string> {
  const families = new Map<string, string>()
  for (const first of items) {
    const open = families.has(first.code.toUpperCase()) ? [] : [first]
    while (open.length > 0) {
      const item = open.pop()!
      if (families.has(item.code.toUpperCase())) continue
      families.set(item.code.toUpperCase(), first.code)
      for (const atom of item.atoms) open.push(...(byAtom.get(atom) ?? []))
    }
  }
  return families
}
