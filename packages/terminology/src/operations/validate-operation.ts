import { checkShape } from '../fhir/check-shape.ts'
import { splitCanonical } from '../fhir/choice.ts'
import type { Canonical, Coding, OperationOutcome, Parameter, Parameters } from '../fhir/types.ts'
import { Library } from '../library/library.ts'
import { operationOutcome, TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { validateInSet, validateInSystem } from '../validate/validate-code.ts'
import type { ValidateWish } from '../validate/validate-wish.ts'
import { valueSetFrom } from './expand-operation.ts'
import { expressionOf, Given } from './given.ts'
import { withOwnWishes } from './own-wishes.ts'

const SUBJECT = [
  'code',
  'display',
  'coding',
  'codeableConcept',
  'abstract',
  'lenient-display-validation',
  'activeOnly',
  // Validators send the parameters of their expansions along: these say how one is written, not what is in it.
  ...['excludeNested', 'includeDesignations', 'includeDefinition'],
] as const

export const VALIDATE_IN_SET_PARAMETERS = [
  ...SUBJECT,
  'url',
  'context',
  'valueSet',
  'valueSetVersion',
  'system',
  'systemVersion',
  'inferSystem',
  'valueset-membership-only',
  'valueSetMode',
  'mode',
] as const

export const VALIDATE_IN_SYSTEM_PARAMETERS = [
  ...SUBJECT,
  'url',
  'codeSystem',
  'version',
  'system',
  'systemVersion',
  'mode',
] as const

/** ValueSet `$validate-code`. */
export function validateInSetOperation(asked: TxRequest, askedWith: Given): Parameters {
  askedWith.refuseNotOffered('context')
  const wishOf = (given: Given): ValidateWish => wishFrom(given, given.text('system'), given.text('systemVersion'))
  const wish = wishOf(askedWith)
  if (modeFrom(askedWith) === 'system') return validateInSystem(asked, wish)
  const valueSet = valueSetFrom(asked, askedWith)
  const { request, given } = withOwnWishes(asked, askedWith, valueSet)
  return validateInSet(request, valueSet, given === askedWith ? wish : wishOf(given))
}

/** CodeSystem `$validate-code`. */
export function validateInSystemOperation(request: TxRequest, given: Given): Parameters {
  const brought = systemFrom(given)
  const named = given.text('url', 'system') ?? brought?.url
  const { url, version } = splitCanonical(named ?? '')
  if (brought !== undefined && url !== brought.url) given.refuseTogether('url', 'system', 'codeSystem')
  const wish = wishFrom(
    given,
    named === undefined ? undefined : url,
    given.text('version', 'systemVersion') ?? (version || brought?.version || undefined),
  )
  if (named !== undefined) refuseOtherSystems(wish, url)
  if (brought === undefined) return validateInSystem(request, wish)
  const library = new Library(request.library)
  library.add(brought)
  return validateInSystem({ ...request, library }, wish)
}

/** The code system that a request brings. */
function systemFrom(given: Given): Canonical | undefined {
  const brought = given.resource('codeSystem', 'CodeSystem')
  const cause = brought === undefined ? undefined : checkShape(brought)
  if (cause !== undefined)
    throw new TxRefusal({ code: 'resource-invalid', what: 'CodeSystem', cause }, expressionOf('codeSystem'))
  return brought
}

/** A coding of another system than the one that is asked can be neither right nor wrong in it. */
function refuseOtherSystems({ subject }: ValidateWish, url: string): void {
  if (subject.kind !== 'coding') return
  const { system = url } = subject.coding
  if (system !== url) throw new TxRefusal({ code: 'systems-differ', systems: [url, system] }, 'Coding.system')
}

/** Ways of validating as HL7's validator names them, its misspelling included: both checks, or one of them. */
const VALUE_SET_MODES: ReadonlyMap<string, 'all' | 'membership' | 'system'> = new Map([
  ['ALL_CHECKS', 'all'],
  ['CHECK_MEMBERSHIP_ONLY', 'membership'],
  ['CHECK_MEMERSHIP_ONLY', 'membership'],
  ['NO_MEMBERSHIP_CHECK', 'system'],
] as const)

function modeFrom(given: Given): 'all' | 'membership' | 'system' {
  const text = given.text('valueSetMode')
  const mode = text === undefined ? 'all' : VALUE_SET_MODES.get(text)
  if (mode !== undefined) return mode
  const expected = [...VALUE_SET_MODES.keys()].join(' | ')
  const problem = {
    code: 'parameter-invalid',
    name: 'valueSetMode',
    value: String(text).slice(0, 100),
    expected,
  } as const
  throw new TxRefusal(problem, expressionOf('valueSetMode'))
}

function wishFrom(given: Given, system: string | undefined, version: string | undefined): ValidateWish {
  const inferSystem = given.boolean('inferSystem') ?? false
  return {
    subject: subjectFrom(given, system, version, inferSystem),
    inferSystem,
    abstract: given.boolean('abstract'),
    isActiveOnly: given.boolean('activeOnly') ?? false,
    isDisplayLenient:
      (given.boolean('lenient-display-validation') ?? false) || given.text('mode') === 'lenient-display-validation',
    isMembershipOnly: (given.boolean('valueset-membership-only') ?? false) || modeFrom(given) === 'membership',
  }
}

function subjectFrom(
  given: Given,
  system: string | undefined,
  version: string | undefined,
  inferSystem: boolean,
): ValidateWish['subject'] {
  given.refuseTogether('code', 'coding', 'codeableConcept')
  const concept = given.codeableConcept('codeableConcept')
  if (concept !== undefined) return { kind: 'codeableConcept', concept }
  const coding = given.coding('coding')
  if (coding !== undefined) return { kind: 'coding', coding }
  const code = given.text('code')
  if (code === undefined || code === '' || (system === undefined && !inferSystem))
    throw new TxRefusal({ code: 'code-missing' })
  const display = given.text('display')
  const read: Coding = {
    ...(system === undefined ? {} : { system }),
    ...(version === undefined ? {} : { version }),
    code,
    ...(display === undefined ? {} : { display }),
  }
  return { kind: 'code', coding: read }
}

/** How many validations one request may hold: all are done at one go, and others wait. */
const MOST_VALIDATIONS = 1000

/**
 * `$batch-validate-code`: each `validation` is a Parameters of its own, completed by those of the whole request, and is
 * answered by Parameters or, where it cannot be done, by an OperationOutcome. `check` refuses parameters not known.
 */
export function batchValidateOperation(
  request: TxRequest,
  given: Given,
  validate: (request: TxRequest, given: Given) => Parameters,
  prepare: (given: Given) => TxRequest,
): Parameters {
  const validations = given.resources('validation')
  if (validations.length === 0)
    throw new TxRefusal({ code: 'parameter-missing', name: 'validation', operation: given.operation })
  if (validations.length > MOST_VALIDATIONS) {
    const expected = `≤ ${MOST_VALIDATIONS}`
    throw new TxRefusal({ code: 'parameter-invalid', name: 'validation', value: String(validations.length), expected })
  }
  const shared = given.all.filter(({ name }) => name !== 'validation' && name !== 'tx-resource')
  const parameter = validations.map((validation): Parameter => {
    const own = (validation as Partial<Parameters>).parameter ?? []
    const names = new Set(own.map(({ name }) => name))
    const one = new Given(given.operation, [...own, ...shared.filter(({ name }) => !names.has(name))])
    return { name: 'validation', resource: attempt(request, () => validate(prepare(one), one)) }
  })
  return { resourceType: 'Parameters', parameter }
}

function attempt(request: TxRequest, work: () => Parameters): Canonical {
  try {
    return work() as unknown as Canonical
  } catch (error) {
    if (error instanceof TxRefusal)
      return operationOutcome(error.issues, request.language) as OperationOutcome & Canonical
    throw error
  }
}
