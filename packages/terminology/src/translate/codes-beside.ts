import type { ConceptMap } from '../fhir/types.ts'
import { indexedGroups } from './map-index.ts'

/** A code of another system that a map sets beside one of ours. */
export interface CodeBeside {
  readonly map: ConceptMap
  readonly system: string
  readonly version: string
  readonly code: string
  readonly display: string
  /** What the other code is to ours. */
  readonly relation: Relation
}

export type Relation = 'equivalent' | 'narrower' | 'broader' | 'related'

/** By the relationship of R5, which is told from the source. */
const OF_SOURCE: Readonly<Partial<Record<string, Relation>>> = {
  equivalent: 'equivalent',
  'source-is-narrower-than-target': 'narrower',
  'source-is-broader-than-target': 'broader',
}
const TURNED: Readonly<Record<Relation, Relation>> = {
  equivalent: 'equivalent',
  narrower: 'broader',
  broader: 'narrower',
  related: 'related',
}

/** Codes of other systems beside a code of `system`, whichever way a map goes; what a map says is not related is left out. */
export function codesBeside(maps: readonly ConceptMap[], system: string, code: string): readonly CodeBeside[] {
  return maps.flatMap((map) => indexedGroups(map).flatMap((group) => [...towards(map, group), ...awayFrom(map, group)]))

  function* towards(map: ConceptMap, { source, target, byTarget }: Group): Generator<CodeBeside> {
    if (target.url !== system || source.url === system) return
    for (const { element, target: end } of byTarget(code)) {
      const relation = relationOf(end.relationship)
      if (element.code === undefined || relation === undefined) continue
      const { url, version } = source
      yield { map, system: url, version, code: element.code, display: element.display ?? '', relation }
    }
  }

  function* awayFrom(map: ConceptMap, { source, target, bySource }: Group): Generator<CodeBeside> {
    if (source.url !== system || target.url === system) return
    for (const { code: other, display = '', relationship } of bySource(code).flatMap((one) => one.target ?? [])) {
      const relation = relationOf(relationship)
      if (other === undefined || relation === undefined) continue
      const { url, version } = target
      yield { map, system: url, version, code: other, display, relation: TURNED[relation] }
    }
  }
}

type Group = ReturnType<typeof indexedGroups>[number]

function relationOf(relationship: string | undefined): Relation | undefined {
  return relationship === 'not-related-to' ? undefined : (OF_SOURCE[relationship ?? ''] ?? 'related')
}
