import { randomUUID } from 'node:crypto'
import { joinCanonical } from '../fhir/choice.ts'
import type { Canonical, Extension, Parameter, ValueSet } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'
import { namesOf } from '../languages/display.ts'
import { type LanguageList, readLanguages } from '../languages/language-list.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { violatedCheck } from '../request/version-rules.ts'
import type { CodeSystemIndex, ConceptBits } from '../systems/code-system.ts'
import { compileValueSet, nameOfSet } from '../value-sets/compile.ts'
import { type CompiledSet, type Entry, entriesOf, type Part } from '../value-sets/compiled-set.ts'
import { doubtOf } from '../value-sets/doubt.ts'
import { languageWish } from '../value-sets/language-wish.ts'
import { ContainsWriter, sameList } from './contains.ts'
import type { ExpandWish } from './expand-parameters.ts'
import { nested } from './nest.ts'
import { textFits, textIndexOf } from './text-index.ts'

/**
 * Expands a value set ($expand): every code once, exact total, pages that are disjoint and stable. Without paging, codes
 * that their system nests are nested unless that is excluded. Throws `TxRefusal` for what cannot be expanded.
 */
export function expand(request: TxRequest, valueSet: ValueSet, wish: ExpandWish): ValueSet {
  const set = compiled(request, valueSet)
  refuseUnknown(set)
  for (const system of set.used.systems) {
    const required = violatedCheck(request.versions, system.url, system.version)
    if (required !== undefined) {
      throw new TxRefusal({ code: 'version-not-allowed', system: system.url, version: system.version, required })
    }
  }
  const isPaged = wish.offset !== undefined || wish.count !== undefined
  const entries = selectEntries(set, request, wish)
  const offset = wish.offset ?? 0
  const shown = isPaged ? entries.slice(offset, wish.count === undefined ? undefined : offset + wish.count) : entries
  if (shown.length > request.limit) {
    throw new TxRefusal({ code: 'value-set-too-costly', url: nameOfSet(valueSet), limit: request.limit })
  }
  refuseUnknownProperties(set, wish.properties)
  const languages = languagesFor(request, valueSet)
  const writer = new ContainsWriter({
    languages: languages?.list,
    includeDesignations: wish.includeDesignations ?? wish.designations.length > 0,
    designations: wish.designations,
    properties: wish.properties,
    withVersion: inSeveralVersions(set),
  })
  const isFlat = isPaged || wish.excludeNested === true || !set.includes.every(isBranch)
  const contains = sameList(isFlat ? shown.map((entry) => writer.write(entry)) : nested(shown, writer))
  const extension = extensionsOf(set)
  return {
    ...headOf(valueSet, wish.includeDefinition === true),
    expansion: {
      ...(extension.length === 0 ? {} : { extension }),
      identifier: `urn:uuid:${randomUUID()}`,
      timestamp: new Date().toISOString(),
      total: entries.length,
      ...(isPaged ? { offset } : {}),
      parameter: parametersOf(set, wish, languages),
      ...(writer.properties.length === 0 ? {} : { property: writer.properties }),
      ...(contains.length === 0 ? {} : { contains }),
    },
  }
}

/** What an expansion imports is told as such. */
function compiled(request: TxRequest, valueSet: ValueSet): CompiledSet {
  try {
    return compileValueSet(request, valueSet)
  } catch (error) {
    const problem = error instanceof TxRefusal ? error.issues[0]?.problem : undefined
    if (problem?.code === 'value-set-unknown') throw new TxRefusal({ code: 'import-unknown', url: problem.url })
    throw error
  }
}

/** A value set may give a concept other names than its system does. */
function isNamedSo({ system, concept, included }: Entry, filter: string): boolean {
  if (included?.display === undefined && included?.designation === undefined) return false
  const names = namesOf(system, concept, included.designation).map(({ value }) => value)
  return textFits(filter, [concept.code, included.display ?? '', ...names])
}

function selectEntries(set: CompiledSet, request: TxRequest, wish: ExpandWish): readonly Entry[] {
  const excluded = new Set(wish.excludedSystems)
  const byText = new Map<CodeSystemIndex, ConceptBits | undefined>()
  const entries: Entry[] = []
  const most = wish.offset === undefined && wish.count === undefined ? request.limit + 1 : Number.POSITIVE_INFINITY
  for (const entry of entriesOf(set, wish.isActiveOnly)) {
    const { system, concept } = entry
    if (excluded.has(system.url) || excluded.has(system.canonical)) continue
    if (wish.excludeNotForUI === true && concept.isAbstract) continue
    if (wish.filter !== undefined) {
      if (!byText.has(system)) byText.set(system, textIndexOf(system)(wish.filter))
      const bits = byText.get(system)
      if (bits !== undefined && bits[concept.at] !== 1 && !isNamedSo(entry, wish.filter)) continue
    }
    if (entries.push(entry) >= most) break
  }
  return entries
}

/** Lists of codes and imported value sets have an order of their own; only what is cut out of a system has its shape. */
function isBranch({ url, listed, imports }: Part): boolean {
  return url !== undefined && listed === undefined && imports.length === 0
}

/** An expansion that left codes of an unknown system out without a word would be wrong. */
function refuseUnknown(set: CompiledSet): void {
  for (const part of partsOf(set)) {
    if (part.unknown === undefined) continue
    throw new TxRefusal(unknownForExpansion(part.unknown, part.known))
  }
}

function unknownForExpansion(
  { system, version }: { readonly system: string; readonly version: string },
  known: readonly string[],
): TxRefusal['issues'][number]['problem'] {
  if (version === '') return { code: 'expansion-system-unknown', system }
  if (known.length === 0) return { code: 'expansion-version-unknown-any', system, version }
  return { code: 'expansion-version-unknown', system, version, known }
}

function* partsOf(set: CompiledSet): Generator<Part> {
  for (const part of [...set.includes, ...set.excludes]) {
    yield part
    for (const imported of part.imports) yield* partsOf(imported)
  }
}

const ALWAYS_KNOWN = new Set(['*', 'definition', 'inactive', 'status', 'parent', 'child', 'notSelectable'])

function refuseUnknownProperties({ used }: CompiledSet, properties: readonly string[]): void {
  const systems = [...used.systems]
  for (const property of properties) {
    if (ALWAYS_KNOWN.has(property) || systems.some((system) => system.properties.has(property))) continue
    throw new TxRefusal(
      { code: 'property-unknown', property, system: systems.map(({ url }) => url).join(', ') },
      "Parameters.parameter.where(name = 'property')",
    )
  }
}

/** A system whose includes name more than one version, or a version each, shows the version with every code. */
function inSeveralVersions(set: CompiledSet): ReadonlySet<string> {
  const named = new Map<string, Set<string>>()
  for (const { url, named: version } of partsOf(set)) {
    if (url !== undefined) named.set(url, (named.get(url) ?? new Set()).add(version))
  }
  return new Set([...named].filter(([, versions]) => versions.size > 1).map(([url]) => url))
}

interface ChosenLanguages {
  readonly list: LanguageList
  /** Whether the expansion says so: a language of the value set itself goes without saying. */
  readonly isSaid: boolean
}

/** Parameter before the value set's own wish, before the header, before the language of the value set. */
function languagesFor({ wished, accepted }: TxRequest, valueSet: ValueSet): ChosenLanguages | undefined {
  if (wished !== undefined) return { list: wished, isSaid: true }
  const own = readLanguages(languageWish(valueSet)) ?? undefined
  if (own !== undefined) return { list: own, isSaid: true }
  if (accepted !== undefined) return { list: accepted, isSaid: true }
  const spoken = readLanguages(valueSet.language) ?? undefined
  return spoken === undefined ? undefined : { list: spoken, isSaid: true }
}

/** What identifies the value set; its definition, too, where that is asked for. */
function headOf(valueSet: ValueSet, withDefinition: boolean): ValueSet {
  const { resourceType, id, url, version, name, title, language, status, experimental, date, publisher } = valueSet
  const { extension, compose, contained, description } = valueSet
  const head = { id, url, version, name, title, language, status, experimental, date, publisher }
  const definition = withDefinition ? { extension, description, contained, compose } : {}
  return { resourceType, ...said({ ...head, ...definition }) }
}

function said<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>
}

function parametersOf(
  set: CompiledSet,
  wish: ExpandWish,
  languages: ChosenLanguages | undefined,
): readonly Parameter[] {
  const { used } = set
  const parameter: Parameter[] = [...wish.given]
  const isGiven = wish.given.some(({ name }) => name === 'displayLanguage')
  if (languages?.isSaid && !isGiven) parameter.push({ name: 'displayLanguage', valueCode: languages.list.text })
  for (const [name, valueUri] of used.versions) parameter.push({ name, valueUri })
  const use = (
    name: string,
    { url = '', version }: { url?: string | undefined; version?: string | undefined },
  ): void => {
    parameter.push({ name, valueUri: joinCanonical(url, version) })
  }
  for (const { resource, isComplete } of used.systems) {
    use('used-codesystem', resource)
    if (!isComplete) use('used-fragment', resource)
    warn(resource, set.valueSet, use)
  }
  for (const supplement of used.supplements) use('used-supplement', supplement)
  for (const valueSet of used.valueSets) {
    use('used-valueset', valueSet)
    warn(valueSet, set.valueSet, use)
  }
  warn(set.valueSet, set.valueSet, use)
  return parameter
}

/** `warning-draft` and its like for what should not be relied on. */
function warn(resource: Canonical, source: Canonical, use: (name: string, resource: Canonical) => void): void {
  const doubt = doubtOf(resource, source)
  if (doubt !== undefined) use(`warning-${doubt}`, resource)
}

function extensionsOf({ used }: CompiledSet): readonly Extension[] {
  const fragments = [...used.systems].filter(({ isComplete }) => !isComplete)
  return fragments.length === 0
    ? []
    : [
        { url: EXTENSIONS.unclosed, valueBoolean: true },
        ...fragments.map(({ url }) => ({
          url: EXTENSIONS.unclosedReason,
          valueString: `This extension is based on a fragment of the code system ${url}`,
        })),
      ]
}
