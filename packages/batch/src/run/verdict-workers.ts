import { Worker } from 'node:worker_threads'
import type { VerdictSources } from './memory-verdicts.ts'
import type { InputChunk, VerdictColumns } from './verdict-columns.ts'

/** Chunks that wait at a worker, so that it never waits for the main thread. */
const AHEAD = 2

/** Fewer inputs are done before a further thread has its edition, its words and warm code. */
const WORTH_INPUTS = 400_000
/** What a thread holds: edition, words, and readings that it has seen. */
const WORKER_BYTES = 200_000_000
/** More than these are not kept busy by one thread that reads and writes. */
const MOST_WORKERS = 6

/** How many threads beside the main one are of use: none where inputs are few or the memory limit is tight. */
export function workersFor(inputs: number, limits: { readonly threads: number; readonly memory: number }): number {
  if (inputs < WORTH_INPUTS) return 0
  const room = Math.floor(limits.memory / 4 / WORKER_BYTES)
  return Math.max(0, Math.min(limits.threads - 1, room, MOST_WORKERS))
}

interface Pending {
  resolve(verdicts: VerdictColumns): void
  reject(error: Error): void
}

/** One thread with the chunks that it has not answered yet, the oldest first. */
interface Lane {
  readonly worker: Worker
  readonly pending: Pending[]
}

/**
 * Threads that normalise beside the main one. Each makes its own normaliser from the same sources, so that the verdicts
 * are those of the main thread.
 */
export class VerdictWorkers {
  readonly #lanes: readonly Lane[]
  #failure: Error | null = null

  constructor(sources: VerdictSources, count: number) {
    this.#lanes = Array.from({ length: count }, () => this.#open(sources))
  }

  /** Gives a chunk to a thread that has room; undefined where none has, and the caller does it. */
  take(chunk: InputChunk): Promise<VerdictColumns> | undefined {
    if (this.#failure !== null) return Promise.reject(this.#failure)
    const lane = this.#lanes.find(({ pending }) => pending.length < AHEAD)
    if (lane === undefined) return undefined
    const answer = new Promise<VerdictColumns>((resolve, reject) => {
      lane.pending.push({ resolve, reject })
      lane.worker.postMessage(chunk)
    })
    // The caller looks at it later; until then a failure is not unhandled.
    answer.catch(() => undefined)
    return answer
  }

  /** Ends all threads, also in the middle of a chunk. */
  async close(): Promise<void> {
    await Promise.all(this.#lanes.map(({ worker }) => worker.terminate()))
  }

  #open(sources: VerdictSources): Lane {
    const lane: Lane = {
      worker: new Worker(new URL('./start-verdict-worker.mjs', import.meta.url), { workerData: sources }),
      pending: [],
    }
    lane.worker.on('message', (verdicts: VerdictColumns) => lane.pending.shift()?.resolve(verdicts))
    lane.worker.on('error', (error) => this.#fail(lane, error))
    // A thread that ends by itself would leave its chunks waiting for ever.
    lane.worker.on('exit', (code) => {
      if (lane.pending.length > 0) this.#fail(lane, new Error(`a thread ended with ${code} before it answered`))
    })
    return lane
  }

  #fail(lane: Lane, error: Error): void {
    this.#failure = error
    for (const { reject } of lane.pending.splice(0)) reject(error)
  }
}
