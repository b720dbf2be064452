import { type Issue, issueOf, type Severity } from '../problems/issue.ts'
import type { TxProblem } from '../problems/tx-problem.ts'
import type { CodeSystemIndex } from '../systems/code-system.ts'
import type { Concept } from '../systems/concept.ts'

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

  get hasErrors(): boolean {
    return this.issues.some(({ severity }) => severity === 'error')
  }
}
