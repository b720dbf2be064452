import { choiceValue, joinCanonical } from '../fhir/choice.ts'
import type { CodeSystem, ConceptDefinition, ConceptDesignation, PropertyDefinition } from '../fhir/types.ts'
import type { Concept } from './concept.ts'
import { meaningsOf, type PropertyMeanings, stateOf } from './property-meaning.ts'

/** A set of concepts of one code system: 1 at the position of each member. */
export type ConceptBits = Uint8Array

/** A code system with everything that is asked of it in constant time. Never changed once made. */
export class CodeSystemIndex {
  readonly resource: CodeSystem
  readonly url: string
  readonly version: string
  readonly isCaseSensitive: boolean
  readonly concepts: readonly Concept[]
  readonly meanings: PropertyMeanings
  /** By code; declared properties and those that concepts use. */
  readonly properties: ReadonlyMap<string, PropertyDefinition>
  /** Supplements that are worked into the concepts. */
  readonly supplements: readonly CodeSystem[]
  /** The supplement that a designation comes from, as `url|version`. */
  readonly sourceOf: ReadonlyMap<ConceptDesignation, string>
  readonly #byCode: ReadonlyMap<string, number>
  readonly #byFolded: ReadonlyMap<string, number>
  readonly #remembered = new Map<string, ConceptBits>()
  readonly #byProperty = new Map<string, ReadonlyMap<string, readonly number[]>>()

  constructor(resource: CodeSystem, supplements: readonly CodeSystem[] = []) {
    this.resource = resource
    this.url = resource.url ?? ''
    this.version = resource.version ?? ''
    this.isCaseSensitive = resource.caseSensitive ?? false
    this.supplements = supplements
    const declared = [...(resource.property ?? []), ...supplements.flatMap(({ property = [] }) => property)]
    this.meanings = meaningsOf(declared)
    this.sourceOf = new Map(supplements.flatMap(designationsOf))
    const nested = flatten(resource.concept ?? [])
    const additions = additionsOf(supplements)
    const definitions = nested.map(({ definition }) => supplemented(definition, additions))
    this.#byCode = new Map(definitions.map(({ code = '' }, at) => [code, at]))
    this.#byFolded = this.isCaseSensitive
      ? this.#byCode
      : new Map(definitions.map(({ code = '' }, at) => [code.toLowerCase(), at]))
    const properties = new Map<string, PropertyDefinition>()
    for (const property of declared) if (property.code !== undefined) properties.set(property.code, property)
    const edges = edgesOf(definitions, nested, this.#byCode, this.meanings)
    this.concepts = definitions.map((definition, at): Concept => {
      for (const { code } of definition.property ?? []) {
        if (code !== undefined && !properties.has(code)) properties.set(code, { code })
      }
      return {
        at,
        code: definition.code ?? '',
        display: definition.display,
        definition: definition.definition,
        designations: definition.designation ?? [],
        properties: definition.property ?? [],
        extensions: definition.extension ?? [],
        parents: edges.parents[at] ?? [],
        children: edges.children[at] ?? [],
        nestedIn: nested[at]?.nestedIn ?? -1,
        ...stateOf(definition, this.meanings),
      }
    })
    this.properties = properties
  }

  get canonical(): string {
    return joinCanonical(this.url, this.version)
  }

  /** Whether every concept is here; of a fragment only some are. */
  get isComplete(): boolean {
    return this.resource.content !== 'fragment'
  }

  /** Whether anything can be said of its codes: nothing where none are here, or only examples of them. */
  get isAnswerable(): boolean {
    return this.resource.content !== 'not-present' && this.resource.content !== 'example'
  }

  /** The concept with this code; of a system without case, whatever the case of its letters. */
  find(code: string): Concept | undefined {
    const at = this.#byCode.get(code) ?? (this.isCaseSensitive ? undefined : this.#byFolded.get(code.toLowerCase()))
    return at === undefined ? undefined : this.concepts[at]
  }

  /** The concept itself and everything below it; remembered, since the same branches are asked for again and again. */
  below(at: number): ConceptBits {
    return this.remember(`below ${at}`, () => this.#reach(at, (concept) => concept.children))
  }

  /** The concept itself and everything above it. */
  above(at: number): ConceptBits {
    return this.remember(`above ${at}`, () => this.#reach(at, (concept) => concept.parents))
  }

  /** Whether `broad` is `narrow` or above it. */
  isOver(broad: number, narrow: number): boolean {
    // Few concepts have many above them, and every pair may be asked about: nothing is remembered of it.
    const seen = new Set([narrow])
    for (const at of seen) {
      if (at === broad) return true
      for (const parent of this.concepts[at]!.parents) seen.add(parent)
    }
    return false
  }

  /** What a filter selects, made once; the memory is small, so the oldest answers are dropped. */
  remember(key: string, make: () => ConceptBits): ConceptBits {
    let bits = this.#remembered.get(key)
    if (bits === undefined) {
      bits = make()
      const first = this.#remembered.keys().next()
      const size = this.concepts.length + OVERHEAD
      if (this.#remembered.size * size > MOST_REMEMBERED && !first.done) this.#remembered.delete(first.value)
      this.#remembered.set(key, bits)
    }
    return bits
  }

  /** The positions of the concepts that have the property, by its value as text. */
  valuesOf(property: string): ReadonlyMap<string, readonly number[]> {
    let values = this.#byProperty.get(property)
    if (values === undefined) {
      values = this.#indexProperty(property)
      this.#byProperty.set(property, values)
    }
    return values
  }

  #indexProperty(wanted: string): ReadonlyMap<string, readonly number[]> {
    const values = new Map<string, number[]>()
    for (const { at, properties } of this.concepts) {
      for (const property of properties) {
        if (property.code !== wanted) continue
        const value = textOf(choiceValue(property))
        const positions = values.get(value)
        if (positions === undefined) values.set(value, [at])
        else if (positions.at(-1) !== at) positions.push(at)
      }
    }
    return values
  }

  #reach(from: number, next: (concept: Concept) => readonly number[]): ConceptBits {
    const bits = new Uint8Array(this.concepts.length)
    const open = [from]
    bits[from] = 1
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const other of next(this.concepts[at]!)) {
        if (bits[other] === 1) continue
        bits[other] = 1
        open.push(other)
      }
    }
    return bits
  }
}

/** Bytes of answers that are remembered of each system: every branch and filter that value sets of ours name, many times over. */
const MOST_REMEMBERED = 4 * 1024 * 1024
/** What an answer takes besides its bits: its key and its place. */
const OVERHEAD = 500

/** A property value as filters compare it: a Coding is its code, everything else its text. */
export function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return String((value as { code?: unknown }).code ?? '')
  return String(value)
}

interface Nested {
  readonly definition: ConceptDefinition
  readonly nestedIn: number
}

/** Depth first, parents before their children, without recursion: a resource may be nested as deep as it likes. */
function flatten(concepts: readonly ConceptDefinition[]): readonly Nested[] {
  const flat: Nested[] = []
  const open: Nested[] = concepts.map((definition) => ({ definition, nestedIn: -1 })).reverse()
  for (let nested = open.pop(); nested !== undefined; nested = open.pop()) {
    const at = flat.push(nested) - 1
    const children = nested.definition.concept ?? []
    for (let child = children.length - 1; child >= 0; child--) {
      open.push({ definition: children[child]!, nestedIn: at })
    }
  }
  return flat
}

interface Edges {
  readonly parents: readonly (readonly number[])[]
  readonly children: readonly (readonly number[])[]
}

function edgesOf(
  definitions: readonly ConceptDefinition[],
  nested: readonly Nested[],
  byCode: ReadonlyMap<string, number>,
  meanings: PropertyMeanings,
): Edges {
  const parents = definitions.map((): number[] => [])
  const children = definitions.map((): number[] => [])
  const join = (parent: number | undefined, child: number | undefined): void => {
    if (parent === undefined || child === undefined || parent < 0 || parents[child]?.includes(parent)) return
    parents[child]?.push(parent)
    children[parent]?.push(child)
  }
  definitions.forEach((definition, at) => {
    join(nested[at]?.nestedIn, at)
    for (const property of definition.property ?? []) {
      const { code = '' } = property
      if (meanings.parent.has(code)) join(byCode.get(textOf(choiceValue(property))), at)
      else if (meanings.child.has(code)) join(at, byCode.get(textOf(choiceValue(property))))
    }
  })
  return { parents, children }
}

function additionsOf(supplements: readonly CodeSystem[]): ReadonlyMap<string, readonly ConceptDefinition[]> {
  const additions = new Map<string, ConceptDefinition[]>()
  for (const supplement of supplements) {
    for (const { definition } of flatten(supplement.concept ?? [])) {
      const code = definition.code ?? ''
      const known = additions.get(code)
      if (known === undefined) additions.set(code, [definition])
      else known.push(definition)
    }
  }
  return additions
}

function designationsOf(supplement: CodeSystem): readonly (readonly [ConceptDesignation, string])[] {
  const source = joinCanonical(supplement.url ?? '', supplement.version)
  return flatten(supplement.concept ?? []).flatMap(({ definition: { designation = [] } }) =>
    designation.map((one) => [one, source] as const),
  )
}

function supplemented(
  definition: ConceptDefinition,
  additions: ReadonlyMap<string, readonly ConceptDefinition[]>,
): ConceptDefinition {
  const added = additions.get(definition.code ?? '')
  if (added === undefined) return definition
  return {
    ...definition,
    designation: [...(definition.designation ?? []), ...added.flatMap(({ designation = [] }) => designation)],
    property: [...(definition.property ?? []), ...added.flatMap(({ property = [] }) => property)],
    extension: [...(definition.extension ?? []), ...added.flatMap(({ extension = [] }) => extension)],
  }
}
