import PgBoss from 'pg-boss'
import type { Store } from '../store/open-store.ts'
import { asRegistryWithin, type Transaction } from '../store/transaction.ts'
import { type DeliveryOptions, openDeliveryQueue, writeDeliveries } from '../webhooks/delivery-queue.ts'
import { handlers } from './handlers.ts'
import { JOB, type Job, type JobHandler, type JobKind, type JobTools } from './job.ts'
import { finish, runJob } from './run-job.ts'

interface AskedJob {
  readonly kind: JobKind
  readonly institutionId: string | null
  readonly requestedBy: string
  readonly params: Readonly<Record<string, unknown>>
}

export interface JobQueue {
  /**
   * Asks for a job: the row and its place in the queue are written in one transaction. That is `within` where it is given,
   * so that what the job works on is never there without it.
   */
  enqueue(job: AskedJob, within?: Transaction): Promise<Job>
  /** Tells every webhook of a release, as part of the transaction that makes it: sent only when that is committed. */
  announce(transaction: Transaction, version: string, body: string): Promise<void>
  /** Lets the running step end, leaves the rest for the next start, and closes. */
  stop(): Promise<void>
}

export interface JobQueueOptions {
  /** Seconds between looks into the queue; default 0.5. */
  readonly pollSeconds?: number
  /** Work that packages on top of the store know how to do. */
  readonly handlers?: Readonly<Partial<Record<JobKind, JobHandler>>>
  /** How messages to webhooks are sent; without it they wait in the registry. */
  readonly webhooks?: Omit<DeliveryOptions, 'onError'>
  /** Told of bugs: a job that threw. The job itself is marked as failed. */
  readonly onError: (error: unknown, jobId?: string) => void
}

const QUEUE = 'registry'
/** Jobs that stand still this long are taken up by whoever notices. */
const STALLED = "interval '2 minutes'"
const SWEEP_MS = 60_000

/** Opens the queue in the same database (schema `pgboss`) and starts to work on it, unfinished jobs first. */
export async function openJobQueue(store: Store, tools: JobTools, options: JobQueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: store.url, max: 3, schedule: false })
  let stopping = false
  // A connection being closed may still hear that its database stops: after `stop` that is no bug.
  const report = (error: unknown): void => {
    if (!stopping || !isConnectionLoss(error)) options.onError(error)
  }
  boss.on('error', report)
  await boss.start()
  await boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard', retryLimit: 3, retryDelay: 2, expireInHours: 12 })

  await boss.work<{ id: string }>(
    QUEUE,
    { pollingIntervalSeconds: options.pollSeconds ?? 0.5, batchSize: 1 },
    async (taken) => {
      for (const { data } of taken) {
        try {
          await runJob(store, { ...handlers, ...options.handlers }, tools, data.id, () => stopping)
        } catch (error) {
          // A lost connection is the database's trouble, not the job's: the queue hands it out again.
          if (isConnectionLoss(error)) throw error
          options.onError(error, data.id)
          await finish(store, await requesterOf(store, data.id), data.id, { code: 'internal' })
        }
      }
    },
  )

  const { webhooks } = options
  const deliveries = webhooks && (await openDeliveryQueue(boss, store, { ...webhooks, onError: report }))

  let sweeping: Promise<void> = Promise.resolve()
  const sweep = async (condition: string): Promise<void> => {
    const left = await store.pool.query<{ id: string }>(
      `SELECT id FROM jobs WHERE finished_at IS NULL AND ${condition}`,
    )
    for (const { id } of left.rows) await boss.send(QUEUE, { id }, { singletonKey: id })
  }
  await sweep('true')
  const timer = setInterval(() => {
    sweeping = sweep(`coalesce(started_at, created_at) < now() - ${STALLED}`).catch(report)
  }, SWEEP_MS)
  timer.unref()

  return {
    enqueue: (job, within) =>
      within === undefined
        ? store.asRegistry(job.requestedBy, (transaction) => writeJob(boss, transaction, job))
        : asRegistryWithin(within, () => writeJob(boss, within, job)),
    announce: async (transaction, version, body) => {
      const ids = await writeDeliveries(transaction, version, body)
      await deliveries?.enqueue(transaction, ids)
    },
    stop: async () => {
      stopping = true
      clearInterval(timer)
      await deliveries?.stop()
      // The queue answers nothing once it is closed, so a sweep ends before.
      await sweeping
      await boss.stop({ graceful: true, wait: true, timeout: 20_000 })
    },
  }
}

async function writeJob(boss: PgBoss, transaction: Transaction, job: AskedJob): Promise<Job> {
  const row = await transaction.row<Job>(
    `INSERT INTO jobs (kind, institution_id, requested_by, params) VALUES ($1, $2, $3, $4) RETURNING ${JOB}`,
    [job.kind, job.institutionId, job.requestedBy, JSON.stringify(job.params)],
  )
  const db = { executeSql: (text: string, values: unknown[]) => transaction.client.query(text, values) }
  await boss.send(QUEUE, { id: row!.id }, { db })
  return row!
}

async function requesterOf(store: Store, id: string): Promise<string> {
  const { rows } = await store.pool.query<{ requested_by: string }>('SELECT requested_by FROM jobs WHERE id = $1', [id])
  return rows[0]!.requested_by
}

function isConnectionLoss(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return /^(57P0.|08...|ECONN[A-Z]+|EPIPE|ENOENT)$/.test(code) || message.includes('Connection terminated')
}
