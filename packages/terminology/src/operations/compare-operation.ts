import type { Parameter, Parameters, ValueSet } from '../fhir/types.ts'
import { renderTxProblem, type SetRelation } from '../problems/tx-problem.ts'
import type { TxRequest } from '../request/tx-request.ts'
import { compileValueSet, nameOfSet } from '../value-sets/compile.ts'
import { type CompiledSet, entriesOf, type Part } from '../value-sets/compiled-set.ts'
import { valueSetFrom } from './expand-operation.ts'
import { Given } from './given.ts'

/** `url` is the first value set where the operation is asked of one resource. */
export const COMPARE_PARAMETERS = [
  'url',
  ...['thisUrl', 'thisValueSet', 'otherUrl', 'otherValueSet'],
  'valueSetVersion',
] as const

/** ValueSet `$compare`, as HL7's tools define it: how the codes of one value set relate to those of another. */
export function compareOperation(request: TxRequest, given: Given): Parameters {
  const isOfInstance = given.has('url')
  if (isOfInstance) given.refuseTogether('url', 'thisUrl', 'thisValueSet')
  const one = isOfInstance ? valueSetFrom(request, given) : sideOf(request, given, 'this', true)
  const other = sideOf(request, given, 'other', !isOfInstance)
  const sets = [one, other].map((valueSet) => compileValueSet(request, valueSet)) as [CompiledSet, CompiledSet]
  const [mine, theirs] = sets.map(codesOf) as [ReadonlySet<string>, ReadonlySet<string>]
  const common = [...mine].filter((code) => theirs.has(code))
  const relation = sets.every(isClosed) ? relationOf(mine.size, theirs.size, common.length) : 'indeterminate'
  const told = { code: 'sets-compared', relation, one: nameOfSet(one), other: nameOfSet(other) } as const
  const lists: readonly Parameter[] = [
    listed(
      'missing-codes',
      [...mine].filter((code) => !theirs.has(code)),
    ),
    listed(
      'extra-codes',
      [...theirs].filter((code) => !mine.has(code)),
    ),
    listed('common-codes', common),
  ].flat()
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'result', valueCode: relation },
      { name: 'message', valueString: renderTxProblem(told, request.language) },
      ...(given.boolean('diagnostics') === true ? lists : []),
    ],
  }
}

/** The value set of one side, named or brought along. */
function sideOf(request: TxRequest, given: Given, side: 'this' | 'other', isVersioned: boolean): ValueSet {
  const names: ReadonlyMap<string, string> = new Map([
    [`${side}Url`, 'url'],
    [`${side}ValueSet`, 'valueSet'],
    ...(isVersioned ? [['valueSetVersion', 'valueSetVersion'] as const] : []),
  ])
  if (!given.has(`${side}Url`, `${side}ValueSet`)) given.requiredText(`${side}Url`)
  const own = given.all.flatMap((parameter): readonly Parameter[] => {
    const name = names.get(parameter.name)
    return name === undefined ? [] : [{ ...parameter, name }]
  })
  return valueSetFrom(request, new Given(given.operation, own))
}

/** Codes with their systems; the version is a part of a code where its system says so. */
function codesOf(set: CompiledSet): ReadonlySet<string> {
  const codes = new Set<string>()
  for (const { system, concept } of entriesOf(set)) {
    const name = system.resource.versionNeeded === true ? system.canonical : system.url
    codes.add(`${name}#${concept.code}`)
  }
  return codes
}

/** Whether all codes of the set are known: systems that are not held, or only in part, may have others. */
function isClosed({ includes, excludes }: CompiledSet): boolean {
  return [...includes, ...excludes].every(
    ({ unknown, system, imports }: Part) =>
      unknown === undefined && system?.isComplete !== false && imports.every(isClosed),
  )
}

function relationOf(mine: number, theirs: number, common: number): SetRelation {
  if (mine === 0 && theirs === 0) return 'empty'
  if (common === 0) return 'disjoint'
  if (common === mine) return common === theirs ? 'same' : 'subset'
  return common === theirs ? 'superset' : 'overlapping'
}

function listed(name: string, codes: readonly string[]): readonly Parameter[] {
  return codes.length === 0 ? [] : [{ name, valueString: codes.join(',') }]
}
