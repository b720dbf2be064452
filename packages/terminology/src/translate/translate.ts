import { choiceValue, extensionText, splitCanonical } from '../fhir/choice.ts'
import type { Coding, ConceptMap, MapDependency, MapElement, MapGroup, MapTarget } from '../fhir/types.ts'
import { EXTENSIONS } from '../fhir/uris.ts'
import { displayFor, namesOf } from '../languages/display.ts'
import { groupBy } from '../prices/group-by.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { matchesVersion } from '../versions.ts'
import { delegatingFirst } from './delegation.ts'
import { indexedGroups, type SystemVersion } from './map-index.ts'
import { type InScope, isInScopeOf, scopeNamed } from './scope.ts'

/** One translation: the code at the other end, and how the source relates to it (codes of R5). */
export interface Match {
  /** The map that was asked, though another may have answered for it. */
  readonly map: ConceptMap
  readonly source: Coding
  readonly target: Coding | undefined
  /** Undefined where the map says nothing of it. */
  readonly relationship: string | undefined
  /** What the map says of the source, and of this translation of it. */
  readonly sourceComment: string | undefined
  readonly targetComment: string | undefined
  readonly dependsOn: readonly MapDependency[]
  readonly product: readonly MapDependency[]
}

/** What is to be translated. Reverse: `codings` are targets, and their sources are looked for. */
export interface TranslateWish {
  readonly maps: readonly ConceptMap[]
  readonly codings: readonly Coding[]
  readonly isReverse: boolean
  readonly sourceSystem: string | undefined
  readonly targetSystem: string | undefined
  /** Only sources, and only targets, that are in these. */
  readonly isSource: InScope | undefined
  readonly isTarget: InScope | undefined
  /** What is known of the source besides its code (dependsOn): attribute → value. */
  readonly dependencies: ReadonlyMap<string, string>
}

export interface Translation {
  readonly matches: readonly Match[]
  /** Maps that answered for those that were asked. */
  readonly usedMaps: ReadonlySet<ConceptMap>
}

/**
 * All translations of the codings in the maps, in their order. A map says nothing of codes outside its own scope. A
 * target that depends on facts other than those given is left out; if no facts are given at all, every target is given
 * with what it depends on.
 */
export function translate(request: TxRequest, wish: TranslateWish): Translation {
  const found: Match[] = []
  const usedMaps = new Set<ConceptMap>()
  for (const map of delegatingFirst(request.library, wish.maps)) {
    if (usedMaps.has(map)) continue
    for (const coding of wish.codings) {
      const inMap = wish.isReverse
        ? reverseIn(request, map, coding, wish)
        : forwardIn({ request, wish, origin: map, usedMaps }, map, coding, [])
      for (const match of inMap) if (isWanted(match, wish)) found.push(match)
    }
  }
  return { matches: distinct(found).map((match) => withDisplays(request, match)), usedMaps }
}

function isWanted({ source, target }: Match, { isSource, isTarget }: TranslateWish): boolean {
  if (isSource?.(source) === false) return false
  return target === undefined || isTarget?.(target) !== false
}

/** Every match once. Most have codes of their own, which is cheaper to see than that all of two matches is the same. */
function distinct(matches: readonly Match[]): readonly Match[] {
  const codes = new Set(matches.map(({ source, target }) => `${source.code} ${target?.code}`))
  if (codes.size === matches.length) return matches
  return [...groupBy(matches, identityOf).values()].flatMap(([first]) => first ?? [])
}

function identityOf({ map, source, target, relationship, dependsOn }: Match): string {
  const ends = [source.system, source.code, target?.system, target?.code]
  return JSON.stringify([map.url, map.version, ...ends, relationship, dependsOn])
}

/** A translation under way through a map and those that it leaves codes to. */
interface Course {
  readonly request: TxRequest
  readonly wish: TranslateWish
  readonly origin: ConceptMap
  readonly usedMaps: Set<ConceptMap>
}

function* forwardIn(course: Course, map: ConceptMap, coding: Coding, path: readonly ConceptMap[]): Generator<Match> {
  const { request, wish } = course
  if (path.includes(map)) throw new TxRefusal({ code: 'map-circular', url: map.url ?? '' })
  for (const { group, source, target, bySource } of indexedGroups(map)) {
    if (!fits(source, coding.system, coding.version) || !fits(target, wish.targetSystem)) continue
    const elements = bySource(coding.code)
    if (elements.length === 0 && group.unmapped === undefined) continue
    const isCovered = isInScopeOf(request, map, 'source', coding)
    if (isCovered === false) return
    for (const element of elements) yield* ofElement(course, group, coding, element)
    if (elements.length > 0) continue
    if (isCovered === undefined) {
      throw new TxRefusal({ code: 'value-set-unknown', url: scopeNamed(map, 'source') ?? '' })
    }
    yield* unmapped(course, map, group, coding, path)
  }
}

function* ofElement({ wish, origin }: Course, group: MapGroup, coding: Coding, element: MapElement): Generator<Match> {
  // R4 says that there is no translation by a target without a code.
  if (element.noMap === true) yield matchOf(origin, group, coding, {}, element)
  for (const target of element.target ?? []) {
    if (dependsAsGiven(target, wish)) yield matchOf(origin, group, coding, target, element)
  }
}

function* unmapped(
  course: Course,
  map: ConceptMap,
  group: MapGroup,
  coding: Coding,
  path: readonly ConceptMap[],
): Generator<Match> {
  const { request, origin } = course
  const { mode, code, display, relationship, otherMap } = group.unmapped ?? {}
  if (mode === 'use-source-code') yield matchOf(origin, group, coding, { code: coding.code, relationship })
  else if (mode === 'fixed' && code !== undefined) yield matchOf(origin, group, coding, { code, display, relationship })
  else if (mode === 'other-map' && otherMap !== undefined) {
    const other = request.library.conceptMap(otherMap)
    if (other === undefined) throw new TxRefusal({ code: 'map-unknown', url: otherMap })
    course.usedMaps.add(other)
    yield* forwardIn(course, other, coding, [...path, map])
  }
}

function* reverseIn(request: TxRequest, map: ConceptMap, coding: Coding, wish: TranslateWish): Generator<Match> {
  for (const { group, source, target: end, byTarget } of indexedGroups(map)) {
    if (!fits(end, coding.system, coding.version) || !fits(source, wish.sourceSystem)) continue
    const mappings = byTarget(coding.code)
    if (mappings.length > 0 && isInScopeOf(request, map, 'target', coding) === false) return
    for (const { element, target } of mappings) {
      if (element.code === undefined || !dependsAsGiven(target, wish)) continue
      const found = { system: source.url, code: element.code, display: element.display }
      yield matchOf(map, group, found, target, element)
    }
  }
}

/** A system that is not named fits every group; versions count only where both sides name one. */
function fits(named: SystemVersion, system: string | undefined, version?: string): boolean {
  if (system === undefined) return true
  const wanted = splitCanonical(system)
  const wantedVersion = version ?? wanted.version
  if (named.url !== wanted.url) return false
  return named.version === '' || wantedVersion === '' || matchesVersion(named.version, wantedVersion)
}

function dependsAsGiven({ dependsOn = [] }: MapTarget, { dependencies }: TranslateWish): boolean {
  if (dependencies.size === 0) return true
  return dependsOn.every((dependency) => {
    const attribute = dependency.attribute ?? dependency.property ?? ''
    const value = dependency.value ?? choiceValue(dependency)
    const text = typeof value === 'object' && value !== null ? String((value as Coding).code) : String(value)
    return dependencies.get(attribute) === text
  })
}

function matchOf(map: ConceptMap, group: MapGroup, source: Coding, target: MapTarget, element: MapElement = {}): Match {
  const { url, version } = splitCanonical(group.target ?? '')
  const at = {
    ...(group.target === undefined ? {} : { system: url }),
    ...(version === '' ? {} : { version }),
  }
  return {
    map,
    source,
    target:
      target.code === undefined
        ? undefined
        : { ...at, code: target.code, ...(target.display === undefined ? {} : { display: target.display }) },
    relationship: target.relationship,
    sourceComment: element.comment ?? extensionText(element.extension, EXTENSIONS.mapElementComment),
    targetComment: target.comment,
    dependsOn: target.dependsOn ?? [],
    product: target.product ?? [],
  }
}

/** Displays in the language wished, where the map has none and the systems are held. */
function withDisplays(request: TxRequest, match: Match): Match {
  if (request.wished === undefined && request.accepted === undefined) return match
  return { ...match, target: match.target && inLanguage(request, match.target) }
}

function inLanguage({ library, wished, accepted }: TxRequest, coding: Coding): Coding {
  const system = library.codeSystem(coding.system ?? '', coding.version)
  const concept = system?.find(coding.code ?? '')
  if (system === undefined || concept === undefined) return coding
  const display = displayFor(namesOf(system, concept), wished ?? accepted)
  return display === undefined ? coding : { ...coding, display: display.value }
}
