import { randomUUID } from 'node:crypto'
import type PgBoss from 'pg-boss'
import { tokenHash } from '../people/token.ts'
import type { Store } from '../store/open-store.ts'
import type { Transaction } from '../store/transaction.ts'
import { webhookSecret } from './webhook-key.ts'

/** A message as it goes out: the same bytes at every attempt. */
export interface WebhookMessage {
  readonly id: string
  readonly event: 'release' | 'test'
  readonly url: string
  readonly body: string
  readonly secret: string
}

/** How an attempt ended: the status of the answer, or why there was none. */
export type Sent = { readonly answered: number } | { readonly failure: string }

export interface DeliveryOptions {
  /** Key of the secrets; without one every attempt fails until there is one. */
  readonly key: Buffer | undefined
  /** Sends one message. Must end within the time of a lease and never throw for what the receiver does. */
  readonly send: (message: WebhookMessage) => Promise<Sent>
  /** Seconds to wait after each failed attempt; there is one attempt more than these. */
  readonly delays?: readonly number[]
  /** Seconds after which an attempt whose process died is made again. */
  readonly lease?: number
  readonly pollSeconds?: number
  readonly onError: (error: unknown) => void
}

export interface DeliveryQueue {
  /** Puts the messages that a transaction wrote in the queue, as part of it. */
  enqueue(transaction: Transaction, ids: readonly string[]): Promise<void>
  /** Sweeps no more, after the running sweep has ended. */
  stop(): Promise<void>
}

const QUEUE = 'webhooks'
/** Half a minute, two, eight, half an hour, two hours, then twice six: within a day eight attempts. */
const DELAYS = [30, 120, 480, 1920, 7680, 21_600, 21_600]
const LEASE = 30

interface Unsigned {
  readonly id: string
  readonly webhookId: string
  readonly url: string
  readonly hash: Buffer
  readonly body: string
}

interface Claimed extends Unsigned {
  readonly attempts: number
}

/**
 * Sends what waits for webhooks. An attempt begins by taking the row for the time of a lease, so that two workers never
 * send one message at once, and what a killed process was sending is sent again: at least once, never lost.
 */
export async function openDeliveryQueue(boss: PgBoss, store: Store, options: DeliveryOptions): Promise<DeliveryQueue> {
  const { delays = DELAYS, lease = LEASE } = options
  await boss.createQueue(QUEUE, { name: QUEUE, policy: 'standard', retryLimit: 0, expireInSeconds: lease })

  const attempt = async (id: string): Promise<void> => {
    const claimed = await claim(store, id, lease)
    if (claimed === undefined) return
    const sent = await sendOne(claimed, 'release', options)
    const wait = delays[claimed.attempts - 1]
    await store.asRegistry(undefined, async (transaction) => {
      const isPending = await record(transaction, id, sent, wait)
      if (isPending && wait !== undefined) {
        await boss.send(QUEUE, { id }, { startAfter: wait, db: executor(transaction) })
      }
    })
  }
  await boss.work<{ id: string }>(
    QUEUE,
    { pollingIntervalSeconds: options.pollSeconds ?? 2, batchSize: 1 },
    async (taken) => {
      // What fails here stays pending and is found again by the sweep.
      for (const { data } of taken) await attempt(data.id).catch(options.onError)
    },
  )
  const sweep = async (): Promise<void> => {
    const due = "SELECT id FROM webhook_deliveries WHERE status = 'pending' AND next_at <= now()"
    const { rows } = await store.pool.query<{ id: string }>(due)
    for (const { id } of rows) await boss.send(QUEUE, { id })
  }
  await sweep()
  let sweeping: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    sweeping = sweep().catch(options.onError)
  }, lease * 1000)
  timer.unref()
  return {
    enqueue: async (transaction, ids) => {
      for (const id of ids) await boss.send(QUEUE, { id }, { db: executor(transaction) })
    },
    stop: async () => {
      clearInterval(timer)
      await sweeping
    },
  }
}

/** Writes a message for every webhook; their ids. The same release twice to one webhook is one message. */
export async function writeDeliveries(transaction: Transaction, version: string, body: string): Promise<string[]> {
  const rows = await transaction.rows<{ id: string }>(
    `INSERT INTO webhook_deliveries (webhook_id, institution_id, version, body)
     SELECT id, institution_id, $1, $2 FROM webhooks ON CONFLICT DO NOTHING RETURNING id`,
    [version, body],
  )
  return rows.map(({ id }) => id)
}

function executor(transaction: Transaction) {
  return { executeSql: (text: string, values: unknown[]) => transaction.client.query(text, values) }
}

/** Takes a message that is due; `undefined` where it is sent, removed, or in the hands of another worker. */
function claim(store: Store, id: string, lease: number): Promise<Claimed | undefined> {
  return store.asRegistry(undefined, (transaction) =>
    transaction.row<Claimed>(
      `UPDATE webhook_deliveries AS d SET attempts = d.attempts + 1, next_at = now() + make_interval(secs => $2)
       FROM webhooks AS w WHERE d.id = $1 AND w.id = d.webhook_id AND d.status = 'pending' AND d.next_at <= now() + interval '1 second'
       RETURNING d.id, w.id AS "webhookId", w.url, w.token_hash AS hash, d.body, d.attempts`,
      [id, lease],
    ),
  )
}

/**
 * Sends a message to a webhook now and once, signed as that of a release, and says how it went: for whoever sets the receiver
 * up. Nothing of it is kept; `undefined` where there is no such webhook.
 */
export async function sendTest(
  store: Store,
  webhookId: string,
  body: string,
  how: Pick<DeliveryOptions, 'key' | 'send'>,
): Promise<Sent | undefined> {
  const found = await store.asRegistry(undefined, (transaction) =>
    transaction.row<Pick<Unsigned, 'url' | 'hash'>>('SELECT url, token_hash AS hash FROM webhooks WHERE id = $1', [
      webhookId,
    ]),
  )
  return found && (await sendOne({ ...found, id: randomUUID(), webhookId, body }, 'test', how))
}

async function sendOne(
  { id, webhookId, url, hash, body }: Unsigned,
  event: WebhookMessage['event'],
  { key, send }: Pick<DeliveryOptions, 'key' | 'send'>,
): Promise<Sent> {
  if (key === undefined) return { failure: 'key-missing' }
  const secret = webhookSecret(key, webhookId)
  // Another key than that of the registration would sign what the receiver must refuse.
  if (!tokenHash(secret).equals(hash)) return { failure: 'key-changed' }
  return await send({ id, event, url, body, secret })
}

/** Notes how an attempt ended; whether another one follows. */
async function record(transaction: Transaction, id: string, sent: Sent, wait: number | undefined): Promise<boolean> {
  const answered = 'answered' in sent ? sent.answered : null
  const isDelivered = answered !== null && answered >= 200 && answered < 300
  const failure = 'failure' in sent ? sent.failure : isDelivered ? null : 'answer'
  const status = isDelivered ? 'delivered' : wait === undefined ? 'failed' : 'pending'
  await transaction.rows(
    `UPDATE webhook_deliveries SET status = $2, answered = $3, failure = $4, next_at = now() + make_interval(secs => $5),
       finished_at = CASE WHEN $2 = 'pending' THEN NULL ELSE now() END WHERE id = $1 AND status = 'pending'`,
    [id, status, answered, failure, wait ?? 0],
  )
  return status === 'pending'
}
