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

export interface FuzzPlan {
  /** At least so many requests. */
  readonly requests: number
  /** So often every operation is to be done; one that was is left out, and the run ends when none is left. */
  readonly successes: number
  /** At most so many requests: what was not done often enough by then shows in the report. */
  readonly most: number
  /** The seed repeats a run. */
  readonly seed: number
}

/**
 * Sends requests made from the schemas of the OpenAPI document, operation by operation in turn: two of three valid,
 * one spoilt in one place.
 */
export async function fuzz(world: ServerWorld, plan: FuzzPlan): Promise<FuzzReport> {
  await createLogin(world, await hashPassword('fuzz password 42', 'nobody'))
  const document = await readOperations(world)
  const stock = await createStock(world, world.a, 'fuzz', 500)
  const random = createRandom(plan.seed)
  const successes: Record<string, number> = Object.fromEntries(document.operations.map(({ name }) => [name, 0]))
  const byStatus: Record<string, number> = {}
  const failures: string[] = []
  const refusals: Record<string, string> = {}
  let requests = 0
  for (const operation of inTurn(document.operations, successes, plan, () => requests)) {
    requests++
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

/** The operations that are not done often enough yet, over and over; all of them again until there are requests enough. */
function* inTurn<Named extends { readonly name: string }>(
  operations: readonly Named[],
  successes: Readonly<Record<string, number>>,
  plan: FuzzPlan,
  requests: () => number,
): Generator<Named> {
  while (true) {
    const open = operations.filter(({ name }) => successes[name]! < plan.successes)
    if (open.length === 0 && requests() >= plan.requests) return
    for (const operation of open.length > 0 ? open : operations) {
      if (requests() >= plan.most) return
      yield operation
    }
  }
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
