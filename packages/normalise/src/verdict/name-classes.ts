import { CLASS_CHARGING, CLASS_HARDWARE, CLASS_NOTE, CLASS_PURPOSE } from '../parse/unit.ts'
import type { Outcome } from '../resolve/exam.ts'
import type { Flag, NameClass } from '../result.ts'

/** What makes a name differ from the standard one. `count`: items of the result. */
export function classesOf(
  state: { readonly classes: number; readonly conflict: ReadonlySet<Flag> },
  outcome: Outcome,
  notExam: boolean,
  count: number,
): NameClass[] {
  const classes: NameClass[] = []
  if (count > 1) classes.push('several-items')
  if ((state.classes & CLASS_PURPOSE) !== 0) classes.push('purpose')
  if (state.conflict.size > 0) classes.push('contradiction')
  if ((state.classes & CLASS_HARDWARE) !== 0) classes.push('hardware')
  if ((state.classes & CLASS_CHARGING) !== 0) classes.push('charging')
  if (outcome.defaults.includes('scan')) classes.push('method-not-said')
  if (outcome.defaults.includes('position') || outcome.ambiguous === 'position') classes.push('position-not-said')
  if (outcome.ambiguous === 'part') classes.push('part-not-said')
  if ((state.classes & CLASS_NOTE) !== 0) classes.push('note')
  if (notExam) classes.push('not-exam')
  return classes
}
