import type { ValueSet } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { ownParameters } from '../value-sets/own-parameters.ts'
import { versionRulesFrom } from './environment.ts'
import type { Given } from './given.ts'

const VERSION_PARAMETERS = [
  'system-version',
  'check-system-version',
  'force-system-version',
  'default-valueset-version',
] as const

/** What may be said several times: the value set adds to what the request says. */
const REPEATING: ReadonlySet<string> = new Set(['property', 'designation', 'exclude-system', ...VERSION_PARAMETERS])

/** Of what a value set may wish; its language is looked at where languages are, between those of the request. */
const WISHES: ReadonlySet<string> = new Set([
  ...REPEATING,
  'displayLanguage',
  ...['activeOnly', 'includeDesignations', 'includeDefinition'],
  ...['excludeNested', 'excludeNotForUI', 'excludePostCoordinated'],
])

/** The request with what the value set itself wishes; what the request says comes first. A wish that is not known is refused. */
export function withOwnWishes(
  request: TxRequest,
  given: Given,
  valueSet: ValueSet,
): { readonly request: TxRequest; readonly given: Given } {
  const wishes = ownParameters(valueSet)
  for (const { name } of wishes) {
    if (WISHES.has(name)) continue
    throw new TxRefusal(
      { code: 'parameter-unknown', name: name.slice(0, 100), operation: given.operation },
      'ValueSet.compose.extension',
    )
  }
  const own = wishes.filter(({ name }) => name !== 'displayLanguage')
  if (own.length === 0) return { request, given }
  const whole = given.completedBy(own, REPEATING)
  return { request: { ...request, versions: versionRulesFrom(whole) }, given: whole }
}
