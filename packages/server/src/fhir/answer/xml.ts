import { Worker } from 'node:worker_threads'
import type { FhirVersion } from '../fhir-version.ts'

/** Memory of the thread; what needs more is given up, and the server lives on. */
const MEGABYTES = 1024
/** Milliseconds for one resource, those before it included. */
const LONGEST = 60_000
/** Milliseconds without work after which the thread and its memory are let go of. */
const IDLE = 60_000

interface Waiting {
  readonly resolve: (made: string) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

type Reply = { readonly id: number; readonly made: string } | { readonly id: number; readonly failure: string }

/** The thread that speaks XML (`xml-thread.mjs`), started when somebody asks for XML and ended when nobody does. */
class XmlThread {
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #next = 0
  readonly #waiting = new Map<number, Waiting>()

  ask(to: 'xml' | 'json', version: FhirVersion, text: string): Promise<string> {
    clearTimeout(this.#idle)
    this.#worker ??= this.#start()
    const worker = this.#worker
    const id = this.#next++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#end(new Error('XML took too long')), LONGEST).unref()
      this.#waiting.set(id, { resolve, reject, timer })
      worker.postMessage({ id, to, version, text })
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./xml-thread.mjs', import.meta.url), {
      // Loaders of this process are of no use there and slow its start.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    })
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      if (waiting === undefined) return
      this.#waiting.delete(reply.id)
      clearTimeout(waiting.timer)
      if ('made' in reply) waiting.resolve(reply.made)
      else waiting.reject(new Error(reply.failure))
      if (this.#waiting.size === 0) this.#idle = setTimeout(() => this.#end(new Error('idle')), IDLE).unref()
    })
    worker.on('error', (error: Error) => {
      if (this.#worker === worker) this.#end(error)
    })
    // The server lives as long as it listens; the thread is no reason for a process to stay.
    worker.unref()
    return worker
  }

  /** Ends the thread and all that wait for it; the next request starts another. */
  #end(error: Error): void {
    const worker = this.#worker
    this.#worker = undefined
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer)
      reject(error)
    }
    this.#waiting.clear()
    void worker?.terminate()
  }
}

const thread = new XmlThread()

export function toXml(resource: object, version: FhirVersion): Promise<string> {
  return thread.ask('xml', version, JSON.stringify(resource))
}

/** The resource that the XML says; undefined where it says none. */
export async function fromXml(xml: string, version: FhirVersion): Promise<unknown> {
  // Entities could refer to files or blow up; FHIR knows no document types.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return undefined
  try {
    return JSON.parse(await thread.ask('json', version, xml)) as unknown
  } catch {
    // Whatever the parser met, and whatever it took to meet it: for the caller it is one thing, not XML of FHIR.
    return undefined
  }
}
