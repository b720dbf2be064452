type Json = Readonly<Record<string, unknown>>
type Mutable = Record<string, unknown>

const CROSS = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-'

const RELATIONSHIP: Readonly<Record<string, string>> = {
  equivalent: 'equivalent',
  equal: 'equivalent',
  relatedto: 'related-to',
  inexact: 'related-to',
  wider: 'source-is-narrower-than-target',
  subsumes: 'source-is-narrower-than-target',
  narrower: 'source-is-broader-than-target',
  specializes: 'source-is-broader-than-target',
  disjoint: 'not-related-to',
}

/**
 * Turns what came as R4 into R5, the form in which the terminology works; cross-version extensions become the elements
 * that they stand for. Values of unexpected types are passed on as they are: whoever reads them checks them.
 */
export function fromR4(resource: unknown): unknown {
  if (!isObject(resource)) return resource
  switch (resource.resourceType) {
    case 'Parameters':
      return { ...resource, ...each(resource, 'parameter', parameterFromR4) }
    case 'ValueSet':
      return valueSetFromR4(resource)
    case 'ConceptMap':
      return conceptMapFromR4(resource)
    case 'Bundle':
      return {
        ...resource,
        ...each(resource, 'entry', (entry) =>
          entry.resource === undefined ? entry : { ...entry, resource: fromR4(entry.resource) },
        ),
      }
    default:
      return resource
  }
}

function parameterFromR4(parameter: Json): Json {
  const made: Mutable = { ...parameter, ...each(parameter, 'part', parameterFromR4) }
  if (parameter.resource !== undefined) made.resource = fromR4(parameter.resource)
  return made
}

function valueSetFromR4(resource: Json): Json {
  const made: Mutable = { ...resource, ...each(resource, 'contained', (one) => fromR4(one) as Json) }
  if (isObject(resource.compose)) {
    const { compose } = resource
    const added = Array.isArray(compose.extension) ? (compose.extension as readonly unknown[]) : []
    const [named, extension] = [added.filter(isComposeProperty), added.filter((one) => !isComposeProperty(one))]
    made.compose = {
      ...without(compose, named.length === 0 ? [] : ['extension']),
      ...(named.length === 0 || extension.length === 0 ? {} : { extension }),
      ...(named.length === 0 ? {} : { property: named.map(({ valueString }) => valueString) }),
      ...each(compose, 'include', includeFromR4),
      ...each(compose, 'exclude', includeFromR4),
    }
  }
  return made
}

function isComposeProperty(extension: unknown): extension is Json {
  return isObject(extension) && extension.url === `${CROSS}ValueSet.compose.property`
}

function includeFromR4(include: Json): Json {
  return {
    ...include,
    ...each(include, 'filter', (filter) => {
      if (filter.op !== undefined || !isObject(filter._op)) return filter
      const extensions = Array.isArray(filter._op.extension) ? (filter._op.extension as readonly Json[]) : []
      const op = extensions.find((one) => isObject(one) && one.url === `${CROSS}ValueSet.compose.include.filter.op`)
      return op === undefined ? filter : { ...filter, op: op.valueCode }
    }),
  }
}

function conceptMapFromR4(resource: Json): Json {
  const { sourceUri, sourceCanonical, targetUri, targetCanonical, ...rest } = resource
  const made: Mutable = { ...rest }
  if (sourceUri !== undefined) made.sourceScopeUri = sourceUri
  if (sourceCanonical !== undefined) made.sourceScopeCanonical = sourceCanonical
  if (targetUri !== undefined) made.targetScopeUri = targetUri
  if (targetCanonical !== undefined) made.targetScopeCanonical = targetCanonical
  if (isObject(resource.identifier)) made.identifier = [resource.identifier]
  return { ...made, ...each(resource, 'group', groupFromR4) }
}

function groupFromR4(group: Json): Json {
  const { sourceVersion, targetVersion, unmapped, ...rest } = group
  const made: Mutable = { ...rest, ...each(group, 'element', elementFromR4) }
  if (typeof sourceVersion === 'string') made.source = `${String(group.source)}|${sourceVersion}`
  if (typeof targetVersion === 'string') made.target = `${String(group.target)}|${targetVersion}`
  if (isObject(unmapped)) {
    const { mode, url, ...others } = unmapped
    made.unmapped = {
      ...others,
      mode: mode === 'provided' ? 'use-source-code' : mode,
      ...(url === undefined ? {} : { otherMap: url }),
    }
  }
  return made
}

function elementFromR4(element: Json): Json {
  const targets = Array.isArray(element.target) ? (element.target as readonly unknown[]) : []
  if (targets.some((target) => isObject(target) && target.equivalence === 'unmatched')) {
    const { target: _target, ...rest } = element
    return { ...rest, noMap: true }
  }
  return {
    ...element,
    ...each(element, 'target', (target) => {
      const { equivalence, ...others } = target
      return {
        ...others,
        ...(equivalence === undefined ? {} : { relationship: RELATIONSHIP[String(equivalence)] ?? 'related-to' }),
        ...each(target, 'dependsOn', dependencyFromR4),
        ...each(target, 'product', dependencyFromR4),
      }
    }),
  }
}

function dependencyFromR4({ property, value, system, display, ...rest }: Json): Json {
  return {
    ...rest,
    attribute: property,
    ...(system === undefined
      ? { valueString: value }
      : { valueCoding: { system, code: value, ...(display === undefined ? {} : { display }) } }),
  }
}

function without(resource: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(resource).filter(([key]) => !keys.includes(key)))
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function each(resource: Json, key: string, turn: (entry: Json) => Json): Json {
  const list = resource[key]
  if (!Array.isArray(list)) return {}
  return { [key]: list.map((entry: unknown) => (isObject(entry) ? turn(entry) : entry)) }
}
