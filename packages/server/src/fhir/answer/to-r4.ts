type Json = Readonly<Record<string, unknown>>
type Mutable = Record<string, unknown>

/** Elements of R5 travel in R4 as extensions with these addresses (cross-version extensions). */
const CROSS = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-'

const EQUIVALENCE: Readonly<Record<string, string>> = {
  equivalent: 'equivalent',
  'related-to': 'relatedto',
  'source-is-narrower-than-target': 'wider',
  'source-is-broader-than-target': 'narrower',
  'not-related-to': 'disjoint',
}

/** Turns a resource of R5 into R4; what R4 lacks becomes a cross-version extension. The resource given stays as it is. */
export function toR4(resource: Json): Json {
  switch (resource.resourceType) {
    case 'Parameters':
      return { ...resource, ...each(resource, 'parameter', parameterToR4) }
    case 'ValueSet':
      return valueSetToR4(canonicalToR4(resource))
    case 'CodeSystem':
      return canonicalToR4(resource)
    case 'ConceptMap':
      return conceptMapToR4(canonicalToR4(resource))
    case 'NamingSystem':
      return without(canonicalToR4(resource), ['url', 'version', 'title', 'experimental', 'versionAlgorithmString'])
    case 'Bundle':
      return {
        ...resource,
        ...each(resource, 'entry', (entry) =>
          entry.resource === undefined ? entry : { ...entry, resource: toR4(entry.resource as Json) },
        ),
      }
    default:
      return resource
  }
}

function parameterToR4(parameter: Json): Json {
  const made: Mutable = { ...parameter, ...each(parameter, 'part', parameterToR4) }
  if (parameter.resource !== undefined) made.resource = toR4(parameter.resource as Json)
  if (parameter.name === 'relationship') {
    made.name = 'equivalence'
    made.valueCode = EQUIVALENCE[String(parameter.valueCode)] ?? 'relatedto'
  }
  return made
}

function canonicalToR4(resource: Json): Json {
  const { versionAlgorithmString, versionAlgorithmCoding, ...rest } = resource
  const kind = `${CROSS}${String(resource.resourceType)}.versionAlgorithm`
  const added =
    versionAlgorithmString === undefined
      ? versionAlgorithmCoding === undefined
        ? []
        : [{ url: kind, valueCoding: versionAlgorithmCoding }]
      : [{ url: kind, valueString: versionAlgorithmString }]
  const contained = each(rest, 'contained', toR4)
  return added.length === 0
    ? { ...rest, ...contained }
    : { ...rest, ...contained, extension: [...listOf(rest, 'extension'), ...added] }
}

function valueSetToR4(resource: Json): Json {
  const made: Mutable = { ...resource }
  if (resource.compose !== undefined) {
    const { property, ...compose } = resource.compose as Json
    const named = ((property ?? []) as readonly string[]).map((valueString) => ({
      url: `${CROSS}ValueSet.compose.property`,
      valueString,
    }))
    made.compose = {
      ...compose,
      ...(named.length === 0 ? {} : { extension: [...listOf(compose, 'extension'), ...named] }),
      ...each(compose, 'include', includeToR4),
      ...each(compose, 'exclude', includeToR4),
    }
  }
  if (resource.expansion !== undefined) {
    const { property, ...expansion } = resource.expansion as Json
    const declared = ((property ?? []) as readonly Json[]).map(({ code, uri }) => ({
      url: `${CROSS}ValueSet.expansion.property`,
      extension: [{ url: 'code', valueCode: code }, ...(uri === undefined ? [] : [{ url: 'uri', valueUri: uri }])],
    }))
    const extension = [...listOf(expansion, 'extension'), ...declared]
    made.expansion = {
      ...(extension.length === 0 ? {} : { extension }),
      ...without(expansion, ['extension']),
      ...containsOf(expansion),
    }
  }
  return made
}

const NEW_OPERATORS = new Set(['child-of', 'descendent-leaf'])

function includeToR4(include: Json): Json {
  return {
    ...include,
    ...each(include, 'filter', (filter) => {
      if (!NEW_OPERATORS.has(String(filter.op))) return filter
      const { op, ...rest } = filter
      return { ...rest, _op: { extension: [{ url: `${CROSS}ValueSet.compose.include.filter.op`, valueCode: op }] } }
    }),
  }
}

/** Most lists are the same in R4 and then stay the very list that they are. */
function containsOf(expansion: Json): Json {
  const list = listOf(expansion, 'contains') as readonly Json[]
  if (list.length === 0) return {}
  const isSame = list.every(({ property, contains }) => property === undefined && contains === undefined)
  return { contains: isSame ? list : list.map(containsToR4) }
}

function containsToR4(entry: Json): Json {
  const { property, ...rest } = entry
  const children = entry.contains === undefined ? {} : each(entry, 'contains', containsToR4)
  if (property === undefined) return entry.contains === undefined ? entry : { ...rest, ...children }
  const properties = (property as readonly Json[]).map(({ code, ...value }) => ({
    url: `${CROSS}ValueSet.expansion.contains.property`,
    extension: [
      { url: 'code', valueCode: code },
      ...Object.entries(value).map(([key, content]) => ({ url: 'value', [key]: content })),
    ],
  }))
  return { extension: [...listOf(rest, 'extension'), ...properties], ...without(rest, ['extension']), ...children }
}

function conceptMapToR4(resource: Json): Json {
  const { sourceScopeUri, sourceScopeCanonical, targetScopeUri, targetScopeCanonical, ...rest } = resource
  const made: Mutable = without(rest, ['property', 'additionalAttribute'])
  if (sourceScopeUri !== undefined) made.sourceUri = sourceScopeUri
  if (sourceScopeCanonical !== undefined) made.sourceCanonical = sourceScopeCanonical
  if (targetScopeUri !== undefined) made.targetUri = targetScopeUri
  if (targetScopeCanonical !== undefined) made.targetCanonical = targetScopeCanonical
  if (Array.isArray(made.identifier)) made.identifier = made.identifier[0]
  return { ...made, ...each(resource, 'group', groupToR4) }
}

function groupToR4(group: Json): Json {
  const made: Mutable = { ...group, ...each(group, 'element', elementToR4) }
  for (const side of ['source', 'target']) {
    const [url, version] = String(group[side] ?? '').split('|')
    if (version === undefined) continue
    made[side] = url
    made[`${side}Version`] = version
  }
  if (group.unmapped !== undefined) {
    const { relationship: _relationship, otherMap, mode, ...unmapped } = group.unmapped as Json
    made.unmapped = {
      mode: mode === 'use-source-code' ? 'provided' : mode,
      ...unmapped,
      ...(otherMap === undefined ? {} : { url: otherMap }),
    }
  }
  return made
}

function elementToR4(element: Json): Json {
  const { noMap, ...rest } = element
  if (noMap === true) return { ...rest, target: [{ equivalence: 'unmatched' }] }
  return {
    ...rest,
    ...each(element, 'target', (target) => {
      const { relationship, ...others } = target
      return {
        ...others,
        equivalence: EQUIVALENCE[String(relationship)] ?? 'relatedto',
        ...each(target, 'dependsOn', dependencyToR4),
        ...each(target, 'product', dependencyToR4),
      }
    }),
  }
}

function dependencyToR4(dependency: Json): Json {
  const { attribute, valueSet: _valueSet, ...values } = dependency
  const value = Object.entries(values).find(([key]) => key.startsWith('value'))?.[1]
  if (typeof value !== 'object' || value === null) return { property: attribute, value: String(value ?? '') }
  const { system, code, display } = value as Json
  return {
    property: attribute,
    ...(system === undefined ? {} : { system }),
    value: code,
    ...(display === undefined ? {} : { display }),
  }
}

function listOf(resource: Json, key: string): readonly unknown[] {
  return Array.isArray(resource[key]) ? (resource[key] as readonly unknown[]) : []
}

/** The list under the key with each of its objects turned; nothing where there is no list. */
function each(resource: Json, key: string, turn: (entry: Json) => Json): Json {
  const list = resource[key]
  return Array.isArray(list) ? { [key]: list.map((entry: Json) => turn(entry)) } : {}
}

function without(resource: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(resource).filter(([key]) => !keys.includes(key)))
}
