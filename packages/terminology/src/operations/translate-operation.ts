import { checkShape } from '../fhir/check-shape.ts'
import { choiceValue, joinCanonical } from '../fhir/choice.ts'
import type { Coding, ConceptMap, MapDependency, Parameter, Parameters } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { type Match, translate } from '../translate/translate.ts'
import { expressionOf, type Given } from './given.ts'

/** Of R4 and R5; which is which is told apart by their names. */
export const TRANSLATE_PARAMETERS = [
  'url',
  'conceptMap',
  'conceptMapVersion',
  ...['code', 'system', 'version', 'coding', 'codeableConcept'],
  ...['source', 'target', 'targetsystem', 'reverse'],
  ...['sourceCode', 'sourceSystem', 'sourceVersion', 'sourceScope', 'sourceCoding', 'sourceCodeableConcept'],
  ...['targetCode', 'targetScope', 'targetSystem', 'targetCoding', 'targetCodeableConcept'],
  'dependency',
] as const

/** Ways of saying what is to be translated. */
const SUBJECTS = [
  ...['code', 'coding', 'codeableConcept'],
  ...['sourceCode', 'sourceCoding', 'sourceCodeableConcept'],
  ...['targetCode', 'targetCoding', 'targetCodeableConcept'],
] as const

/** ConceptMap `$translate`, from source to target or back. */
export function translateOperation(request: TxRequest, given: Given): Parameters {
  given.refuseTogether(...SUBJECTS)
  given.refuseTogether('url', 'conceptMap')
  const isTurned = given.boolean('reverse') === true
  const isReverse = isTurned || given.has('targetCode', 'targetCoding', 'targetCodeableConcept')
  // R4's `reverse` turns the meaning of source and target round: `system` is that of the targets that are given.
  const targetSystem = isTurned ? given.text('system', 'targetSystem') : given.text('targetSystem', 'targetsystem')
  const sourceSystem = isTurned ? given.text('targetsystem', 'sourceSystem') : given.text('sourceSystem', 'system')
  const matches = translate(request, {
    maps: mapsFrom(request, given, isTurned),
    codings: isReverse ? targetsFrom(given, targetSystem) : sourcesFrom(given, sourceSystem),
    isReverse,
    sourceSystem: isReverse ? sourceSystem : undefined,
    targetSystem,
    dependencies: dependenciesFrom(given),
  })
  const isFound = matches.some(({ target, relationship }) => target !== undefined && relationship !== 'not-related-to')
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueBoolean: isFound },
      ...matches.map(
        (match): Parameter => ({
          name: 'match',
          part: isTurned ? partsOf(turned(match), false) : partsOf(match, isReverse),
        }),
      ),
    ],
  }
}

function mapsFrom({ library }: TxRequest, given: Given, isTurned: boolean): readonly ConceptMap[] {
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
  const [source, target] = isTurned
    ? [given.text('target', 'sourceScope'), given.text('source', 'targetScope')]
    : [given.text('sourceScope', 'source'), given.text('targetScope', 'target')]
  return library
    .conceptMaps()
    .filter(
      (map) =>
        isScope(source, map.sourceScopeUri ?? map.sourceScopeCanonical) &&
        isScope(target, map.targetScopeUri ?? map.targetScopeCanonical),
    )
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
  return codings ?? [{ system: system ?? given.text('system'), code: given.requiredText('targetCode', 'code') }]
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
  return { ...match, source: target ?? {}, target: source, relationship: INVERSE[relationship] ?? relationship }
}

function partsOf(
  { map, source, target, relationship, comment, dependsOn, product }: Match,
  isReverse: boolean,
): readonly Parameter[] {
  return [
    { name: 'relationship', valueCode: relationship },
    ...(target === undefined ? [] : [{ name: 'concept', valueCoding: target }]),
    ...(isReverse ? [{ name: 'source', valueCoding: source }] : []),
    { name: 'originMap', valueCanonical: joinCanonical(map.url ?? '', map.version) },
    ...(comment === undefined ? [] : [{ name: 'comment', valueString: comment }]),
    ...dependsOn.map((dependency) => dependencyPart('dependsOn', dependency)),
    ...product.map((dependency) => dependencyPart('product', dependency)),
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
