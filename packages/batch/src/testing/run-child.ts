import { existsSync, readFileSync } from 'node:fs'
import { runSample, type SampleTask } from './run-sample.ts'

/** What a child process is told on its command line, as JSON. */
export interface ChildTask extends Omit<SampleTask, 'watcher' | 'signal' | 'verdicts'> {
  /** Die by kill -9 this long after this event, e.g. `started scan`. */
  readonly kill?: { readonly on: string; readonly afterMs: number }
  /** What the system lets one file grow to, in KiB: writing more fails as on a full disk. */
  readonly largestFile?: number
}

/** Where Linux says how much memory a process had at most. */
const STATUS = '/proc/self/status'

const { kill, ...task } = JSON.parse(process.argv[2] ?? '{}') as ChildTask
const abort = new AbortController()
process.once('SIGINT', () => abort.abort())

function tell(event: string): void {
  process.stdout.write(`${event}\n`)
  if (kill?.on !== event) return
  if (kill.afterMs === 0) process.kill(process.pid, 'SIGKILL')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), kill.afterMs)
}

const outcome = await runSample({
  ...task,
  signal: abort.signal,
  watcher: {
    started: (stage) => tell(`started ${stage}`),
    finished: (stage, _seconds, resumed) => tell(`${resumed ? 'kept' : 'finished'} ${stage}`),
    progress: () => undefined,
  },
})
const peak = /VmHWM:\s+(\d+) kB/u.exec(existsSync(STATUS) ? readFileSync(STATUS, 'utf8') : '')?.[1] ?? '0'
process.stdout.write(`peak ${Number(peak) * 1024}\n`)
process.stdout.write(`outcome ${JSON.stringify(outcome)}\n`)
