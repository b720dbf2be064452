import type { Cents } from '../model/money.ts'
import type { AuditProblem } from '../problems/charge-problem.ts'
import type { Closing, Rebuttal, Suspicion } from './model.ts'

export type Handled =
  | { readonly ok: true; readonly suspicion: Suspicion }
  | { readonly ok: false; readonly problem: AuditProblem }

/** The audited side answers; a suspicion stays open until a person closes it. */
export function rebut(suspicion: Suspicion, rebuttal: Rebuttal): Handled {
  const problem = obstacle(suspicion, rebuttal)
  if (problem) return { ok: false, problem }
  return { ok: true, suspicion: { ...suspicion, rebuttals: [...suspicion.rebuttals, rebuttal] } }
}

/** A person closes it, with a reason; what is returned is never more than what was at stake. */
export function closeSuspicion(
  suspicion: Suspicion,
  closing: Omit<Closing, 'returnedCents'>,
  returnedCents?: Cents,
): Handled {
  const problem = obstacle(suspicion, closing)
  if (problem) return { ok: false, problem }
  const most = closing.result === 'upheld' ? suspicion.stakeCents : 0
  const returned = Math.max(0, Math.min(most, returnedCents ?? most))
  return { ok: true, suspicion: { ...suspicion, closing: { ...closing, returnedCents: returned } } }
}

function obstacle(suspicion: Suspicion, said: Rebuttal): AuditProblem | null {
  if (suspicion.closing !== null) return { code: 'audit-closed', suspicion: suspicion.id }
  return said.text.trim() === '' ? { code: 'audit-text-empty', suspicion: suspicion.id } : null
}
