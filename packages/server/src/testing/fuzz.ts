import { hashPassword } from '../people/password.ts'
import { createRandom } from './generate-value.ts'
import { readOperations } from './operations.ts'
import { createLogin, ingredients } from './recipes.ts'
import { requestFor } from './request-for.ts'
import type { ServerWorld } from './server-world.ts'
import { createStock } from './stock.ts'

export interface FuzzReport {
  readonly requests: number
  readonly operations: number
  /** By operation: how often it did what it was asked. */
  readonly successes: Readonly<Record<string, number>>
  readonly byStatus: Readonly<Record<string, number>>
  /** Requests that were answered 5xx, or in no documented way. */
  readonly failures: readonly string[]
  /** Some refusal per operation, to see why one rarely succeeds. */
  readonly refusals: Readonly<Record<string, string>>
}

/**
 * Sends requests made from the schemas of the OpenAPI document, operation by operation in turn: two of three valid,
 * one spoilt in one place. The seed repeats a run.
 */
export async function fuzz(world: ServerWorld, requests: number, seed: number): Promise<FuzzReport> {
  await createLogin(world, await hashPassword('fuzz password 42', 'nobody'))
  const document = await readOperations(world)
  const stock = await createStock(world, world.a, 'fuzz', 500)
  const random = createRandom(seed)
  const successes: Record<string, number> = Object.fromEntries(document.operations.map(({ name }) => [name, 0]))
  const byStatus: Record<string, number> = {}
  const failures: string[] = []
  const refusals: Record<string, string> = {}
  for (let turn = 0; turn < requests; turn++) {
    const operation = document.operations[turn % document.operations.length]!
    const isSpoilt = random.next() < 1 / 3
    const request = requestFor(
      document,
      operation,
      await ingredients(world, stock, operation, random),
      random,
      isSpoilt,
    )
    const response = await world.app.inject(request)
    const { statusCode } = response
    byStatus[statusCode] = (byStatus[statusCode] ?? 0) + 1
    if (operation.successes.includes(statusCode)) successes[operation.name]!++
    else if (statusCode >= 500 || statusCode < 400 || !isProblem(response.body, statusCode)) {
      failures.push(
        `${operation.name} ${statusCode} ${request.url} ${String(request.payload).slice(0, 300)} → ${response.body.slice(0, 300)}`,
      )
    } else if (!isSpoilt) refusals[operation.name] = response.body.slice(0, 300)
  }
  return { requests, operations: document.operations.length, successes, byStatus, failures, refusals }
}

/** Every refusal is problem details with its own status and a stable code. */
function isProblem(body: string, status: number): boolean {
  try {
    const problem = JSON.parse(body) as { status?: number; code?: string; detail?: string; instance?: string }
    return problem.status === status && typeof problem.code === 'string' && !!problem.detail && !!problem.instance
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
