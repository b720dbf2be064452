import { existsSync, readFileSync } from 'node:fs'
import { ProblemError } from '../problem.ts'
import { type WorkFolder, writeWhole } from './work-folder.ts'

/** Everything that decides what a run writes; a run may only be continued by an equal one. Plain JSON. */
export type Plan = Readonly<Record<string, string | number | boolean | readonly string[]>>

/**
 * Makes sure that the work folder belongs to this plan: a new one gets it, an unfinished one must have been begun with it.
 */
export function adoptPlan(work: WorkFolder, plan: Plan, resume: boolean): void {
  const file = work.path('plan.json')
  if (!existsSync(file)) {
    if (resume) {
      work.remove()
      throw new ProblemError({ code: 'batch.nothing-to-resume', folder: work.out })
    }
    writeWhole(file, JSON.stringify(plan, null, 1))
    return
  }
  if (!resume) throw new ProblemError({ code: 'batch.run-unfinished', folder: work.out })
  const begun = JSON.parse(readFileSync(file, 'utf8')) as Plan
  const what = planDifferences(begun, plan)
  if (what.length > 0) throw new ProblemError({ code: 'batch.resume-different', folder: work.out, what })
}

/** What differs between two plans, as `name: then → now`. */
function planDifferences(begun: Plan, now: Plan): readonly string[] {
  const names = [...new Set([...Object.keys(begun), ...Object.keys(now)])].sort()
  return names
    .filter((name) => JSON.stringify(begun[name]) !== JSON.stringify(now[name]))
    .map((name) => `${name}: ${JSON.stringify(begun[name] ?? null)} → ${JSON.stringify(now[name] ?? null)}`)
}
