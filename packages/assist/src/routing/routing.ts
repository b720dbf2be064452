import { createCodec, type Edition, type Item, type Text } from '@yingma/core'

/** What an exam can be sent to. */
export const TARGET_KINDS = ['worklist', 'algorithm'] as const
export type TargetKind = (typeof TARGET_KINDS)[number]

/** A work list or an algorithm; its id is what the receiving system calls it. */
export interface Target {
  readonly id: string
  readonly kind: TargetKind
  readonly title: Text
  /** Version of the algorithm, where there is one. */
  readonly version?: string
}

/**
 * Items, and where their exams go: one item by its code, or those of a modality, a part (beginning of its code), a scan.
 * `to: null` says on purpose that they go nowhere. A route that names more facets goes before one that names fewer, a code
 * before all.
 */
export interface Route {
  readonly kind: TargetKind
  readonly to: string | null
  readonly code?: string
  readonly modality?: string
  readonly part?: string
  readonly scan?: string
}

/** A routing table: data with a version, made for one edition. */
export interface Routing {
  readonly format: 'yingma-routing'
  readonly version: string
  readonly edition: string
  readonly title: Text
  readonly targets: readonly Target[]
  readonly routes: readonly Route[]
}

/** Kinds of target that a table has; each exam is routed once in each of them. */
export function kindsOf({ targets, routes }: Routing): readonly TargetKind[] {
  return TARGET_KINDS.filter((kind) => [...targets, ...routes].some((one) => one.kind === kind))
}

/** The routes that fit an item best; exactly one in a table without defects. */
export function routesOf(item: Item, kind: TargetKind, { routes }: Routing): readonly Route[] {
  let best = -1
  let found: Route[] = []
  for (const route of routes) {
    if (route.kind !== kind || !fits(route, item)) continue
    const weight = weightOf(route)
    if (weight > best) [best, found] = [weight, [route]]
    else if (weight === best) found.push(route)
  }
  return found
}

function fits({ code, modality, part, scan }: Route, item: Item): boolean {
  const facets: Readonly<Record<string, unknown>> = { ...item.facets }
  return (
    (code === undefined || code.toUpperCase() === item.code.toUpperCase()) &&
    (modality === undefined || modality === item.modality) &&
    (part === undefined || item.facets.part.toUpperCase().startsWith(part.toUpperCase())) &&
    (scan === undefined || facets.scan === scan)
  )
}

function weightOf({ code, modality, part, scan }: Route): number {
  // Among routes that name a part, the longer beginning is the narrower one.
  const named = [modality, part, scan].filter((facet) => facet !== undefined).length
  return code === undefined ? named * 100 + (part?.length ?? 0) : 1000
}

/** Where the items of one exam go, by kind; ids in the order of the items, each once. */
export type RoutedExam = Readonly<Partial<Record<TargetKind, readonly string[]>>>

export interface Router {
  readonly kinds: readonly TargetKind[]
  route(codes: readonly string[]): RoutedExam
}

/**
 * Makes the router of a checked table. A code of one device goes where the item goes that it is derived from, a local one
 * with its parent; other codes that the edition does not have go nowhere.
 */
export function createRouter(routing: Routing, edition: Edition): Router {
  const kinds = kindsOf(routing)
  const codec = createCodec(edition)
  const itemOf = (code: string): Item | undefined => {
    const read = codec.decode(code)
    const decoded = read.kind === 'local' ? read.parent : read
    if (decoded.kind === 'derived') return decoded.base
    return decoded.kind === 'item' ? decoded.item : undefined
  }
  const places = new Map<string, RoutedExam>()
  const placesOf = (code: string): RoutedExam => {
    const known = places.get(code)
    if (known !== undefined) return known
    const item = itemOf(code)
    const found = Object.fromEntries(
      kinds.map((kind) => {
        const to = item && routesOf(item, kind, routing)[0]?.to
        return [kind, to === undefined || to === null ? [] : [to]]
      }),
    )
    places.set(code, found)
    return found
  }
  return {
    kinds,
    route: (codes) => {
      const routed = codes.map(placesOf)
      const union = (kind: TargetKind) => [...new Set(routed.flatMap((exam) => exam[kind] ?? []))]
      return Object.fromEntries(kinds.map((kind) => [kind, union(kind)]))
    },
  }
}
