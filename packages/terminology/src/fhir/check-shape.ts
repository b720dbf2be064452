/** What is expected of a value: a primitive, a list, an object with fields of its own. Fields not named are not looked at. */
type Shape =
  | 'string'
  | 'boolean'
  | 'number'
  | { readonly list: Shape | (() => Shape) }
  | { readonly fields: Readonly<Record<string, Shape | (() => Shape)>> }

const extension: Shape = { fields: { url: 'string', extension: { list: () => extension } } }
const extensions: Shape = { list: extension }
const coding: Shape = { fields: { system: 'string', version: 'string', code: 'string', display: 'string' } }
const designation: Shape = {
  fields: { language: 'string', use: coding, value: 'string', extension: extensions },
}
const concept: Shape = {
  fields: {
    code: 'string',
    display: 'string',
    definition: 'string',
    designation: { list: designation },
    property: { list: { fields: { code: 'string' } } },
    extension: extensions,
    concept: { list: () => concept },
  },
}
const canonical = {
  id: 'string',
  url: 'string',
  version: 'string',
  name: 'string',
  title: 'string',
  language: 'string',
  status: 'string',
  experimental: 'boolean',
  extension: extensions,
} as const
const codeSystem: Shape = {
  fields: {
    ...canonical,
    caseSensitive: 'boolean',
    versionNeeded: 'boolean',
    content: 'string',
    supplements: 'string',
    property: { list: { fields: { code: 'string', uri: 'string', type: 'string', description: 'string' } } },
    concept: { list: concept },
  },
}
const include: Shape = {
  fields: {
    system: 'string',
    version: 'string',
    concept: {
      list: {
        fields: { code: 'string', display: 'string', designation: { list: designation }, extension: extensions },
      },
    },
    filter: { list: { fields: { property: 'string', op: 'string', value: 'string' } } },
    valueSet: { list: 'string' },
  },
}
const contains: Shape = {
  fields: {
    system: 'string',
    version: 'string',
    code: 'string',
    display: 'string',
    abstract: 'boolean',
    inactive: 'boolean',
    designation: { list: designation },
    contains: { list: () => contains },
  },
}
const valueSet: Shape = {
  fields: {
    ...canonical,
    contained: { list: () => ({ fields: { resourceType: 'string', id: 'string' } }) },
    compose: {
      fields: {
        inactive: 'boolean',
        lockedDate: 'string',
        property: { list: 'string' },
        include: { list: include },
        exclude: { list: include },
        extension: extensions,
      },
    },
    expansion: { fields: { contains: { list: contains } } },
  },
}
const dependencies: Shape = { list: { fields: { attribute: 'string', property: 'string', system: 'string' } } }
const conceptMap: Shape = {
  fields: {
    ...canonical,
    sourceScopeUri: 'string',
    sourceScopeCanonical: 'string',
    targetScopeUri: 'string',
    targetScopeCanonical: 'string',
    group: {
      list: {
        fields: {
          source: 'string',
          target: 'string',
          element: {
            list: {
              fields: {
                code: 'string',
                display: 'string',
                noMap: 'boolean',
                comment: 'string',
                extension: extensions,
                target: {
                  list: {
                    fields: {
                      code: 'string',
                      display: 'string',
                      relationship: 'string',
                      comment: 'string',
                      dependsOn: dependencies,
                      product: dependencies,
                    },
                  },
                },
              },
            },
          },
          unmapped: {
            fields: { mode: 'string', code: 'string', display: 'string', relationship: 'string', otherMap: 'string' },
          },
        },
      },
    },
  },
}

const SHAPES: Readonly<Record<string, Shape>> = { CodeSystem: codeSystem, ValueSet: valueSet, ConceptMap: conceptMap }
/** Deeper nesting is no terminology. */
const DEEPEST = 500

/** What changes the meaning of the element that it stands in, or of the whole resource, in ways that nobody here knows. */
const CHANGES_OF_MEANING = ['modifierExtension', 'implicitRules']

/**
 * Looks whether the elements that the terminology reads have the types that FHIR gives them, and that nothing gives
 * them another meaning; says where not. It is no validation: elements that are not read are left alone.
 */
export function checkShape(resource: { readonly resourceType: string }): string | undefined {
  const shape = SHAPES[resource.resourceType]
  if (shape === undefined) return undefined
  const open: { readonly value: unknown; readonly shape: Shape; readonly path: string; readonly depth: number }[] = [
    { value: resource, shape, path: resource.resourceType, depth: 0 },
  ]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, shape: wanted, path, depth } = next
    if (depth > DEEPEST) return `${path.slice(0, 100)}: > ${DEEPEST}`
    if (typeof wanted === 'string') {
      if (typeof value !== wanted) return `${path}: ${wanted}`
    } else if ('list' in wanted) {
      if (!Array.isArray(value)) return `${path}: [ ]`
      const of = resolve(wanted.list)
      value.forEach((entry: unknown, at) => {
        open.push({ value: entry, shape: of, path: `${path}[${at}]`, depth: depth + 1 })
      })
    } else {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path}: { }`
      const record = value as Readonly<Record<string, unknown>>
      const change = CHANGES_OF_MEANING.find((name) => record[name] !== undefined)
      if (change !== undefined) return `${path}.${change}: ∅`
      for (const [field, of] of Object.entries(wanted.fields)) {
        if (record[field] === undefined) continue
        open.push({ value: record[field], shape: resolve(of), path: `${path}.${field}`, depth: depth + 1 })
      }
    }
  }
  return undefined
}

function resolve(shape: Shape | (() => Shape)): Shape {
  return typeof shape === 'function' ? shape() : shape
}
