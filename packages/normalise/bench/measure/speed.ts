import type { Normalised, NormaliseInput, Normaliser } from '../../src/index.ts'

export interface Speed {
  readonly median: number
  readonly best: number
  /** Over all rounds, per second of processor time of the whole process: other work on the machine does not count. */
  readonly perCpuSecond: number
  readonly rounds: number
}

const MEGA = 2 ** 20
/** Seconds that the rounds of one method may take together, after the first three. */
const BUDGET = 15

/** Calls per second on this thread: one warm-up round, then up to `most` rounds within the budget. */
export function speedOf<T>(inputs: readonly T[], call: (input: T) => unknown, most = 7): Speed {
  const round = (): number => {
    const started = performance.now()
    for (const input of inputs) call(input)
    return (performance.now() - started) / 1000
  }
  round()
  const cpuBefore = process.cpuUsage()
  const seconds: number[] = []
  const spent = (): number => seconds.reduce((sum, s) => sum + s, 0)
  while (seconds.length < most && (seconds.length < 3 || spent() < BUDGET)) seconds.push(round())
  const cpu = process.cpuUsage(cpuBefore)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  seconds.sort((a, b) => a - b)
  const median = seconds[Math.floor(seconds.length / 2)] as number
  return {
    median: Math.round(inputs.length / median),
    best: Math.round(inputs.length / (seconds[0] as number)),
    perCpuSecond: Math.round((inputs.length * seconds.length) / cpuSeconds),
    rounds: seconds.length,
  }
}

export interface Memory {
  /** MiB of the process with names, edition and normaliser, before the first result. */
  readonly before: number
  /** MiB with all results kept, after a collection where one can be asked for. */
  readonly kept: number
  /** MiB that the process had at most. */
  readonly peak: number
}

/** Resident memory when the result objects of all names are kept at once. Measure first: other work fattens the process. */
export function memoryOf(inputs: readonly NormaliseInput[], normaliser: Normaliser): Memory {
  globalThis.gc?.()
  const before = process.memoryUsage.rss() / MEGA
  const kept: Normalised[] = inputs.map((input) => normaliser.normalise(input))
  globalThis.gc?.()
  const after = process.memoryUsage.rss() / MEGA
  if (kept.length !== inputs.length) throw new Error('a name without a result')
  return {
    before: Math.round(before),
    kept: Math.round(after),
    peak: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}
