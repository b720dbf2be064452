import { expand } from '../expand/expand.ts'
import { checkShape } from '../fhir/check-shape.ts'
import { joinCanonical, splitCanonical } from '../fhir/choice.ts'
import type { Parameter, ValueSet } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { findValueSet } from '../value-sets/find-value-set.ts'
import { repeated } from './environment.ts'
import { expressionOf, type Given } from './given.ts'
import { withOwnWishes } from './own-wishes.ts'

export const EXPAND_PARAMETERS = [
  'url',
  'valueSet',
  'valueSetVersion',
  'context',
  'contextDirection',
  'filter',
  'date',
  'offset',
  'count',
  'includeDesignations',
  'designation',
  'includeDefinition',
  'activeOnly',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
  'exclude-system',
  'property',
  'incomplete-ok',
  'limitedExpansion',
] as const

const REPEATED = [
  'filter',
  'offset',
  'count',
  'includeDesignations',
  'designation',
  'includeDefinition',
  'activeOnly',
  'excludeNested',
  'excludeNotForUI',
  'excludePostCoordinated',
  'exclude-system',
  'displayLanguage',
] as const

/** Characters of a text filter; every word of it is looked for. */
const LONGEST_FILTER = 1000

const NOT_OFFERED = ['context', 'contextDirection', 'date']

/** Parameters that `$expand` honours, as TerminologyCapabilities lists them. */
export const EXPANSION_PARAMETERS: readonly string[] = [
  ...EXPAND_PARAMETERS.filter((name) => !NOT_OFFERED.includes(name)),
  'displayLanguage',
  'useSupplement',
  'system-version',
  'check-system-version',
  'force-system-version',
  'default-valueset-version',
  'tx-resource',
].sort()

/** ValueSet `$expand`. */
export function expandOperation(asked: TxRequest, askedWith: Given): ValueSet {
  askedWith.refuseNotOffered(...NOT_OFFERED)
  const valueSet = valueSetFrom(asked, askedWith)
  const { request, given } = withOwnWishes(asked, askedWith, valueSet)
  return expand(request, valueSet, {
    filter: given.shortText('filter', LONGEST_FILTER) || undefined,
    offset: given.count('offset'),
    count: given.count('count'),
    isActiveOnly: given.boolean('activeOnly'),
    excludeNested: given.boolean('excludeNested'),
    excludeNotForUI: given.boolean('excludeNotForUI'),
    excludePostCoordinated: given.boolean('excludePostCoordinated'),
    includeDesignations: given.boolean('includeDesignations'),
    includeDefinition: given.boolean('includeDefinition'),
    designations: given.texts('designation'),
    properties: [...new Set(given.texts('property'))],
    excludedSystems: given.texts('exclude-system'),
    given: repeated(given, REPEATED).map(typed),
  })
}

const TYPES: Readonly<Record<string, string>> = {
  ...{ offset: 'Integer', count: 'Integer', displayLanguage: 'Code' },
  ...{ includeDesignations: 'Boolean', includeDefinition: 'Boolean', activeOnly: 'Boolean' },
  ...{ excludeNested: 'Boolean', excludeNotForUI: 'Boolean', excludePostCoordinated: 'Boolean' },
}

/** In a GET everything is text; the expansion says what it was made with in the types of the operation, as after a POST. */
function typed(parameter: Parameter): Parameter {
  const { name, valueString: text, ...others } = parameter
  const type = TYPES[name]
  if (type === undefined || typeof text !== 'string') return parameter
  const value = type === 'Integer' ? Number(text) : type === 'Boolean' ? text === 'true' : text
  return { name, ...others, [`value${type}`]: value }
}

/** The value set that a request brings or names. */
export function valueSetFrom({ library, versions }: TxRequest, given: Given): ValueSet {
  const brought = given.resource('valueSet', 'ValueSet') as ValueSet | undefined
  if (brought !== undefined) {
    const cause = checkShape(brought)
    if (cause !== undefined)
      throw new TxRefusal({ code: 'resource-invalid', what: 'ValueSet', cause }, expressionOf('valueSet'))
    if (given.has('url') && splitCanonical(given.requiredText('url')).url !== brought.url)
      given.refuseTogether('url', 'valueSet')
    return brought
  }
  const url = given.requiredText('url')
  const version = given.text('valueSetVersion') ?? versions.valueSets.get(url) ?? ''
  const found = findValueSet(library, url, version)
  if (found === undefined)
    throw new TxRefusal({ code: 'value-set-unknown', url: url.includes('|') ? url : joinCanonical(url, version) })
  return found
}
