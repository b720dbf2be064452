import { type ChildProcess, spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Outcome } from '../problem.ts'
import type { RunRecord } from '../run/run-record.ts'
import type { ChildTask } from './run-child.ts'

export interface ChildRun {
  readonly signal: NodeJS.Signals | null
  /** `started X`, `finished X`, `kept X` in the order they happened. */
  readonly events: readonly string[]
  readonly outcome: Outcome<RunRecord> | null
}

/** Runs the sample in a process of its own. `watch` sees the process and each event as it comes. */
export function spawnChild(
  task: ChildTask,
  watch: (event: string, child: ChildProcess) => void = () => undefined,
): Promise<ChildRun> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const program = fileURLToPath(new URL('run-child.ts', import.meta.url))
  const call = [process.execPath, '--import', tsx, program, JSON.stringify(task)]
  const limit =
    task.largestFile === undefined ? [] : ['bash', '-c', `ulimit -f ${task.largestFile} && exec "$@"`, 'bash']
  const [command = '', ...args] = [...limit, ...call]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const events: string[] = []
  let outcome: Outcome<RunRecord> | null = null
  let errors = ''
  let rest = ''
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString()
  })
  child.stdout.on('data', (data: Buffer) => {
    const lines = (rest + data.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line.startsWith('outcome ')) outcome = JSON.parse(line.slice(8)) as Outcome<RunRecord>
      else events.push(line)
      watch(line, child)
    }
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      if (code !== null && code !== 0) reject(new Error(errors))
      else resolve({ signal, events, outcome })
    })
  })
}
