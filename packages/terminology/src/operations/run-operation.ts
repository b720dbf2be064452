import type { Canonical, Parameter } from '../fhir/types.ts'
import { operationOutcome, TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { COMPARE_PARAMETERS, compareOperation } from './compare-operation.ts'
import { DIFF_PARAMETERS, diffOperation } from './diff-operation.ts'
import { COMMON_PARAMETERS, type Environment, requestFrom } from './environment.ts'
import { EXPAND_PARAMETERS, expandOperation } from './expand-operation.ts'
import { expressionOf, Given } from './given.ts'
import { LOOKUP_PARAMETERS, lookupOperation } from './lookup-operation.ts'
import { SUBSUMES_PARAMETERS, subsumesOperation } from './subsumes-operation.ts'
import { TRANSLATE_PARAMETERS, translateOperation } from './translate-operation.ts'
import {
  batchValidateOperation,
  VALIDATE_IN_SET_PARAMETERS,
  VALIDATE_IN_SYSTEM_PARAMETERS,
  validateInSetOperation,
  validateInSystemOperation,
} from './validate-operation.ts'

export const OPERATIONS = [
  'CodeSystem/$lookup',
  'CodeSystem/$validate-code',
  'CodeSystem/$batch-validate-code',
  'CodeSystem/$subsumes',
  'CodeSystem/$diff',
  'ValueSet/$expand',
  'ValueSet/$validate-code',
  'ValueSet/$batch-validate-code',
  'ValueSet/$compare',
  'ConceptMap/$translate',
] as const

export type OperationName = (typeof OPERATIONS)[number]

/** The answer to an operation: a resource (R5), or an OperationOutcome with an HTTP status of 4xx. */
export interface Answer {
  readonly status: number
  readonly resource: Canonical
}

interface Definition {
  readonly parameters: ReadonlySet<string>
  run(request: TxRequest, given: Given, environment: Environment): Canonical | { readonly resourceType: string }
}

const DEFINITIONS: Readonly<Record<OperationName, Definition>> = {
  'CodeSystem/$lookup': defined(LOOKUP_PARAMETERS, lookupOperation),
  'CodeSystem/$validate-code': defined(VALIDATE_IN_SYSTEM_PARAMETERS, validateInSystemOperation),
  'CodeSystem/$batch-validate-code': defined(
    [...VALIDATE_IN_SYSTEM_PARAMETERS, 'validation'],
    (request, given, environment) =>
      batchValidateOperation(request, given, validateInSystemOperation, (one) =>
        prepared(request, one, environment, DEFINITIONS['CodeSystem/$validate-code']),
      ),
  ),
  'CodeSystem/$subsumes': defined(SUBSUMES_PARAMETERS, subsumesOperation),
  'CodeSystem/$diff': defined(DIFF_PARAMETERS, diffOperation),
  'ValueSet/$expand': defined(EXPAND_PARAMETERS, expandOperation),
  'ValueSet/$validate-code': defined(VALIDATE_IN_SET_PARAMETERS, validateInSetOperation),
  'ValueSet/$batch-validate-code': defined(
    [...VALIDATE_IN_SET_PARAMETERS, 'validation'],
    (request, given, environment) =>
      batchValidateOperation(request, given, validateInSetOperation, (one) =>
        prepared(request, one, environment, DEFINITIONS['ValueSet/$validate-code']),
      ),
  ),
  'ValueSet/$compare': defined(COMPARE_PARAMETERS, compareOperation),
  'ConceptMap/$translate': defined(TRANSLATE_PARAMETERS, translateOperation),
}

function defined(parameters: readonly string[], run: Definition['run']): Definition {
  return { parameters: new Set([...COMMON_PARAMETERS, ...parameters]), run }
}

/** Runs an operation. Whatever is wrong with the request is an OperationOutcome; anything thrown is a bug. */
export function runOperation(name: OperationName, parameters: readonly Parameter[], environment: Environment): Answer {
  const { parameters: known, run } = DEFINITIONS[name]
  const given = new Given(`$${name.split('$')[1]}`, parameters)
  try {
    // A misspelt code parameter is told as what is missing, which says more than that a name is not known.
    if (name.includes('validate-code') && !hasSubject(given)) throw new TxRefusal({ code: 'code-missing' })
    refuseUnknown(given, known)
    return { status: 200, resource: run(requestFrom(environment, given), given, environment) as Canonical }
  } catch (error) {
    if (!(error instanceof TxRefusal)) throw error
    return {
      status: statusOf(error),
      resource: operationOutcome(error.issues, environment.language) as unknown as Canonical,
    }
  }
}

function hasSubject(given: Given): boolean {
  return given.has('code', 'coding', 'codeableConcept', 'validation')
}

function refuseUnknown(given: Given, known: ReadonlySet<string>): void {
  for (const { name } of given.all) {
    if (known.has(name)) continue
    throw new TxRefusal(
      { code: 'parameter-unknown', name: name.slice(0, 100), operation: given.operation },
      expressionOf(name),
    )
  }
}

/** The request of one validation of a batch: what the batch brought along, with the parameters of its own. */
function prepared(request: TxRequest, one: Given, environment: Environment, { parameters }: Definition): TxRequest {
  if (!hasSubject(one)) throw new TxRefusal({ code: 'code-missing' })
  refuseUnknown(one, parameters)
  return requestFrom({ ...environment, library: request.library }, one)
}

function statusOf({ issues }: TxRefusal): number {
  switch (issues[0]?.problem.code) {
    case 'value-set-unknown':
    case 'import-unknown':
    case 'map-unknown':
    case 'system-unknown':
    case 'code-unknown-for-lookup':
    case 'supplement-unknown':
      return 404
    case 'parameter-unknown':
    case 'parameter-missing':
    case 'parameter-invalid':
    case 'parameters-conflict':
    case 'resource-invalid':
    case 'languages-unreadable':
    case 'subsumption-without-system':
    case 'code-missing':
      return 400
    default:
      return 422
  }
}
