import { choiceValue, joinCanonical, splitCanonical } from '../fhir/choice.ts'
import type { CodeSystem, ConceptSet, Contains, IncludedConcept, ValueSet } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { wantedVersion } from '../request/version-rules.ts'
import type { CodeSystemIndex, ConceptBits } from '../systems/code-system.ts'
import { applyFilter } from '../systems/filter.ts'
import { matchesVersion } from '../versions.ts'
import type { CompiledSet, Listed, Part, Used } from './compiled-set.ts'

/** How a value set is called in messages. */
export function nameOfSet({ url, version }: ValueSet): string {
  return url === undefined ? '(unidentified)' : joinCanonical(url, version)
}

interface Using extends Used {
  readonly systems: Set<CodeSystemIndex>
  readonly valueSets: Set<ValueSet>
  readonly supplements: Set<CodeSystem>
  readonly versions: Map<string, string>
}

/**
 * Works a value set out: systems found in the versions wanted, filters applied, imports followed. Refuses unknown
 * imports, circles, missing supplements and filters that are not understood; a system that is not held is noted, not
 * refused, since a validation can still say something.
 */
export function compileValueSet(request: TxRequest, valueSet: ValueSet, preferred?: PreferredVersion): CompiledSet {
  const used: Using = { systems: new Set(), valueSets: new Set(), supplements: new Set(), versions: new Map() }
  const set = new Compiler(request, used, preferred).compile(valueSet, [])
  refuseIdle(request.supplements, set)
  return set
}

/** A supplement that adds to none of the systems would be passed over without a word. One of a system that is not held cannot be judged. */
function refuseIdle(supplements: readonly CodeSystem[], { includes, excludes, used }: CompiledSet): void {
  if ([...includes, ...excludes].some(({ unknown }) => unknown !== undefined)) return
  const idle = supplements.filter((supplement) => !used.supplements.has(supplement))
  if (idle.length === 0) return
  const urls = idle.map(({ url = '', version }) => joinCanonical(url, version))
  throw new TxRefusal({ code: 'supplement-unknown', urls })
}

/** The version in which a coding was made: taken where the value set leaves the version open. */
export interface PreferredVersion {
  readonly system: string
  readonly version: string
}

/** The supplements that a value set requires; a missing one is refused. */
function requiredSupplements(request: TxRequest, valueSet: ValueSet): readonly CodeSystem[] {
  const missing: string[] = []
  const found: CodeSystem[] = []
  for (const extension of [...(valueSet.extension ?? []), ...(valueSet.compose?.extension ?? [])]) {
    if (extension.url !== EXTENSIONS.supplement) continue
    const canonical = String(choiceValue(extension) ?? '')
    const supplement = request.library.supplement(canonical)
    if (supplement === undefined) missing.push(canonical)
    else found.push(supplement)
  }
  if (missing.length > 0) throw new TxRefusal({ code: 'supplement-unknown', urls: missing })
  return found
}

/** Imports followed for one value set: a few that import one another twice each would otherwise multiply without end. */
const MOST_SETS = 1000
/** Imports followed one inside another: each takes its part of the stack. */
const DEEPEST = 100

class Compiler {
  readonly #request: TxRequest
  readonly #used: Using
  readonly #preferred: PreferredVersion | undefined
  #followed = 0

  constructor(request: TxRequest, used: Using, preferred: PreferredVersion | undefined) {
    this.#request = request
    this.#used = used
    this.#preferred = preferred
  }

  /** `inherited` are the supplements that value sets above require; they hold for what those import as well. */
  compile(valueSet: ValueSet, path: readonly ValueSet[], inherited: readonly CodeSystem[] = []): CompiledSet {
    if (path.includes(valueSet)) {
      const names = [...path, valueSet].map(nameOfSet)
      throw new TxRefusal({ code: 'value-set-circular', url: nameOfSet(valueSet), path: names })
    }
    this.#followed++
    const limit = this.#followed > MOST_SETS ? MOST_SETS : path.length > DEEPEST ? DEEPEST : undefined
    if (limit !== undefined) throw new TxRefusal({ code: 'imports-too-many', url: nameOfSet(valueSet), limit })
    const here = [...path, valueSet]
    const required = requiredSupplements(this.#request, valueSet)
    const supplements = [...new Set([...inherited, ...required, ...this.#request.supplements])]
    const { compose, expansion } = valueSet
    if (compose === undefined && expansion === undefined) {
      throw new TxRefusal({ code: 'value-set-empty', url: nameOfSet(valueSet) })
    }
    if (compose?.lockedDate !== undefined) {
      throw new TxRefusal({ code: 'value-set-locked', url: nameOfSet(valueSet), date: compose.lockedDate })
    }
    const includes = compose?.include ?? includesOf(expansion?.contains ?? [])
    const parts = (sets: readonly ConceptSet[], where: string): readonly Part[] =>
      sets.map((set, at) => this.#part(set, here, supplements, `ValueSet.compose.${where}[${at}]`))
    const set = {
      valueSet,
      includes: parts(includes, 'include'),
      excludes: parts(compose?.exclude ?? [], 'exclude'),
      isActiveOnly: compose?.inactive === false,
      used: this.#used,
    }
    refuseIdle(required, set)
    return set
  }

  #part(set: ConceptSet, path: readonly ValueSet[], supplements: readonly CodeSystem[], where: string): Part {
    if (set.concept !== undefined && set.filter !== undefined) {
      throw new TxRefusal({ code: 'include-ambiguous', valueSet: nameOfSet(path.at(-1)!) }, where)
    }
    const imports = (set.valueSet ?? []).map((canonical) => this.#import(canonical, path, supplements))
    const { system: url, version: named = '' } = set
    if (url === undefined) {
      if (imports.length === 0) {
        throw new TxRefusal({ code: 'include-without-content', valueSet: nameOfSet(path.at(-1)!) }, where)
      }
      return { ...NOTHING, imports }
    }
    const { version: wanted, because } = wantedVersion(this.#request.versions, url, named)
    if (because !== undefined) this.#used.versions.set(because, joinCanonical(url, wanted))
    const found = this.#preferredOf(url, wanted) ?? this.#request.library.codeSystem(url, wanted)
    if (found === undefined || !found.isAnswerable) {
      return {
        ...NOTHING,
        url,
        named,
        wanted,
        unknown: { system: url, version: wanted },
        known: this.#knownVersions(url),
        imports,
      }
    }
    const system = this.#request.library.withSupplements(found, supplements)
    this.#used.systems.add(system)
    for (const supplement of system.supplements) this.#used.supplements.add(supplement)
    const known = { ...NOTHING, url, named, wanted, system, imports }
    if (set.concept !== undefined) return { ...known, ...listedOf(system, set.concept) }
    return { ...known, bits: this.#filtered(system, set, where) }
  }

  #preferredOf(url: string, wanted: string): CodeSystemIndex | undefined {
    const preferred = this.#preferred
    if (preferred?.system !== url || !matchesVersion(preferred.version, wanted)) return undefined
    return this.#request.library.codeSystem(url, preferred.version)
  }

  #knownVersions(url: string): readonly string[] {
    return this.#request.library.versionsOf(url).map(({ version }) => version)
  }

  /** Every filter must hold. */
  #filtered(system: CodeSystemIndex, { filter = [] }: ConceptSet, where: string): ConceptBits | undefined {
    let bits: ConceptBits | undefined
    filter.forEach((one, at) => {
      const find = (url: string) => this.#request.library.codeSystem(url)
      const selected = applyFilter(system, one, find, `${where}.filter[${at}]`)
      bits = bits === undefined ? selected : bits.map((bit, position) => bit & (selected[position] ?? 0))
    })
    return bits
  }

  #import(canonical: string, path: readonly ValueSet[], supplements: readonly CodeSystem[]): CompiledSet {
    const { url, version } = splitCanonical(canonical)
    const outer = path.at(-1)!
    if (url.startsWith('#')) {
      const contained = outer.contained?.find(
        ({ id, resourceType }) => id === url.slice(1) && resourceType === 'ValueSet',
      )
      if (contained === undefined) throw new TxRefusal({ code: 'value-set-unknown', url: canonical })
      return this.compile(contained as ValueSet, path, supplements)
    }
    const wanted = version || this.#request.versions.valueSets.get(url) || ''
    const found = path.find((other) => other.url === url && (wanted === '' || other.version === wanted))
    const valueSet = found ?? this.#request.library.valueSet(url, wanted)
    if (valueSet === undefined) throw new TxRefusal({ code: 'value-set-unknown', url: joinCanonical(url, wanted) })
    this.#used.valueSets.add(valueSet)
    if (version === '' && wanted !== '') this.#used.versions.set('default-valueset-version', joinCanonical(url, wanted))
    return this.compile(valueSet, path, supplements)
  }
}

const NOTHING: Part = {
  url: undefined,
  named: '',
  wanted: '',
  system: undefined,
  unknown: undefined,
  known: [],
  bits: undefined,
  listed: undefined,
  listedUnknown: [],
  imports: [],
}

/** Codes that the system does not have are no members, as long as all of the system is here. */
function listedOf(
  system: CodeSystemIndex,
  concepts: readonly IncludedConcept[],
): Pick<Part, 'bits' | 'listed' | 'listedUnknown'> {
  const bits = new Uint8Array(system.concepts.length)
  const listed: Listed[] = []
  const listedUnknown: string[] = []
  for (const included of concepts) {
    const concept = system.find(included.code ?? '')
    if (concept === undefined) {
      if (!system.isComplete && included.code !== undefined) listedUnknown.push(included.code)
      continue
    }
    bits[concept.at] = 1
    listed.push({ concept, included })
  }
  return { bits, listed, listedUnknown }
}

/** A value set that comes expanded already, read back as lists of codes. */
function includesOf(contains: readonly Contains[]): readonly ConceptSet[] {
  const sets = new Map<
    string,
    { system: string | undefined; version: string | undefined; concept: IncludedConcept[] }
  >()
  const open = [...contains].reverse()
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    open.push(...[...(entry.contains ?? [])].reverse())
    if (entry.code === undefined || entry.system === undefined || entry.abstract === true) continue
    const key = joinCanonical(entry.system, entry.version)
    let set = sets.get(key)
    if (set === undefined) {
      set = { system: entry.system, version: entry.version, concept: [] }
      sets.set(key, set)
    }
    set.concept.push({ code: entry.code, display: entry.display, designation: entry.designation })
  }
  return [...sets.values()]
}
