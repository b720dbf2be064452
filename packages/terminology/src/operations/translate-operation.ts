import { checkShape } from '../fhir/check-shape.ts'
import { choiceValue, joinCanonical } from '../fhir/choice.ts'
import type { Coding, ConceptMap, MapDependency, Parameter, Parameters } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import { renderTxProblem } from '../problems/tx-problem.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { type InScope, scopeNamed, scopeOf } from '../translate/scope.ts'
import { type Match, translate } from '../translate/translate.ts'
import { nameOfCoding } from '../validate/validate-wish.ts'
import { expressionOf, type Given } from './given.ts'

/** Of R4 and R5; which is which is told apart by their names. */
export const TRANSLATE_PARAMETERS = [
  'url',
  'conceptMap',
  'conceptMapVersion',
  ...['code', 'system', 'version', 'coding', 'codeableConcept'],
  ...['source', 'target', 'targetsystem', 'reverse'],
  ...['sourceCode', 'sourceSystem', 'sourceVersion', 'sourceScope', 'sourceCoding', 'sourceCodeableConcept'],
  ...['targetCode', 'targetcode', 'targetScope', 'targetSystem', 'targetCoding', 'targetCodeableConcept'],
  'dependency',
] as const

/** Ways of saying what is to be translated. */
const SUBJECTS = [
  ...['code', 'coding', 'codeableConcept'],
  ...['sourceCode', 'sourceCoding', 'sourceCodeableConcept'],
  ...['targetCode', 'targetcode', 'targetCoding', 'targetCodeableConcept'],
] as const

/** ConceptMap `$translate`, from source to target or back. */
export function translateOperation(request: TxRequest, given: Given): Parameters {
  given.refuseTogether(...SUBJECTS)
  given.refuseTogether('url', 'conceptMap')
  const isTurned = given.boolean('reverse') === true
  const isReverse = isTurned || given.has('targetCode', 'targetcode', 'targetCoding', 'targetCodeableConcept')
  // R4's `reverse` turns the meaning of source and target round: `system` is that of the targets that are given.
  const targetSystem = isTurned ? given.text('system', 'targetSystem') : given.text('targetSystem', 'targetsystem')
  const sourceSystem = isTurned ? given.text('targetsystem', 'sourceSystem') : given.text('sourceSystem', 'system')
  const scopes = scopesFrom(given, isTurned)
  const maps = mapsFrom(request, given, scopes)
  const codings = isReverse ? targetsFrom(given, targetSystem) : sourcesFrom(given, sourceSystem)
  const { matches, usedMaps } = translate(request, {
    maps,
    codings,
    isReverse,
    sourceSystem: isReverse ? sourceSystem : undefined,
    targetSystem,
    isSource: testFor(request, 'source', scopes.source, maps),
    isTarget: testFor(request, 'target', scopes.target, maps),
    dependencies: dependenciesFrom(given),
  })
  const isFound = matches.some(({ target, relationship }) => target !== undefined && relationship !== 'not-related-to')
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: isFound },
      ...(matches.length > 0 ? [] : [{ name: 'message', valueString: nothingFound(request, codings) }]),
      ...[...usedMaps].map(
        ({ url = '', version }): Parameter => ({ name: 'used-conceptmap', valueUri: joinCanonical(url, version) }),
      ),
      ...matches.map(
        (match): Parameter => ({
          name: 'match',
          part: isTurned ? partsOf(turned(match), false) : partsOf(match, isReverse),
        }),
      ),
    ],
  }
}

function nothingFound({ language }: TxRequest, codings: readonly Coding[]): string {
  return renderTxProblem({ code: 'no-translation', codings: codings.map(nameOfCoding) }, language)
}

/** The value sets that sources and targets of the maps are to be in; R4's `reverse` names them the other way round. */
interface Scopes {
  readonly source: string | undefined
  readonly target: string | undefined
}

function scopesFrom(given: Given, isTurned: boolean): Scopes {
  return isTurned
    ? { source: given.text('target', 'sourceScope'), target: given.text('source', 'targetScope') }
    : { source: given.text('sourceScope', 'source'), target: given.text('targetScope', 'target') }
}

/** A scope that is not held limits nothing where the maps name it themselves; else nobody could say what it limits. */
function testFor(
  request: TxRequest,
  side: 'source' | 'target',
  canonical: string | undefined,
  maps: readonly ConceptMap[],
): InScope | undefined {
  if (canonical === undefined) return undefined
  const test = scopeOf(request, canonical)
  if (test === undefined && !maps.every((map) => isScope(canonical, scopeNamed(map, side)))) {
    throw new TxRefusal({ code: 'value-set-unknown', url: canonical }, expressionOf(`${side}Scope`))
  }
  return test
}

function mapsFrom({ library }: TxRequest, given: Given, { source, target }: Scopes): readonly ConceptMap[] {
  const brought = given.resource('conceptMap', 'ConceptMap') as ConceptMap | undefined
  if (brought !== undefined) {
    const cause = checkShape(brought)
    if (cause !== undefined)
      throw new TxRefusal({ code: 'resource-invalid', what: 'ConceptMap', cause }, expressionOf('conceptMap'))
    return [brought]
  }
  const url = given.text('url')
  const version = given.text('conceptMapVersion')
  if (url !== undefined) {
    const map = library.conceptMap(url, version)
    if (map === undefined)
      throw new TxRefusal({ code: 'map-unknown', url: joinCanonical(url, version) }, expressionOf('url'))
    return [map]
  }
  return library
    .conceptMaps()
    .filter((map) => isScope(source, scopeNamed(map, 'source')) && isScope(target, scopeNamed(map, 'target')))
}

function isScope(wanted: string | undefined, named: string | undefined): boolean {
  return wanted === undefined || wanted === named || named?.startsWith(`${wanted}|`) === true
}

function sourcesFrom(given: Given, system: string | undefined): readonly Coding[] {
  const codings = codingsFrom(given, ['sourceCoding', 'coding'], ['sourceCodeableConcept', 'codeableConcept'])
  if (codings !== undefined) return codings
  const version = given.text('sourceVersion', 'version')
  return [{ system, ...(version === undefined ? {} : { version }), code: given.requiredText('sourceCode', 'code') }]
}

/** In R4 the code of a reverse translation stands in the same parameters as of a forward one. */
function targetsFrom(given: Given, system: string | undefined): readonly Coding[] {
  const codings = codingsFrom(given, ['targetCoding', 'coding'], ['targetCodeableConcept', 'codeableConcept'])
  return (
    codings ?? [
      { system: system ?? given.text('system'), code: given.requiredText('targetCode', 'targetcode', 'code') },
    ]
  )
}

function codingsFrom(
  given: Given,
  coding: readonly string[],
  concept: readonly string[],
): readonly Coding[] | undefined {
  const one = given.coding(...coding)
  return one === undefined ? given.codeableConcept(...concept)?.coding : [one]
}

function dependenciesFrom(given: Given): ReadonlyMap<string, string> {
  const dependencies = new Map<string, string>()
  for (const { name, part = [] } of given.all) {
    if (name !== 'dependency') continue
    const read = (wanted: readonly string[]): unknown => {
      const found = part.find((one) => wanted.includes(one.name))
      return found === undefined ? undefined : choiceValue(found)
    }
    const attribute = read(['attribute', 'element'])
    const value = read(['value', 'concept'])
    if (typeof attribute !== 'string' || value === undefined) {
      throw new TxRefusal(
        { code: 'parameter-invalid', name, value: '', expected: 'attribute + value' },
        expressionOf(name),
      )
    }
    const coding = (value as { coding?: readonly Coding[] }).coding?.[0] ?? (value as Coding)
    dependencies.set(attribute, typeof value === 'object' ? String(coding.code) : String(value))
  }
  return dependencies
}

const INVERSE: Readonly<Record<string, string>> = {
  'source-is-narrower-than-target': 'source-is-broader-than-target',
  'source-is-broader-than-target': 'source-is-narrower-than-target',
}

/** The match as a translation of the target: what R4's `reverse` gives is the source, seen from the target. */
function turned(match: Match): Match {
  const { source, target, relationship } = match
  const turnedRound = relationship === undefined ? undefined : (INVERSE[relationship] ?? relationship)
  return { ...match, source: target ?? {}, target: source, relationship: turnedRound }
}

function partsOf(match: Match, isReverse: boolean): readonly Parameter[] {
  const { map, source, target, relationship, sourceComment, targetComment, dependsOn, product } = match
  const isTold = target !== undefined && relationship !== undefined
  return [
    ...(isTold ? [{ name: 'relationship', valueCode: relationship }] : []),
    ...(target === undefined ? noTranslation(source) : [{ name: 'concept', valueCoding: target }]),
    ...(isReverse ? [{ name: 'source', valueCoding: source }] : []),
    { name: 'originMap', valueCanonical: joinCanonical(map.url ?? '', map.version) },
    ...(sourceComment === undefined ? [] : [{ name: 'sourceComment', valueString: sourceComment }]),
    ...(targetComment === undefined ? [] : [{ name: 'targetComment', valueString: targetComment }]),
    ...dependsOn.map((dependency) => dependencyPart('dependsOn', dependency)),
    ...product.map((dependency) => dependencyPart('product', dependency)),
  ]
}

/** The map says that there is none, which is more than that it says nothing. */
function noTranslation(source: Coding): readonly Parameter[] {
  return [
    { name: 'noMap', valueBoolean: true },
    { name: 'sourceConcept', valueCoding: source },
  ]
}

function dependencyPart(name: string, dependency: MapDependency): Parameter {
  const { attribute = '', value: text } = dependency
  const value = text ?? choiceValue(dependency)
  const typed = typeof value === 'object' ? { valueCoding: value } : { valueString: String(value ?? '') }
  return {
    name,
    part: [
      { name: 'attribute', valueUri: attribute },
      { name: 'value', ...typed },
    ],
  }
}
