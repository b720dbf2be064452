import type { PriceLibrary } from '@yingma/charge'
import type { Edition } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import { Refusal } from '../problems/store-problem.ts'
import type { JobStatus } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** Long work and where it stands. */
export interface Job {
  readonly id: string
  readonly institutionId: string | null
  readonly kind: JobKind
  readonly params: Readonly<Record<string, unknown>>
  readonly status: JobStatus
  readonly total: number
  readonly done: number
  readonly checkpoint: unknown
  readonly result: unknown
  readonly problem: unknown
  readonly requestedBy: string
  readonly createdAt: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
  readonly cancelRequestedAt: string | null
}

export const JOB_KINDS = ['suggest', 'decide', 'undo', 'check', 'audit', 'dictionary', 'release'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/** Thrown by a handler whose job cannot be done, with the reason as data; what its step did is rolled back. */
export class JobRefusal extends Error {
  readonly problem: { readonly code: string }

  constructor(problem: { readonly code: string }) {
    super(problem.code)
    this.problem = problem
  }
}

/** What a step did. It is committed together with the work itself. */
export interface Step {
  /** Units of work done in this step. */
  readonly done: number
  readonly total?: number
  /** Handed to the next step; `undefined` ends the job. */
  readonly checkpoint: unknown
  readonly result?: unknown
}

/** What handlers may use besides the transaction. */
export interface JobTools {
  readonly edition: Edition
  readonly normaliser: Normaliser
  readonly prices: PriceLibrary
}

/** One bounded piece of a job, run inside a transaction in the requester's role. Handlers hold no state of their own. */
export type JobHandler = (transaction: Transaction, job: Job, tools: JobTools) => Promise<Step>

export const JOB = `id, institution_id AS "institutionId", kind, params, status, total, done, checkpoint, result, problem,
  requested_by AS "requestedBy", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt",
  cancel_requested_at AS "cancelRequestedAt"`

export async function getJob(transaction: Transaction, id: string): Promise<Job> {
  const job = await transaction.row<Job>(`SELECT ${JOB} FROM jobs WHERE id = $1`, [id])
  if (!job) throw new Refusal({ code: 'not-found', kind: 'job', id })
  return job
}

export async function listJobs(
  transaction: Transaction,
  filter: { readonly institutionId?: string; readonly status?: JobStatus },
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<Job & { total_rows: number }>(
    `SELECT ${JOB}, count(*) OVER () AS total_rows FROM jobs
     WHERE ($1::uuid IS NULL OR institution_id = $1) AND ($2::text IS NULL OR status = $2)
     ORDER BY created_at DESC, id LIMIT $3 OFFSET $4`,
    [filter.institutionId ?? null, filter.status ?? null, page.limit, page.offset],
  )
  return { total: rows[0]?.total_rows ?? 0, rows: rows.map(({ total_rows: _, ...job }) => job as Job) }
}

/** Asks a job to stop: it does so before its next step, what is done stays done. */
export async function cancelJob(transaction: Transaction, id: string): Promise<Job> {
  const job = await getJob(transaction, id)
  if (job.finishedAt !== null) throw new Refusal({ code: 'job-finished', id, status: job.status })
  await transaction.rows('UPDATE jobs SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = $1', [
    id,
  ])
  return await getJob(transaction, id)
}
