import { existsSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { type WorkFolder, writeWhole } from './work-folder.ts'

export const STEPS = [
  'scan',
  'distinct',
  'normalise',
  'standardise',
  'exam-items',
  'measure',
  'reconcile',
  'report',
  'exchange',
] as const
export type StepName = (typeof STEPS)[number]

/** Publishing has no record of its own: run.json is its record. */
export type Stage = StepName | 'publish'

interface StepRecord<T> {
  readonly step: StepName
  readonly seconds: number
  readonly result: T
}

/** Called around each step: `resumed` when its record was found and nothing was done. */
export interface StepWatcher {
  started(step: Stage): void
  finished(step: StepName, seconds: number, resumed: boolean): void
}

/**
 * Runs the steps of a run so that a finished one is never repeated: a step is finished when its record exists, and the
 * record is written (whole) only after everything that the step makes has its final name.
 */
export class Checkpoints {
  readonly #work: WorkFolder
  readonly #watcher: StepWatcher
  readonly #seconds: Partial<Record<StepName, number>> = {}
  current: StepName | null = null

  constructor(work: WorkFolder, watcher: StepWatcher) {
    this.#work = work
    this.#watcher = watcher
  }

  /** The recorded result of a finished step, else the result of doing it now. `T` must be plain JSON. */
  async step<T>(step: StepName, work: () => Promise<T>): Promise<T> {
    const file = this.#work.path('steps', `${step}.json`)
    this.current = step
    if (existsSync(file)) {
      const record = JSON.parse(readFileSync(file, 'utf8')) as StepRecord<T>
      this.#seconds[step] = record.seconds
      this.#watcher.finished(step, record.seconds, true)
      return record.result
    }
    this.#watcher.started(step)
    const begin = performance.now()
    const result = await work()
    const seconds = Math.round(performance.now() - begin) / 1000
    writeWhole(file, JSON.stringify({ step, seconds, result } satisfies StepRecord<T>))
    this.#seconds[step] = seconds
    this.#watcher.finished(step, seconds, false)
    return result
  }

  /** Seconds of every step so far, in the process that did it. */
  get seconds(): Readonly<Partial<Record<StepName, number>>> {
    return this.#seconds
  }
}
