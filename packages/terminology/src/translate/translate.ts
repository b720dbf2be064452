import { choiceValue, splitCanonical } from '../fhir/choice.ts'
import type { Coding, ConceptMap, MapDependency, MapGroup, MapTarget } from '../fhir/types.ts'
import { displayFor, namesOf } from '../languages/display.ts'
import { groupBy } from '../prices/group-by.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { matchesVersion } from '../versions.ts'
import { indexedGroups, type SystemVersion } from './map-index.ts'

/** One translation: the code at the other end, and how the source relates to it (codes of R5). */
export interface Match {
  readonly map: ConceptMap
  readonly source: Coding
  readonly target: Coding | undefined
  readonly relationship: string
  readonly comment: string | undefined
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
  /** What is known of the source besides its code (dependsOn): attribute → value. */
  readonly dependencies: ReadonlyMap<string, string>
}

/**
 * All translations of the codings in the maps, in their order. A target that depends on facts other than those given is
 * left out; if no facts are given at all, every target is given with what it depends on.
 */
export function translate(request: TxRequest, wish: TranslateWish): readonly Match[] {
  const found: Match[] = []
  for (const map of wish.maps) {
    for (const coding of wish.codings) {
      const inMap = wish.isReverse ? reverseIn(map, coding, wish) : forwardIn(request, map, coding, wish, [])
      for (const match of inMap) found.push(match)
    }
  }
  return distinct(found).map((match) => withDisplays(request, match))
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

function* forwardIn(
  request: TxRequest,
  map: ConceptMap,
  coding: Coding,
  wish: TranslateWish,
  path: readonly ConceptMap[],
): Generator<Match> {
  if (path.includes(map)) throw new TxRefusal({ code: 'map-circular', url: map.url ?? '' })
  for (const { group, source, target, bySource } of indexedGroups(map)) {
    if (!fits(source, coding.system, coding.version) || !fits(target, wish.targetSystem)) continue
    const elements = bySource(coding.code)
    for (const element of elements) {
      if (element.noMap === true) yield matchOf(map, group, coding, { relationship: 'not-related-to' })
      for (const target of element.target ?? []) {
        if (dependsAsGiven(target, wish)) yield matchOf(map, group, coding, target)
      }
    }
    if (elements.length === 0) yield* unmapped(request, map, group, coding, wish, path)
  }
}

function* unmapped(
  request: TxRequest,
  map: ConceptMap,
  group: MapGroup,
  coding: Coding,
  wish: TranslateWish,
  path: readonly ConceptMap[],
): Generator<Match> {
  const { unmapped: rule } = group
  if (rule === undefined) return
  const relationship = rule.relationship ?? 'related-to'
  if (rule.mode === 'use-source-code') yield matchOf(map, group, coding, { code: coding.code, relationship })
  else if (rule.mode === 'fixed' && rule.code !== undefined) {
    yield matchOf(map, group, coding, { code: rule.code, display: rule.display, relationship })
  } else if (rule.mode === 'other-map' && rule.otherMap !== undefined) {
    const other = request.library.conceptMap(rule.otherMap)
    if (other === undefined) throw new TxRefusal({ code: 'map-unknown', url: rule.otherMap })
    yield* forwardIn(request, other, coding, wish, [...path, map])
  }
}

function* reverseIn(map: ConceptMap, coding: Coding, wish: TranslateWish): Generator<Match> {
  for (const { group, source, target: end, byTarget } of indexedGroups(map)) {
    if (!fits(end, coding.system, coding.version) || !fits(source, wish.sourceSystem)) continue
    for (const { element, target } of byTarget(coding.code)) {
      if (element.code === undefined || !dependsAsGiven(target, wish)) continue
      yield matchOf(map, group, { system: source.url, code: element.code, display: element.display }, target)
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

function matchOf(map: ConceptMap, group: MapGroup, source: Coding, target: MapTarget): Match {
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
    relationship: target.relationship ?? 'related-to',
    comment: target.comment,
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
