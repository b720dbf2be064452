import { createCodec, type Edition, type Item } from '@yingma/core'
import { kindsOf, type Route, type Routing, routesOf, type TargetKind } from './routing.ts'
import type { RoutingProblem } from './routing-problem.ts'

const SHOWN = 5

/**
 * Holds a routing table against an edition: every item, target and facet that it names exists, every route is used, and
 * every active item is routed exactly once for each kind of target.
 */
export function checkRouting(routing: Routing, edition: Edition, file: string): readonly RoutingProblem[] {
  const own: RoutingProblem[] =
    routing.edition === edition.version
      ? []
      : [{ code: 'routing-edition', file, made: routing.edition, edition: edition.version }]
  const taken = kindsOf(routing).map((kind) => ({ kind, items: takenBy(kind, routing, edition) }))
  const used = new Set(taken.flatMap(({ items }) => items.flatMap(({ routes }) => routes)))
  return [
    ...own,
    ...targetProblems(routing, file),
    ...routing.routes.flatMap((route, at) => routeProblems(route, used, `routes[${at}]`, routing, edition, file)),
    ...taken.flatMap(({ kind, items }) => completeness(kind, items, routing, file)),
  ]
}

interface TakenItem {
  readonly item: Item
  readonly routes: readonly Route[]
}

function takenBy(kind: TargetKind, routing: Routing, { items }: Edition): readonly TakenItem[] {
  return items
    .filter(({ status }) => status === 'active')
    .map((item) => ({ item, routes: routesOf(item, kind, routing) }))
}

function targetProblems({ targets, routes }: Routing, file: string): readonly RoutingProblem[] {
  return targets.flatMap(({ id, kind }, at): readonly RoutingProblem[] => {
    if (targets.findIndex((one) => one.id === id) < at)
      return [{ code: 'routing-target-twice', file, at: `targets[${at}]`, target: id }]
    if (!routes.some((route) => route.to === id && route.kind === kind))
      return [{ code: 'routing-target-unused', file, at: `targets[${at}]`, target: id }]
    return []
  })
}

function routeProblems(
  route: Route,
  used: ReadonlySet<Route>,
  at: string,
  { targets }: Routing,
  edition: Edition,
  file: string,
): readonly RoutingProblem[] {
  const { code, to, kind } = route
  const problems: RoutingProblem[] = []
  if (to !== null && !targets.some((target) => target.id === to && target.kind === kind))
    problems.push({ code: 'routing-unknown-target', file, at: `${at}.to`, target: to })
  if (code !== undefined) {
    const item = edition.byCode.get(code.toUpperCase())
    if (item === undefined) return [...problems, unknownItem(code, at, edition, file)]
    if (item.status === 'retired')
      return [
        ...problems,
        { code: 'routing-retired-item', file, at: `${at}.code`, item: code, successors: item.successors },
      ]
  }
  return used.has(route) ? problems : [...problems, { code: 'routing-fits-nothing', file, at }]
}

function unknownItem(code: string, at: string, edition: Edition, file: string): RoutingProblem {
  const decoded = createCodec(edition).decode(code)
  const nearest = 'nearest' in decoded ? decoded.nearest.slice(0, 3).map((item) => item.code) : []
  return { code: 'routing-unknown-item', file, at: `${at}.code`, item: code, nearest }
}

function completeness(
  kind: TargetKind,
  items: readonly TakenItem[],
  routing: Routing,
  file: string,
): readonly RoutingProblem[] {
  const missing = items.filter(({ routes }) => routes.length === 0).map(({ item }) => item.code)
  const doubled = new Map<string, { readonly routes: readonly number[]; readonly first: string; items: number }>()
  for (const { item, routes: found } of items) {
    if (found.length < 2) continue
    const routes = found.map((route) => routing.routes.indexOf(route))
    const known = doubled.get(routes.join())
    if (known === undefined) doubled.set(routes.join(), { routes, first: item.code, items: 1 })
    else known.items++
  }
  const gaps: RoutingProblem[] =
    missing.length === 0
      ? []
      : [{ code: 'routing-gap', file, kind, items: missing.length, first: missing.slice(0, SHOWN) }]
  return [...gaps, ...[...doubled.values()].map((one) => ({ code: 'routing-twice' as const, file, kind, ...one }))]
}
