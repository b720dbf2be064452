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
  return [
    ...own,
    ...targetProblems(routing, file),
    ...routing.routes.flatMap((route, at) => routeProblems(route, `routes[${at}]`, routing, edition, file)),
    ...kindsOf(routing).flatMap((kind) => completeness(kind, routing, edition, file)),
  ]
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
  at: string,
  routing: Routing,
  edition: Edition,
  file: string,
): readonly RoutingProblem[] {
  const { code, to, kind } = route
  const problems: RoutingProblem[] = []
  if (to !== null && !routing.targets.some((target) => target.id === to && target.kind === kind))
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
  const isUsed = activeItems(edition).some((item) => routesOf(item, kind, routing).includes(route))
  return isUsed ? problems : [...problems, { code: 'routing-fits-nothing', file, at }]
}

function unknownItem(code: string, at: string, edition: Edition, file: string): RoutingProblem {
  const decoded = createCodec(edition).decode(code)
  const nearest = 'nearest' in decoded ? decoded.nearest.slice(0, 3).map((item) => item.code) : []
  return { code: 'routing-unknown-item', file, at: `${at}.code`, item: code, nearest }
}

function completeness(kind: TargetKind, routing: Routing, edition: Edition, file: string): readonly RoutingProblem[] {
  const missing: Item[] = []
  const doubled = new Map<string, { readonly routes: readonly number[]; readonly first: string; items: number }>()
  for (const item of activeItems(edition)) {
    const found = routesOf(item, kind, routing)
    if (found.length === 0) missing.push(item)
    if (found.length < 2) continue
    const routes = found.map((route) => routing.routes.indexOf(route))
    const known = doubled.get(routes.join())
    if (known === undefined) doubled.set(routes.join(), { routes, first: item.code, items: 1 })
    else known.items++
  }
  const gaps: RoutingProblem[] =
    missing.length === 0
      ? []
      : [
          {
            code: 'routing-gap',
            file,
            kind,
            items: missing.length,
            first: missing.slice(0, SHOWN).map(({ code }) => code),
          },
        ]
  return [...gaps, ...[...doubled.values()].map((one) => ({ code: 'routing-twice' as const, file, kind, ...one }))]
}

function activeItems({ items }: Edition): readonly Item[] {
  return items.filter(({ status }) => status === 'active')
}
