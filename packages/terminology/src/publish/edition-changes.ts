import { DEFAULT_BASE_URI, diffEditions, type Edition, type Item, schemeUri } from '@yingma/core'
import type { ConceptMap, MapElement, MapTarget } from '../fhir/types.ts'
import { conceptMapUri, idOf, PUBLISHER, type Publication } from '../standard/addresses.ts'

/**
 * What became of the codes of an earlier edition, as a ConceptMap from it to the later one: retired codes to their
 * successors, codes of a concept that has another code now to that code, codes that are gone to nothing. Codes that
 * stay as they are map to themselves and are left out.
 */
export function editionChanges(
  from: Edition,
  to: Edition,
  { base = DEFAULT_BASE_URI, date, status }: Publication,
): ConceptMap {
  const diff = diffEditions(from, to)
  const id = idOf('changes', from.version, to.version)
  const rows: { readonly item: Item; readonly element: MapElement }[] = [
    ...diff.retired.map(({ item, successors }) => ({
      item,
      element: elementOf(
        item,
        successors.map((one) => target(one, successors.length === 1 ? 'equivalent' : 'source-is-broader-than-target')),
      ),
    })),
    ...diff.recoded.map(({ before, after, facets }) => ({
      item: before,
      element: elementOf(before, [{ ...target(after, 'equivalent'), comment: facets.join(', ') }]),
    })),
    ...diff.removed.map((item) => ({ item, element: elementOf(item, []) })),
  ]
  const groups = from.schemes.flatMap((scheme) => {
    const element = rows.filter(({ item }) => item.scheme === scheme.id).map((row) => row.element)
    const uri = schemeUri(scheme.id, base)
    return element.length === 0
      ? []
      : [
          {
            source: `${uri}|${from.version}`,
            target: `${uri}|${to.version}`,
            element,
            unmapped: { mode: 'use-source-code', relationship: 'equivalent' },
          },
        ]
  })
  return {
    resourceType: 'ConceptMap',
    id,
    url: conceptMapUri(id, base),
    version: to.version,
    name: `YingmaChanges${from.version}To${to.version}`.replace(/[^A-Za-z0-9_]/g, '_'),
    title: `${from.version} → ${to.version}`,
    status,
    date,
    publisher: PUBLISHER,
    description: `Codes of edition ${from.version} that are others, or gone, in ${to.version}: ${diff.added.length} added, ${diff.retired.length} retired, ${diff.recoded.length} with another code, ${diff.removed.length} gone, ${diff.renamed.length} renamed.`,
    ...(groups.length === 0 ? {} : { group: groups }),
  }
}

function elementOf(item: Item, targets: readonly MapTarget[]): MapElement {
  const source = { code: item.code, display: item.name }
  return targets.length === 0 ? { ...source, noMap: true } : { ...source, target: targets }
}

function target(item: Item, relationship: string): MapTarget {
  return { code: item.code, display: item.name, relationship }
}
