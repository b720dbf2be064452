import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
const RESOURCES = ['CodeSystem', 'ValueSet', 'ConceptMap', 'NamingSystem', 'OperationDefinition', 'OperationOutcome']
const MORE = ['CapabilityStatement', 'TerminologyCapabilities', 'Bundle', 'Parameters']

/** Kinds that the XML library does not have; in JSON they are text as well. */
const AS_TEXT: Readonly<Record<string, string>> = { integer64: 'string', uuid: 'uri' }

interface Property {
  readonly _name: string
  readonly _type: string
  readonly _multiple?: boolean
  readonly _properties?: readonly Property[]
}
interface Parser {
  readonly parsedStructureDefinitions: Readonly<Record<string, { readonly _properties: readonly Property[] }>>
  parseStructureDefinition(definition: unknown): void
}

/**
 * The elements of R5 in the form of the XML library, which brings those of R4 itself: of the resources that the
 * terminology service speaks and of all data types in them, from the definitions that HL7 publishes.
 */
export function r5Types(): object {
  const folder = dirname(require.resolve('hl7.fhir.r5.core/package.json'))
  const { ParseConformance } = require('fhir/parseConformance.js') as {
    ParseConformance: new (cached: boolean, version: string) => Parser
  }
  const parser = new ParseConformance(false, 'R5')
  const wanted = [...RESOURCES, ...MORE]
  const known = new Set<string>()
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (known.has(name)) continue
    known.add(name)
    parser.parseStructureDefinition(JSON.parse(readFileSync(join(folder, `StructureDefinition-${name}.json`), 'utf8')))
    wanted.push(...typesOf(parser.parsedStructureDefinitions[name]?._properties ?? []))
  }
  return Object.fromEntries(
    [...known]
      .sort()
      .map((name) => [name, { _properties: parser.parsedStructureDefinitions[name]!._properties.map(kept) }]),
  )
}

/** Data types that properties have and that consist of others. */
function typesOf(properties: readonly Property[]): readonly string[] {
  return properties.flatMap(({ _type, _properties = [] }) => {
    const isOwn = /^[A-Z]/.test(_type) && !['Element', 'BackboneElement', 'Resource'].includes(_type)
    return [...(isOwn ? [_type] : []), ...typesOf(_properties)]
  })
}

/** What converting needs. */
function kept({ _name, _type, _multiple, _properties }: Property): Property {
  return {
    _name,
    _type: AS_TEXT[_type] ?? _type,
    ...(_multiple === true ? { _multiple } : {}),
    ...(_properties === undefined || _properties.length === 0 ? {} : { _properties: _properties.map(kept) }),
  }
}
