import type { FacetValue } from '../model/facets.ts'
import { createComposites } from '../sets/composite.ts'
import { allValues, type Check, clashes, refOf, valueRefOf } from './check.ts'
import type { Finding } from './finding.ts'

/**
 * Composites are closed: components exist in the same dictionary and lead back to no composite above them; a site has
 * each side once; and no two items, values or sides take apart into the same, so that a set has one canonical spelling.
 */
export const checkComposites: Check = (edition) => {
  const values = allValues(edition)
  const composite = values.filter(({ components }) => components !== undefined)
  const sided = values.filter(({ side }) => side !== undefined)
  const composites = createComposites(edition)
  const active = edition.items.filter(({ status }) => status === 'active')
  const findings: Finding[] = [
    ...composite.flatMap((value) =>
      componentFindings(value, edition.dictionaries.get(value.dictionary)?.values ?? new Map()),
    ),
    ...clashes(composite, componentKey).map(
      (group): Finding => ({ code: 'finding-composite-twice', values: group.map(valueRefOf) }),
    ),
    ...clashes(sided, ({ dictionary, site, side }) => `${dictionary}|${site}|${side}`).map(
      (group): Finding => ({ code: 'finding-side-twice', values: group.map(valueRefOf) }),
    ),
    ...clashes(active, ({ facets }) => composites.atomsOf(facets).join()).map(
      (group): Finding => ({ code: 'finding-set-twice', items: group.map(refOf) }),
    ),
  ]
  return { examined: composite.length + sided.length + active.length, findings }
}

function componentKey({ dictionary, components = [] }: FacetValue): string {
  return `${dictionary}|${[...components].sort().join('+').toUpperCase()}`
}

function componentFindings(value: FacetValue, values: ReadonlyMap<string, FacetValue>): readonly Finding[] {
  const unknown = (value.components ?? []).filter((code) => !values.has(code.toUpperCase()))
  const findings: Finding[] = unknown.map((component) => ({
    code: 'finding-component-unknown',
    value: valueRefOf(value),
    component,
  }))
  return consistsOf(value, value.code, values)
    ? [...findings, { code: 'finding-component-loop', value: valueRefOf(value) }]
    : findings
}

/** Whether a value comes back among its own components. */
function consistsOf(value: FacetValue, code: string, values: ReadonlyMap<string, FacetValue>): boolean {
  const seen = new Set<string>()
  const open = [...(value.components ?? [])]
  while (open.length > 0) {
    const next = (open.pop() ?? '').toUpperCase()
    if (next === code.toUpperCase()) return true
    if (seen.has(next)) continue
    seen.add(next)
    open.push(...(values.get(next)?.components ?? []))
  }
  return false
}
