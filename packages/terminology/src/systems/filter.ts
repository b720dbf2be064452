import type { ValueSetFilter } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { CodeSystemIndex, ConceptBits } from './code-system.ts'
import { textOf } from './code-system.ts'
import type { Concept } from './concept.ts'
import { compilePattern } from './pattern.ts'

/** Finds another code system, for properties whose values are concepts of it. */
export type FindSystem = (url: string) => CodeSystemIndex | undefined

/** The operators of R5, all of which every property knows that they make sense for. */
export const FILTER_OPERATORS = [
  '=',
  'is-a',
  'descendent-of',
  'is-not-a',
  'regex',
  'in',
  'not-in',
  'generalizes',
  'child-of',
  'descendent-leaf',
  'exists',
] as const

/**
 * The concepts that a filter selects. `concept` and `code` mean the concept itself, `display` and `definition` its
 * texts; everything else is a property. A filter that is not understood is refused, never skipped.
 * `expression` says where the filter stands.
 */
export function applyFilter(
  system: CodeSystemIndex,
  { property = '', op = '', value }: ValueSetFilter,
  findSystem: FindSystem,
  expression?: string,
): ConceptBits {
  if (value === undefined || value === '') {
    throw new TxRefusal({ code: 'filter-without-value', system: system.url, property, op }, expression)
  }
  return system.remember(`${property}\n${op}\n${value}`, () => {
    const bits = select(system, property, op, value, findSystem)
    if (bits !== undefined) return bits
    const problem = isKnown(system, property)
      ? ({ code: 'filter-unknown', system: system.url, property, op, value } as const)
      : ({ code: 'filter-property-unknown', system: system.url, property } as const)
    throw new TxRefusal(problem, expression)
  })
}

const SELF = new Set(['concept', 'code'])
const TEXTS = new Set(['display', 'definition'])
const COMPUTED = new Set(['inactive', 'notSelectable', 'abstract', 'parent', 'child', 'status'])

function isKnown(system: CodeSystemIndex, property: string): boolean {
  return SELF.has(property) || TEXTS.has(property) || COMPUTED.has(property) || system.properties.has(property)
}

function select(
  system: CodeSystemIndex,
  property: string,
  op: string,
  value: string,
  findSystem: FindSystem,
): ConceptBits | undefined {
  if (!isKnown(system, property)) return undefined
  if (SELF.has(property)) return selectSelf(system, op, value)
  const values = readerOf(system, property)
  switch (op) {
    case '=':
      return selectValues(system, property, values, new Set([value]))
    case 'in':
      return selectValues(system, property, values, listed(value))
    case 'not-in':
      return inverted(selectValues(system, property, values, listed(value)))
    case 'exists':
      return selectExisting(system, values, value)
    case 'regex': {
      const fits = compilePattern(value)
      return where(system, (concept) => values(concept).some(fits))
    }
    default:
      return selectByOther(system, property, op, value, findSystem)
  }
}

function selectSelf(system: CodeSystemIndex, op: string, value: string): ConceptBits | undefined {
  switch (op) {
    case '=':
      return members(system, [value])
    case 'in':
      return members(system, listed(value))
    case 'not-in':
      return inverted(members(system, listed(value)))
    case 'exists':
      return selectExisting(system, ({ code }) => [code], value)
    case 'regex': {
      const fits = compilePattern(value)
      return where(system, ({ code }) => fits(code))
    }
    default:
      return selectBranch(system, op, value)
  }
}

/** Along the hierarchy; a code that the system lacks has nothing below or above it. */
function selectBranch(system: CodeSystemIndex, op: string, value: string): ConceptBits | undefined {
  const root = system.find(value)
  const none = new Uint8Array(system.concepts.length)
  switch (op) {
    case 'is-a':
      return root === undefined ? none : system.below(root.at)
    case 'is-not-a':
      return inverted(root === undefined ? none : system.below(root.at))
    case 'descendent-of':
      return root === undefined ? none : without(system.below(root.at), root.at)
    case 'descendent-leaf': {
      const below = root === undefined ? none : without(system.below(root.at), root.at)
      return where(system, ({ at, children }) => below[at] === 1 && children.length === 0)
    }
    case 'child-of':
      return where(system, ({ parents }) => root !== undefined && parents.includes(root.at))
    case 'generalizes':
      return root === undefined ? none : system.above(root.at)
    default:
      return undefined
  }
}

/** `part is-a 0722`: the values of the property are concepts of another system, whose hierarchy counts. */
function selectByOther(
  system: CodeSystemIndex,
  property: string,
  op: string,
  value: string,
  findSystem: FindSystem,
): ConceptBits | undefined {
  const url = codingSystemOf(system, property)
  const other = url === undefined ? undefined : findSystem(url)
  const selected = other === undefined ? undefined : selectBranch(other, op, value)
  if (other === undefined || selected === undefined) return undefined
  const bits = new Uint8Array(system.concepts.length)
  for (const [code, positions] of system.valuesOf(property)) {
    const concept = other.find(code)
    if (concept === undefined || selected[concept.at] !== 1) continue
    for (const at of positions) bits[at] = 1
  }
  return bits
}

/** The one system that the Codings of a property come from. */
function codingSystemOf(system: CodeSystemIndex, property: string): string | undefined {
  for (const { properties } of system.concepts) {
    for (const { code, valueCoding } of properties) {
      if (code === property && typeof valueCoding === 'object' && valueCoding !== null) {
        return (valueCoding as { readonly system?: string }).system
      }
    }
  }
  return undefined
}

type Reader = (concept: Concept) => readonly string[]

function readerOf(system: CodeSystemIndex, property: string): Reader {
  if (property === 'display') return ({ display }) => (display === undefined ? [] : [display])
  if (property === 'definition') return ({ definition }) => (definition === undefined ? [] : [definition])
  const isStored = system.properties.has(property)
  if (!isStored) {
    if (property === 'inactive') return ({ isInactive }) => [String(isInactive)]
    if (property === 'abstract' || property === 'notSelectable') return ({ isAbstract }) => [String(isAbstract)]
    if (property === 'status') return ({ status }) => (status === undefined ? [] : [status])
    if (property === 'parent') return ({ parents }) => parents.map((at) => system.concepts[at]!.code)
    if (property === 'child') return ({ children }) => children.map((at) => system.concepts[at]!.code)
  }
  return ({ properties }) => properties.filter(({ code }) => code === property).map((found) => textOf(valueIn(found)))
}

function valueIn(property: object): unknown {
  return Object.entries(property).find(([key]) => key.startsWith('value'))?.[1]
}

function selectValues(
  system: CodeSystemIndex,
  property: string,
  values: Reader,
  wanted: ReadonlySet<string>,
): ConceptBits {
  if (!system.properties.has(property)) return where(system, (concept) => values(concept).some((v) => wanted.has(v)))
  const bits = new Uint8Array(system.concepts.length)
  const index = system.valuesOf(property)
  for (const value of wanted) for (const at of index.get(value) ?? []) bits[at] = 1
  return bits
}

function selectExisting(system: CodeSystemIndex, values: Reader, value: string): ConceptBits | undefined {
  if (value !== 'true' && value !== 'false') return undefined
  return where(system, (concept) => values(concept).length > 0 === (value === 'true'))
}

function listed(value: string): ReadonlySet<string> {
  return new Set(value.split(',').map((entry) => entry.trim()))
}

function members(system: CodeSystemIndex, codes: Iterable<string>): ConceptBits {
  const bits = new Uint8Array(system.concepts.length)
  for (const code of codes) {
    const concept = system.find(code)
    if (concept !== undefined) bits[concept.at] = 1
  }
  return bits
}

function where(system: CodeSystemIndex, fits: (concept: Concept) => boolean): ConceptBits {
  const bits = new Uint8Array(system.concepts.length)
  for (const concept of system.concepts) if (fits(concept)) bits[concept.at] = 1
  return bits
}

function inverted(bits: ConceptBits): ConceptBits {
  return bits.map((bit) => 1 - bit)
}

function without(bits: ConceptBits, at: number): ConceptBits {
  const rest = bits.slice()
  rest[at] = 0
  return rest
}
