import { readFileSync } from 'node:fs'

/** What a child process says of itself at its end. */
export interface Figures {
  /** Wall time of the work, seconds; process start included. */
  readonly seconds: number
  /** Processor time of all threads, seconds: what the work costs, whoever else uses the machine. */
  readonly processor: number
  /** Highest resident memory of the process, bytes. */
  readonly peak: number
  readonly steps?: Readonly<Record<string, number>>
}

/** Seconds since this process began and its peak memory, as a line for the parent. */
export function sayFigures(steps?: Readonly<Record<string, number>>): void {
  const seconds = process.uptime()
  const { user, system } = process.cpuUsage()
  const processor = (user + system) / 1e6
  const status = readFileSync('/proc/self/status', 'utf8')
  const peak = Number(/VmHWM:\s+(\d+) kB/u.exec(status)?.[1] ?? 0) * 1024
  process.stdout.write(
    `figures ${JSON.stringify({ seconds, processor, peak, ...(steps && { steps }) } satisfies Figures)}\n`,
  )
}
