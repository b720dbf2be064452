import { Refusal } from '../problems/store-problem.ts'
import type { Store } from '../store/open-store.ts'
import type { Transaction } from '../store/transaction.ts'
import { JOB, type Job, type JobHandler, JobRefusal, type JobTools } from './job.ts'

/**
 * Runs a job to its end, step by step. Each step locks the job's row, continues from its checkpoint and commits work
 * and checkpoint together: killed at any moment, the job goes on where the last commit left it, and two workers on
 * one job take turns instead of doing a step twice. `stopping` ends after the current step; the job stays runnable.
 */
export async function runJob(
  store: Store,
  handlers: Readonly<Record<string, JobHandler>>,
  tools: JobTools,
  id: string,
  stopping: () => boolean = () => false,
): Promise<void> {
  const owner = await store.asRegistry(undefined, (transaction) =>
    transaction.row<{ requestedBy: string }>('SELECT requested_by AS "requestedBy" FROM jobs WHERE id = $1', [id]),
  )
  if (!owner) return
  const actor = { userId: owner.requestedBy }
  for (let more = true; more && !stopping(); ) {
    try {
      more = await store.asTenant(actor, (transaction) => step(transaction, handlers, tools, id))
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof JobRefusal)) throw error
      await finish(store, owner.requestedBy, id, error.problem)
      return
    }
  }
}

async function step(
  transaction: Transaction,
  handlers: Readonly<Record<string, JobHandler>>,
  tools: JobTools,
  id: string,
): Promise<boolean> {
  const job = await transaction.row<Job>(`SELECT ${JOB} FROM jobs WHERE id = $1 FOR UPDATE`, [id])
  // Not visible: the requester lost their right since. The sweep of the queue ends such a job.
  if (!job) throw new Refusal({ code: 'not-found', kind: 'job', id })
  if (job.finishedAt !== null) return false
  if (job.cancelRequestedAt !== null) {
    await transaction.rows("UPDATE jobs SET status = 'cancelled', finished_at = now() WHERE id = $1", [id])
    return false
  }
  const handler = handlers[job.kind]
  if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`)
  // As they are now: a release may come into force while the step waits for the database.
  const made = await handler(transaction, job, { ...tools })
  const isOver = made.checkpoint === undefined
  await transaction.rows(
    `UPDATE jobs SET status = $2, started_at = coalesce(started_at, now()), done = done + $3, total = coalesce($4, total),
       checkpoint = $5, result = coalesce($6, result), finished_at = CASE WHEN $2 = 'done' THEN now() END WHERE id = $1`,
    [
      id,
      isOver ? 'done' : 'running',
      made.done,
      made.total ?? null,
      isOver ? null : JSON.stringify(made.checkpoint),
      made.result === undefined ? null : JSON.stringify(made.result),
    ],
  )
  return !isOver
}

/** Ends a job that cannot go on, with the reason as data. */
export async function finish(store: Store, userId: string, id: string, problem: unknown): Promise<void> {
  await store.asRegistry(userId, (transaction) =>
    transaction.rows(
      `UPDATE jobs SET status = 'failed', problem = $2, finished_at = now() WHERE id = $1 AND finished_at IS NULL`,
      [id, JSON.stringify(problem)],
    ),
  )
}
