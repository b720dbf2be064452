import { choiceType, choiceValue, joinCanonical, splitCanonical } from '../fhir/choice.ts'
import type { Coding, Parameter, Parameters } from '../fhir/types.ts'
import { PREFERRED_FOR_LANGUAGE } from '../fhir/uris.ts'
import { displayFor, namesOf } from '../languages/display.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { wantedVersion } from '../request/version-rules.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import { expressionOf, type Given } from './given.ts'

export const LOOKUP_PARAMETERS = ['code', 'system', 'version', 'coding', 'property'] as const

/** CodeSystem `$lookup`: names, definition and properties of a concept. Properties asked for by name, all by `*` or if none is named. */
export function lookupOperation(request: TxRequest, given: Given): Parameters {
  given.refuseTogether('code', 'coding')
  const coding = given.coding('coding')
  const code = coding?.code ?? given.requiredText('code')
  const where = coding?.system ? coding : { ...coding, ...systemFrom(given) }
  const system = systemOf(request, where, given.text('version'))
  const concept = system.find(code)
  if (concept === undefined) {
    const problem = { value: code, system: system.url, version: system.version }
    throw new TxRefusal({ code: 'code-unknown-for-lookup', ...problem }, expressionOf('code'))
  }
  const wanted = given.texts('property')
  for (const property of wanted) refuseUnknown(system, property)
  return { resourceType: 'Parameters', parameter: describe(request, system, concept, code, wanted) }
}

/** The parameter `system`: an address, which may name the version as a canonical does, if nothing else names another. */
export function systemFrom(given: Given): Coding {
  const { url, version } = splitCanonical(given.requiredText('system'))
  if (version === '') return { system: url }
  if (given.has('version') && given.text('version') !== version) given.refuseTogether('system', 'version')
  return { system: url, version }
}

/** The system in the version wanted, with the supplements asked for; refuses what is not held. */
export function systemOf(request: TxRequest, { system: url = '', version }: Coding, named?: string): CodeSystemIndex {
  const { library, versions, supplements } = request
  const { version: wanted } = wantedVersion(versions, url, named ?? version ?? '')
  const found = library.codeSystem(url, wanted)
  if (found === undefined) {
    const known = library.versionsOf(url).map((index) => index.version)
    if (wanted === '') throw new TxRefusal({ code: 'system-unknown', system: url }, expressionOf('system'))
    throw new TxRefusal(
      known.length === 0
        ? { code: 'system-version-unknown-any', system: url, version: wanted }
        : { code: 'system-version-unknown', system: url, version: wanted, known },
      expressionOf('version'),
    )
  }
  if (!found.isAnswerable) {
    const { content = '' } = found.resource
    throw new TxRefusal({ code: 'system-without-content', system: found.canonical, content }, expressionOf('system'))
  }
  const system = library.withSupplements(found, supplements)
  const idle = supplements.filter((supplement) => !system.supplements.includes(supplement))
  if (idle.length > 0) {
    const urls = idle.map((supplement) => joinCanonical(supplement.url ?? '', supplement.version))
    throw new TxRefusal({ code: 'supplement-unknown', urls }, expressionOf('useSupplement'))
  }
  return system
}

const STANDARD = new Set([
  '*',
  'system',
  'name',
  'version',
  'display',
  'designation',
  'definition',
  'parent',
  'child',
  'inactive',
])

function refuseUnknown(system: CodeSystemIndex, property: string): void {
  if (STANDARD.has(property) || property.startsWith('lang.') || system.properties.has(property)) return
  if (property === 'status' || property === 'notSelectable' || property === 'abstract') return
  throw new TxRefusal({ code: 'property-unknown', property, system: system.url }, expressionOf('property'))
}

function describe(
  { wished, accepted }: TxRequest,
  system: CodeSystemIndex,
  concept: Concept,
  asked: string,
  wanted: readonly string[],
): readonly Parameter[] {
  const isAll = wanted.length === 0 || wanted.includes('*')
  const isWanted = (name: string): boolean => isAll || wanted.includes(name)
  const names = namesOf(system, concept)
  const display = displayFor(names, wished ?? accepted) ?? names[0]
  const { resource } = system
  return [
    { name: 'name', valueString: resource.name ?? resource.title ?? system.url },
    { name: 'system', valueUri: system.url },
    ...(system.version === '' ? [] : [{ name: 'version', valueString: system.version }]),
    { name: 'code', valueCode: asked },
    { name: 'display', valueString: display?.value ?? concept.code },
    ...(concept.definition === undefined ? [] : [{ name: 'definition', valueString: concept.definition }]),
    { name: 'abstract', valueBoolean: concept.isAbstract },
    ...system.supplements.map(
      ({ url = '', version }): Parameter => ({ name: 'used-supplement', valueCanonical: joinCanonical(url, version) }),
    ),
    ...(isWanted('designation') || wanted.some((name) => name.startsWith('lang.'))
      ? designations(system, concept)
      : []),
    ...properties(system, concept, isWanted),
  ]
}

function designations(system: CodeSystemIndex, concept: Concept): readonly Parameter[] {
  return namesOf(system, concept).map(({ value, language, designation }): Parameter => {
    const use = designation === undefined ? PREFERRED_FOR_LANGUAGE : designation.use
    const source = designation === undefined ? undefined : system.sourceOf.get(designation)
    return {
      name: 'designation',
      part: [
        ...(language === undefined ? [] : [{ name: 'language', valueCode: language }]),
        ...(use === undefined ? [] : [{ name: 'use', valueCoding: use }]),
        ...(source === undefined ? [] : [{ name: 'source', valueCanonical: source }]),
        { name: 'value', valueString: value },
      ],
    }
  })
}

function properties(
  system: CodeSystemIndex,
  concept: Concept,
  isWanted: (name: string) => boolean,
): readonly Parameter[] {
  const found: Parameter[] = []
  const add = (code: string, value: Parameter, description?: string): void => {
    const said: readonly Parameter[] =
      description === undefined ? [] : [{ name: 'description', valueString: description }]
    found.push({ name: 'property', part: [{ name: 'code', valueCode: code }, value, ...said] })
  }
  const related = (code: string, positions: readonly number[]): void => {
    for (const at of positions) {
      const other = system.concepts[at]!
      add(code, { name: 'value', valueCode: other.code }, other.display)
    }
  }
  if (isWanted('parent')) related('parent', concept.parents)
  if (isWanted('child')) related('child', concept.children)
  if (isWanted('inactive')) add('inactive', { name: 'value', valueBoolean: concept.isInactive })
  const hidden = new Set([...system.meanings.parent, ...system.meanings.child, 'inactive'])
  for (const property of concept.properties) {
    const { code } = property
    if (code === undefined || hidden.has(code) || !isWanted(code)) continue
    const value: Parameter = { name: 'value', [`value${choiceType(property) ?? 'String'}`]: choiceValue(property) }
    add(code, value, system.properties.get(code)?.description)
  }
  return found
}
