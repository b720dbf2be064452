import { readFileSync } from 'node:fs'
import autocannon, { type Request } from 'autocannon'
import type { ServerProcess } from '../../src/testing/hospital-registry.ts'

export interface Load {
  readonly perSecond: number
  /** Requests for each second of processor time of the server: what one whole core would do. */
  readonly perProcessorSecond: number
  /** Milliseconds. */
  readonly p99: number
}

/** Sends the requests in turn, again from the first after the last. Any answer but 2xx makes the figures worthless: thrown. */
export async function underLoad(
  { address: url, process: { pid } }: ServerProcess,
  requests: readonly Request[],
  how: { readonly connections: number; readonly duration?: number; readonly amount?: number },
): Promise<Load> {
  let next = 0
  const setupRequest = (request: Request): Request => ({ ...request, ...requests[next++ % requests.length] })
  const begun = performance.now()
  const before = processorSeconds(pid!)
  const result = await autocannon({ url, ...how, requests: [{ setupRequest }] })
  const used = processorSeconds(pid!) - before
  const seconds = (performance.now() - begun) / 1000
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests failed: ${JSON.stringify(result)}`)
  // With a number of requests instead of seconds the run ends between two of its samples.
  const perSecond = how.amount === undefined ? result.requests.average : result.requests.total / seconds
  return { perSecond, perProcessorSecond: result.requests.total / used, p99: result.latency.p99 }
}

/** User and system time of a process so far, in steps of 10 ms. */
function processorSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}
