import { randomUUID } from 'node:crypto'
import { tokenHash } from '../people/token.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { DeliveryStatus } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'
import { webhookSecret } from './webhook-key.ts'

/** An address that is told of releases; of one institution, or of the whole registry. */
export interface Webhook {
  readonly id: string
  readonly institutionId: string | null
  readonly url: string
  readonly createdBy: string
  readonly createdAt: string
}

/** What was sent to a webhook, or waits to be, and how it went. */
export interface Delivery {
  readonly id: string
  readonly version: string
  readonly status: DeliveryStatus
  readonly attempts: number
  /** HTTP status of the last answer. */
  readonly answered: number | null
  /** Why the last attempt failed. */
  readonly failure: string | null
  readonly nextAt: string
  readonly createdAt: string
  readonly finishedAt: string | null
}

const WEBHOOK = `id, institution_id AS "institutionId", url, created_by AS "createdBy", created_at AS "createdAt"`
const DELIVERY = `id, version, status, attempts, answered, failure, next_at AS "nextAt", created_at AS "createdAt",
  finished_at AS "finishedAt"`

/** Registers an address, checked before. The secret that signs its messages is given once and never again. */
export async function addWebhook(
  transaction: Transaction,
  key: Buffer | undefined,
  wanted: { readonly url: string; readonly institutionId: string | null; readonly userId: string },
): Promise<Webhook & { readonly secret: string }> {
  if (key === undefined) throw new Refusal({ code: 'webhook-key-missing' })
  const { url, institutionId, userId } = wanted
  const id = randomUUID()
  const secret = webhookSecret(key, id)
  const known = await transaction.row(
    'SELECT 1 FROM webhooks WHERE url = $1 AND institution_id IS NOT DISTINCT FROM $2',
    [url, institutionId],
  )
  if (known) throw new Refusal({ code: 'already-there', kind: 'webhook', field: 'url', value: url })
  const made = await transaction.row<Webhook>(
    `INSERT INTO webhooks (id, institution_id, url, token_hash, created_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING ${WEBHOOK}`,
    [id, institutionId, url, tokenHash(secret), userId],
  )
  // Somebody else registered it in this very moment.
  if (!made) throw new Refusal({ code: 'already-there', kind: 'webhook', field: 'url', value: url })
  return { ...made, secret }
}

/** Webhooks of an institution, or (`null`) of the whole registry, oldest first. */
export function listWebhooks(transaction: Transaction, institutionId: string | null): Promise<Webhook[]> {
  return transaction.rows<Webhook>(
    `SELECT ${WEBHOOK} FROM webhooks WHERE institution_id IS NOT DISTINCT FROM $1 ORDER BY created_at, id`,
    [institutionId],
  )
}

/** One webhook, or a refusal. */
export async function getWebhook(transaction: Transaction, id: string): Promise<Webhook> {
  const found = await transaction.row<Webhook>(`SELECT ${WEBHOOK} FROM webhooks WHERE id = $1`, [id])
  if (!found) throw new Refusal({ code: 'not-found', kind: 'webhook', id })
  return found
}

/** Removes a webhook with its log; what waits to be sent is not sent. */
export async function removeWebhook(transaction: Transaction, id: string): Promise<void> {
  const gone = await transaction.row('DELETE FROM webhooks WHERE id = $1 RETURNING id', [id])
  if (!gone) throw new Refusal({ code: 'not-found', kind: 'webhook', id })
}

/** The log of a webhook, newest first. */
export async function listDeliveries(
  transaction: Transaction,
  webhookId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly Delivery[] }> {
  const rows = await transaction.rows<Delivery & { total: number }>(
    `SELECT ${DELIVERY}, count(*) OVER () AS total FROM webhook_deliveries WHERE webhook_id = $1
     ORDER BY created_at DESC, id LIMIT $2 OFFSET $3`,
    [webhookId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...row }) => row) }
}
