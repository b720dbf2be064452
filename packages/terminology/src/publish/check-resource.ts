import { checkShape } from '../fhir/check-shape.ts'
import type { Canonical, CodeSystem, ConceptDefinition, ConceptMap, ConceptSet, ValueSet } from '../fhir/types.ts'
import type { ImportProblem } from './import-problem.ts'

const STATUSES = new Set(['draft', 'active', 'retired', 'unknown'])
const CONTENTS = new Set(['not-present', 'example', 'fragment', 'complete', 'supplement'])
const RELATIONSHIPS = new Set([
  'related-to',
  'equivalent',
  'source-is-narrower-than-target',
  'source-is-broader-than-target',
  'not-related-to',
])

/** What is wrong with a resource (shapes of R5) that wants to be taken over; nothing means that it can be. */
export function checkResource(file: string, resource: Canonical): readonly ImportProblem[] {
  const shape = checkShape(resource)
  if (shape !== undefined) return [{ code: 'import.wrong-shape', file, where: shape }]
  const problems: ImportProblem[] = []
  const { resourceType, url, status } = resource
  const need = (value: string | undefined, where: string): void => {
    if (value === undefined || value === '') problems.push({ code: 'import.element-missing', file, where })
  }
  const oneOf = (value: string | undefined, known: ReadonlySet<string>, where: string): void => {
    if (value === undefined) need(value, where)
    else if (!known.has(value)) problems.push({ code: 'import.value-unknown', file, where, value })
  }
  need(url, `${resourceType}.url`)
  oneOf(status, STATUSES, `${resourceType}.status`)
  if (resourceType === 'CodeSystem') {
    const system = resource as CodeSystem
    oneOf(system.content, CONTENTS, 'CodeSystem.content')
    if (system.content === 'supplement') need(system.supplements, 'CodeSystem.supplements')
    problems.push(...checkConcepts(file, system))
  } else if (resourceType === 'ValueSet') problems.push(...checkValueSet(file, resource as ValueSet))
  else for (const [where, target] of targetsOf(resource as ConceptMap)) oneOf(target, RELATIONSHIPS, where)
  return problems
}

function checkConcepts(file: string, system: CodeSystem): ImportProblem[] {
  const problems: ImportProblem[] = []
  const declared = new Set(system.property?.map(({ code }) => code))
  // Properties that FHIR itself defines need no declaration.
  for (const code of ['parent', 'child', 'status', 'inactive', 'notSelectable', 'effectiveDate', 'deprecationDate'])
    declared.add(code)
  const seen = new Set<string>()
  const open: (readonly [ConceptDefinition, string])[] = []
  const add = (concepts: readonly ConceptDefinition[] | undefined, path: string): void => {
    concepts?.forEach((concept, at) => {
      open.push([concept, `${path}.concept[${at}]`])
    })
  }
  add(system.concept, 'CodeSystem')
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [{ code, property, concept }, where] = next
    if (code === undefined || code === '')
      problems.push({ code: 'import.element-missing', file, where: `${where}.code` })
    else if (seen.has(code)) problems.push({ code: 'import.code-twice', file, where, value: code })
    else seen.add(code)
    for (const { code: name = '' } of property ?? []) {
      if (!declared.has(name)) problems.push({ code: 'import.property-unknown', file, where, value: name })
    }
    add(concept, where)
  }
  return problems
}

function checkValueSet(file: string, { compose }: ValueSet): ImportProblem[] {
  const sets = (['include', 'exclude'] as const).flatMap((kind) =>
    (compose?.[kind] ?? []).map((set, at): [ConceptSet, string] => [set, `ValueSet.compose.${kind}[${at}]`]),
  )
  return sets.flatMap(([{ system, concept, filter, valueSet }, where]): ImportProblem[] => {
    const missing: string[] = []
    if (system === undefined && valueSet === undefined) missing.push(`${where}.system`)
    if (system === undefined && (concept !== undefined || filter !== undefined)) missing.push(`${where}.system`)
    for (const [at, one] of (concept ?? []).entries()) if (!one.code) missing.push(`${where}.concept[${at}].code`)
    for (const [at, one] of (filter ?? []).entries()) {
      for (const field of ['property', 'op', 'value'] as const)
        if (!one[field]) missing.push(`${where}.filter[${at}].${field}`)
    }
    return [...new Set(missing)].map((element) => ({ code: 'import.element-missing', file, where: element }))
  })
}

/** The relationship of each target, by its place. */
function targetsOf({ group = [] }: ConceptMap): (readonly [string, string | undefined])[] {
  return group.flatMap(({ element = [] }, g) =>
    element.flatMap(({ target = [] }, e) =>
      target.map(
        ({ relationship }, t) =>
          [`ConceptMap.group[${g}].element[${e}].target[${t}].relationship`, relationship] as const,
      ),
    ),
  )
}
