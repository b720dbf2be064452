import type { Coding, Parameters } from '../fhir/types.ts'
import { TxRefusal } from '../problems/issue.ts'
import type { TxRequest } from '../request/tx-request.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'
import { expressionOf, type Given } from './given.ts'
import { systemOf } from './lookup-operation.ts'

export const SUBSUMES_PARAMETERS = ['codeA', 'codeB', 'codingA', 'codingB', 'system', 'version'] as const

/** CodeSystem `$subsumes`: how A relates to B. */
export function subsumesOperation(request: TxRequest, given: Given): Parameters {
  const a = sideFrom(given, 'A')
  const b = sideFrom(given, 'B')
  if (a.system !== b.system) throw new TxRefusal({ code: 'systems-differ', systems: [a.system ?? '', b.system ?? ''] })
  const system = systemOf(request, a, given.text('version') ?? a.version ?? b.version)
  const first = conceptOf(system, a, 'codeA')
  const second = conceptOf(system, b, 'codeB')
  return { resourceType: 'Parameters', parameter: [{ name: 'outcome', valueCode: outcomeOf(system, first, second) }] }
}

function sideFrom(given: Given, side: 'A' | 'B'): Coding {
  given.refuseTogether(`code${side}`, `coding${side}`)
  const coding = given.coding(`coding${side}`)
  if (coding !== undefined) return coding
  return { system: given.requiredText('system'), code: given.requiredText(`code${side}`) }
}

function conceptOf(system: CodeSystemIndex, { code = '' }: Coding, name: string): Concept {
  const concept = system.find(code)
  if (concept !== undefined) return concept
  throw new TxRefusal(
    { code: 'code-unknown', value: code, system: system.url, version: system.version },
    expressionOf(name),
  )
}

function outcomeOf(system: CodeSystemIndex, a: Concept, b: Concept): string {
  if (a.at === b.at) return 'equivalent'
  if (system.isOver(a.at, b.at)) return 'subsumes'
  return system.isOver(b.at, a.at) ? 'subsumed-by' : 'not-subsumed'
}
