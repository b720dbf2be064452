import { checkShape } from '../fhir/check-shape.ts'
import { splitCanonical } from '../fhir/choice.ts'
import type { Canonical, CodeSystem, ConceptMap, ValueSet } from '../fhir/types.ts'
import { CodeSystemIndex } from '../systems/code-system.ts'
import { compareVersions, matchesVersion } from '../versions.ts'

/**
 * Code systems, value sets and concept maps, each in several versions. One that is laid over another (resources that a
 * request brings along) is asked first; the one below stays as it is and may be shared.
 */
export class Library {
  readonly #below: Library | undefined
  readonly #systems = new Map<string, CodeSystemIndex[]>()
  readonly #supplements: CodeSystem[] = []
  readonly #valueSets = new Map<string, ValueSet[]>()
  readonly #maps: ConceptMap[] = []
  readonly #others: Canonical[] = []
  readonly #withSupplements = new WeakMap<CodeSystemIndex, Map<string, CodeSystemIndex>>()

  constructor(below?: Library) {
    this.#below = below
  }

  /** Adds a resource; one with the same address and version is replaced. Resources of other kinds are only kept. */
  add(resource: Canonical): void {
    if (resource.resourceType === 'CodeSystem') this.addSystem(resource as CodeSystem)
    else if (resource.resourceType === 'ValueSet') {
      put(this.#valueSets, resource.url ?? '', resource as ValueSet, ({ version = '' }) => version)
    } else if (resource.resourceType === 'ConceptMap') this.#maps.push(resource as ConceptMap)
    else this.#others.push(resource)
  }

  /** Adds whatever is a resource that can be read, and leaves everything else. */
  addReadable(resource: unknown): void {
    const isResource = typeof resource === 'object' && resource !== null && 'resourceType' in resource
    if (isResource && checkShape(resource as Canonical) === undefined) this.add(resource as Canonical)
  }

  addSystem(resource: CodeSystem): void {
    if (resource.content === 'supplement') {
      this.#supplements.push(resource)
      return
    }
    this.addIndex(new CodeSystemIndex(resource))
  }

  /** Adds a code system that is indexed already. */
  addIndex(index: CodeSystemIndex): void {
    put(this.#systems, index.url, index, ({ version }) => version)
  }

  /** Every version of a code system that is held, lowest first. */
  versionsOf(url: string): readonly CodeSystemIndex[] {
    const own = this.#systems.get(url) ?? []
    const below = this.#below?.versionsOf(url) ?? []
    const all = [...own, ...below.filter(({ version }) => !own.some((other) => other.version === version))]
    return all.sort((a, b) => compareVersions(a.version, b.version))
  }

  /** The addresses of all code systems, in alphabetical order. */
  systemAddresses(): readonly string[] {
    return [...new Set([...this.#systems.keys(), ...(this.#below?.systemAddresses() ?? [])])].sort()
  }

  /** The version named, or the highest of those that the pattern names; without one the highest that is no draft. */
  codeSystem(url: string, version = ''): CodeSystemIndex | undefined {
    if (this.#below !== undefined && !this.#systems.has(url)) return this.#below.codeSystem(url, version)
    return highest(this.versionsOf(url), version, ({ resource }) => resource)
  }

  /** The code system whose value set of all codes has this address. */
  systemOfAllCodes(valueSet: string, version = ''): CodeSystemIndex | undefined {
    const own = [...this.#systems.values()].flat().filter(({ resource }) => resource.valueSet === valueSet)
    own.sort((a, b) => compareVersions(a.version, b.version))
    return highest(own, version, ({ resource }) => resource) ?? this.#below?.systemOfAllCodes(valueSet, version)
  }

  valueSetVersions(url: string): readonly ValueSet[] {
    const own = this.#valueSets.get(url) ?? []
    const below = this.#below?.valueSetVersions(url) ?? []
    const all = [...own, ...below.filter(({ version }) => !own.some((other) => other.version === version))]
    return all.sort((a, b) => compareVersions(a.version ?? '', b.version ?? ''))
  }

  valueSet(canonical: string, version = ''): ValueSet | undefined {
    const { url, version: named } = splitCanonical(canonical)
    return highest(this.valueSetVersions(url), named || version, (valueSet) => valueSet)
  }

  /** Newest first, those of a request before the others. */
  conceptMaps(): readonly ConceptMap[] {
    return [...this.#maps, ...(this.#below?.conceptMaps() ?? [])]
  }

  conceptMap(canonical: string, version = ''): ConceptMap | undefined {
    const { url, version: named } = splitCanonical(canonical)
    const all = this.conceptMaps().filter((map) => map.url === url)
    all.sort((a, b) => compareVersions(a.version ?? '', b.version ?? ''))
    return highest(all, named || version, (map) => map)
  }

  supplements(): readonly CodeSystem[] {
    return [...this.#supplements, ...(this.#below?.supplements() ?? [])]
  }

  supplement(canonical: string): CodeSystem | undefined {
    const { url, version } = splitCanonical(canonical)
    const all = this.supplements().filter((supplement) => supplement.url === url)
    all.sort((a, b) => compareVersions(a.version ?? '', b.version ?? ''))
    return highest(all, version, (supplement) => supplement)
  }

  /** The code system with what the supplements say worked in; made once for each combination. */
  withSupplements(index: CodeSystemIndex, supplements: readonly CodeSystem[]): CodeSystemIndex {
    const mine = supplements.filter(({ supplements: canonical = '' }) => {
      const { url, version } = splitCanonical(canonical)
      return url === index.url && matchesVersion(index.version, version)
    })
    if (mine.length === 0) return index
    let made = this.#withSupplements.get(index)
    if (made === undefined) {
      made = new Map()
      this.#withSupplements.set(index, made)
    }
    const key = mine.map(({ url, version }) => `${url}|${version}`).join(' ')
    let combined = made.get(key)
    if (combined === undefined) {
      combined = new CodeSystemIndex(index.resource, mine)
      made.set(key, combined)
    }
    return combined
  }

  /** All resources held here and below, of one kind or all. */
  resources(): readonly Canonical[] {
    return [
      ...[...this.#systems.values()].flat().map(({ resource }) => resource),
      ...this.#supplements,
      ...[...this.#valueSets.values()].flat(),
      ...this.#maps,
      ...this.#others,
      ...(this.#below?.resources() ?? []),
    ]
  }
}

function put<T>(map: Map<string, T[]>, url: string, value: T, versionOf: (value: T) => string): void {
  const known = map.get(url)
  if (known === undefined) {
    map.set(url, [value])
    return
  }
  const at = known.findIndex((other) => versionOf(other) === versionOf(value))
  if (at < 0) known.push(value)
  else known[at] = value
}

/** Of resources from the lowest version to the highest: a draft is never the default while there is something else. */
function highest<T>(all: readonly T[], version: string, of: (value: T) => Canonical): T | undefined {
  const matching = all.filter((value) => matchesVersion(of(value).version ?? '', version))
  return matching.findLast((value) => of(value).status !== 'draft') ?? matching.at(-1)
}
