import { DEFAULT_BASE_URI, extensionUri, institutionUri, schemeUri } from '@yingma/core'
import { EMPTY_ENTRY, type ExchangeFormat, textFormat } from './format.ts'
import { type EntrySource, type ExchangeContext, inputCode, type MappingEntry, type Target } from './mapping-entry.ts'

interface Version {
  readonly release: 'R4' | 'R5'
  readonly relation: Readonly<Record<Target['relation'], string>>
}

/** R4 says how the target stands to the source, R5 how the source stands to the target. */
const R4: Version = { release: 'R4', relation: { equivalent: 'equivalent', narrower: 'wider', broader: 'narrower' } }
const R5: Version = {
  release: 'R5',
  relation: {
    equivalent: 'equivalent',
    narrower: 'source-is-narrower-than-target',
    broader: 'source-is-broader-than-target',
  },
}

const NONE = ''
const property = (name: string) => `${DEFAULT_BASE_URI}/property/${name}`

/** FHIR R4 ConceptMap. Inputs without an item are elements with an unmatched target. */
export const conceptMapR4 = conceptMap(R4, 'conceptmap-r4', [
  'confidence',
  'count',
  'state',
  'reason',
  'flags',
  'negatives',
  'set',
  'explanation',
])
/** FHIR R5 ConceptMap. Inputs without an item have noMap; confidence is a property of the target. */
export const conceptMapR5 = conceptMap(R5, 'conceptmap-r5', [
  'key-of-unmatched',
  'count',
  'state',
  'reason',
  'flags',
  'negatives',
  'set',
  'explanation',
])

function conceptMap(version: Version, id: string, losses: ExchangeFormat['losses']): ExchangeFormat {
  return textFormat({
    id,
    fileName: `${id}.json`,
    losses,
    text: (entries, context) => resource(version, entries, context),
    parse: (text) => read(version, JSON.parse(text) as Resource),
  })
}

async function* resource(version: Version, entries: EntrySource, context: ExchangeContext): AsyncIterable<string> {
  const head = {
    resourceType: 'ConceptMap',
    url: `${context.source}/ConceptMap`,
    version: context.edition.version,
    name: 'LocalImagingExams',
    status: 'draft',
    date: context.date,
    ...(version.release === 'R5' && {
      property: [{ code: 'confidence', uri: property('confidence'), type: 'decimal' }],
    }),
    ...(version.release === 'R5' && { additionalAttribute: attributes(await keyNames(entries)) }),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"group":[`
  let first = true
  for (const system of await systemsOf(entries, context)) {
    const target = system === NONE ? {} : { target: system, targetVersion: context.edition.version }
    yield `${first ? '' : ','}${JSON.stringify({ source: context.source, ...target }).slice(0, -1)},"element":[`
    first = false
    let separator = ''
    for await (const entry of entries()) {
      const element = elementOf(version, entry, system, context)
      if (element === null) continue
      yield separator + JSON.stringify(element)
      separator = ',\n'
    }
    yield ']}'
  }
  yield ']}\n'
}

function attributes(names: readonly string[]) {
  return names.map((code) => ({ code, uri: property(code), type: 'string' }))
}

async function keyNames(entries: EntrySource): Promise<readonly string[]> {
  const names = new Set<string>()
  for await (const { key } of entries()) for (const name of Object.keys(key)) if (name !== 'name') names.add(name)
  return [...names].sort()
}

async function systemsOf(entries: EntrySource, context: ExchangeContext): Promise<readonly string[]> {
  const systems = new Set<string>()
  for await (const { key, targets } of entries()) {
    if (targets.length === 0) systems.add(NONE)
    for (const { code } of targets) systems.add(systemOf(code, key, context))
  }
  return [...systems].sort()
}

function systemOf(code: string, key: MappingEntry['key'], { edition }: ExchangeContext): string {
  const item = edition.byCode.get(code.toUpperCase())
  if (item !== undefined) return item.origin === 'extension' ? extensionUri() : schemeUri(item.scheme)
  // A code with a suffix is an item of the institution's own; the others that are no items are codes of one device.
  return code.includes('-') ? institutionUri(key.institution || 'local') : schemeUri('radiology')
}

function elementOf(version: Version, entry: MappingEntry, system: string, context: ExchangeContext): Element | null {
  const targets = entry.targets.filter(({ code }) => systemOf(code, entry.key, context) === system)
  if (system === NONE ? entry.targets.length > 0 : targets.length === 0) return null
  const dependsOn = Object.entries(entry.key)
    .filter(([name]) => name !== 'name')
    .map(([name, value]) =>
      version.release === 'R4' ? { property: property(name), value } : { attribute: name, valueString: value },
    )
  const element = { code: inputCode(entry.key), ...(entry.key.name !== undefined && { display: entry.key.name }) }
  const context4 = dependsOn.length === 0 ? {} : { dependsOn }
  if (system === NONE) {
    return version.release === 'R5'
      ? { ...element, noMap: true }
      : { ...element, target: [{ equivalence: 'unmatched', ...context4 }] }
  }
  return {
    ...element,
    target: targets.map(({ code, name, relation }) => ({
      code,
      display: name,
      ...(version.release === 'R4'
        ? { equivalence: version.relation[relation] }
        : { relationship: version.relation[relation] }),
      ...(version.release === 'R5' && { property: [{ code: 'confidence', valueDecimal: entry.confidence }] }),
      ...context4,
    })),
  }
}

interface ElementTarget {
  readonly code?: string
  readonly display?: string
  readonly equivalence?: string
  readonly relationship?: string
  readonly property?: readonly { readonly code: string; readonly valueDecimal: number }[]
  readonly dependsOn?: readonly {
    readonly property?: string
    readonly value?: string
    readonly attribute?: string
    readonly valueString?: string
  }[]
}
interface Element {
  readonly code: string
  readonly display?: string
  readonly noMap?: boolean
  readonly target?: readonly ElementTarget[]
}
interface Resource {
  readonly group: readonly { readonly element: readonly Element[] }[]
}

function read(version: Version, map: Resource): readonly MappingEntry[] {
  const found = new Map<string, MappingEntry>()
  for (const element of map.group.flatMap((group) => group.element)) {
    const name = element.display === undefined ? {} : { name: element.display }
    let entry: MappingEntry = found.get(element.code) ?? { ...EMPTY_ENTRY, key: name }
    for (const target of element.target ?? []) {
      const depends = (target.dependsOn ?? []).map(
        (d) => [d.attribute ?? d.property?.split('/').at(-1) ?? '', d.valueString ?? d.value ?? ''] as const,
      )
      entry = { ...entry, key: { ...entry.key, ...Object.fromEntries(depends) } }
      if (target.code === undefined) continue
      const said = target.equivalence ?? target.relationship
      const relation =
        (Object.keys(version.relation) as Target['relation'][]).find((r) => version.relation[r] === said) ??
        'equivalent'
      const confidence = target.property?.find((p) => p.code === 'confidence')?.valueDecimal ?? entry.confidence
      entry = {
        ...entry,
        confidence,
        targets: [...entry.targets, { code: target.code, name: target.display ?? '', relation }],
      }
    }
    found.set(element.code, entry)
  }
  return [...found.values()]
}
