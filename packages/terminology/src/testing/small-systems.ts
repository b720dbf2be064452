import type { CodeSystem, OperationOutcome, Parameter, ValueSet } from '../fhir/types.ts'
import { Library } from '../library/library.ts'
import { type Answer, type OperationName, runOperation } from '../operations/run-operation.ts'

export const FRUIT = 'https://example.org/fruit'

/** A small system of our own: a hierarchy, an abstract root, a retired concept, two languages and a property. */
export const fruit: CodeSystem = {
  resourceType: 'CodeSystem',
  url: FRUIT,
  version: '1.0.0',
  name: 'Fruit',
  language: 'en',
  status: 'active',
  caseSensitive: true,
  hierarchyMeaning: 'is-a',
  content: 'complete',
  valueSet: 'https://example.org/all-fruit',
  property: [
    { code: 'colour', type: 'string' },
    { code: 'status', uri: 'http://hl7.org/fhir/concept-properties#status', type: 'code' },
  ],
  concept: [
    {
      code: 'pome',
      display: 'Pome',
      property: [{ code: 'notSelectable', valueBoolean: true }],
      concept: [
        {
          code: 'apple',
          display: 'Apple',
          definition: 'A round fruit',
          designation: [{ language: 'zh', value: '苹果' }],
          property: [{ code: 'colour', valueString: 'red' }],
        },
        {
          code: 'pear',
          display: 'Pear',
          designation: [{ language: 'zh', value: '梨' }],
          property: [{ code: 'colour', valueString: 'green' }],
        },
      ],
    },
    { code: 'medlar', display: 'Medlar', property: [{ code: 'status', valueCode: 'retired' }] },
  ],
}

export const newerFruit: CodeSystem = {
  ...fruit,
  version: '1.1.0',
  concept: [...(fruit.concept ?? []), { code: 'fig', display: 'Fig' }],
}

export const draftFruit: CodeSystem = {
  ...fruit,
  version: '2.0.0',
  status: 'draft',
  concept: [{ code: 'kiwi', display: 'Kiwi' }],
}

export function fruitSet(id: string, compose: ValueSet['compose']): ValueSet {
  return { resourceType: 'ValueSet', url: `https://example.org/${id}`, version: '1', status: 'active', compose }
}

export function libraryOf(...resources: readonly (CodeSystem | ValueSet)[]): Library {
  const library = new Library()
  for (const resource of resources) library.add(resource)
  return library
}

/** Runs an operation with simple parameters given by name; lists are repeated, objects are resources, Codings or concepts. */
export function ask(
  library: Library,
  operation: OperationName,
  given: Readonly<Record<string, unknown>>,
  acceptLanguage?: string,
): Answer {
  return runOperation(operation, parametersOf(given), { library, language: 'en', acceptLanguage })
}

export function parametersOf(given: Readonly<Record<string, unknown>>): readonly Parameter[] {
  return Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: unknown): Parameter => parameterOf(name, one)),
  )
}

function parameterOf(name: string, value: unknown): Parameter {
  if (typeof value === 'boolean') return { name, valueBoolean: value }
  if (typeof value === 'number') return { name, valueInteger: value }
  if (typeof value !== 'object' || value === null) return { name, valueString: value }
  if ('resourceType' in value) return { name, resource: value as never }
  return 'coding' in value ? { name, valueCodeableConcept: value } : { name, valueCoding: value }
}

/** The answer's parameters by name; those that are there more than once as a list. */
export function byName({ resource }: Answer): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const parameter of (resource as unknown as { parameter?: readonly Parameter[] }).parameter ?? []) {
    const value = Object.entries(parameter).find(([key]) => key !== 'name')?.[1]
    found[parameter.name] = parameter.name in found ? [found[parameter.name], value].flat() : value
  }
  return found
}

/** Codes of an expansion, nested ones in brackets behind their parent. */
export function codesOf({ resource }: Answer): string {
  const write = (contains: NonNullable<ValueSet['expansion']>['contains']): string =>
    (contains ?? []).map((one) => `${one.code}${one.contains ? `(${write(one.contains)})` : ''}`).join(' ')
  return write((resource as ValueSet).expansion?.contains)
}

/** Issues as `severity/type/tx-code @expression`. */
export function issuesOf(resource: unknown): readonly string[] {
  const { issue = [] } = resource as Partial<OperationOutcome>
  return issue.map(({ severity, code, details, expression }) => {
    const tx = details?.coding?.[0]?.code ?? ''
    return `${severity}/${code}/${tx}${expression === undefined ? '' : ` @${expression[0]}`}`
  })
}
