import { joinCanonical } from '../fhir/choice.ts'
import type { Coding } from '../fhir/types.ts'
import { type Issue, issueOf, type Severity } from '../problems/issue.ts'
import type { TxProblem } from '../problems/tx-problem.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'

const SYSTEM_UNKNOWN: ReadonlySet<TxProblem['code']> = new Set([
  'system-unknown',
  'system-version-unknown',
  'system-version-unknown-any',
])

/** What validating one coding brought to light. */
export class Findings {
  readonly issues: Issue[] = []
  /** Systems, with versions, without which the value set cannot be judged. */
  readonly causedByUnknown = new Set<string>()
  /** Systems of the coding that are not held. */
  readonly unknownSystems = new Set<string>()
  system: CodeSystemIndex | undefined
  concept: Concept | undefined
  display: string | undefined
  /** Whether the value set has the code, or nothing more can be said since all of it is not here. */
  isMember = false

  add(problem: TxProblem, expression?: string, severity?: Severity): void {
    this.issues.push(issueOf(problem, expression, severity))
  }

  /** Makes of errors for a system that is not held warnings: the concept is valid by another coding. */
  leaveUnchecked({ system = '', version }: Coding): void {
    this.issues.forEach(({ problem, expression }, at) => {
      if (!SYSTEM_UNKNOWN.has(problem.code)) return
      this.issues[at] = issueOf({ code: 'coding-not-checked', system: joinCanonical(system, version) }, expression)
    })
  }

  get hasErrors(): boolean {
    return this.issues.some(({ severity }) => severity === 'error')
  }
}
