import type { Coding, Parameters } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import type { Given } from './given.ts'
import { systemFrom, systemOf } from './lookup-operation.ts'

export const SUBSUMES_PARAMETERS = ['codeA', 'codeB', 'codingA', 'codingB', 'system', 'version'] as const

/** CodeSystem `$subsumes`: how A relates to B. */
export function subsumesOperation(request: TxRequest, given: Given): Parameters {
  const a = sideFrom(given, 'A')
  const b = sideFrom(given, 'B')
  if (a.system !== b.system) {
    const systems = [a.system ?? '', b.system ?? '']
    throw new TxRefusal({ code: 'systems-differ', systems }, nameOf(given, 'B'))
  }
  const system = systemOf(request, a, given.text('version') ?? a.version ?? b.version)
  const first = conceptOf(system, a, nameOf(given, 'A'))
  const second = conceptOf(system, b, nameOf(given, 'B'))
  return { resourceType: 'Parameters', parameter: [{ name: 'outcome', valueCode: outcomeOf(system, first, second) }] }
}

function sideFrom(given: Given, side: 'A' | 'B'): Coding {
  given.refuseTogether(`code${side}`, `coding${side}`)
  const coding = given.coding(`coding${side}`) ?? {
    ...(given.text('system') ? systemFrom(given) : {}),
    code: given.requiredText(`code${side}`),
  }
  // Without its system a code means nothing that could be above or below another.
  if (!coding.system) throw new TxRefusal({ code: 'subsumption-without-system' }, nameOf(given, side))
  return coding
}

/** The parameter that one side is given in; a place in messages. */
function nameOf(given: Given, side: 'A' | 'B'): string {
  return given.has(`coding${side}`) ? `coding${side}` : `code${side}`
}

function conceptOf(system: CodeSystemIndex, { code = '' }: Coding, place: string): Concept {
  const concept = system.find(code)
  if (concept !== undefined) return concept
  throw new TxRefusal({ code: 'code-unknown', value: code, system: system.url, version: system.version }, place)
}

function outcomeOf(system: CodeSystemIndex, a: Concept, b: Concept): string {
  if (a.at === b.at) return 'equivalent'
  if (system.isOver(a.at, b.at)) return 'subsumes'
  return system.isOver(b.at, a.at) ? 'subsumed-by' : 'not-subsumed'
}
