import { ROLLOUT_STEPS, type RolloutRow } from '@yingma/store'

/** Steps of a roll-out in their order: the first three are seen in the registry, the others are marked by people. */
export const STEPS = ['collected', 'mapped', 'reviewed', ...ROLLOUT_STEPS] as const
export type Step = (typeof STEPS)[number]

/** Where an institution stands with one step. */
export interface StepState {
  readonly step: Step
  readonly state: 'done' | 'partly' | 'open'
  readonly by: 'registry' | 'hand'
  /** Names done and all names, of the steps that the registry counts. */
  readonly done: number
  readonly total: number
  /** Of a step marked by hand: who said it last, when, and in which version; version 0 for one that nobody marked. */
  readonly version: number
  readonly actorName: string
  readonly at: string | null
  readonly note: string
}

/** All steps of one institution. Nothing is mapped or reviewed where nothing was collected. */
export function rolloutSteps(row: RolloutRow): readonly StepState[] {
  const { names, mappedNames, reviewedNames } = row
  return [
    counted('collected', names, names),
    counted('mapped', mappedNames, names),
    counted('reviewed', reviewedNames, names),
    ...ROLLOUT_STEPS.map((step): StepState => {
      const mark = row.marks.find((one) => one.step === step)
      return {
        step,
        state: mark?.done === true ? 'done' : 'open',
        by: 'hand',
        done: 0,
        total: 0,
        version: mark?.version ?? 0,
        actorName: mark?.actorName ?? '',
        at: mark?.at ?? null,
        note: mark?.note ?? '',
      }
    }),
  ]
}

function counted(step: Step, done: number, total: number): StepState {
  const state = total === 0 || done === 0 ? 'open' : done === total ? 'done' : 'partly'
  return { step, state, by: 'registry', done, total, version: 0, actorName: '', at: null, note: '' }
}
