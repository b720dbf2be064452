import { randomUUID } from 'node:crypto'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/** A price schedule as stored; what its lines mean is the business of the charge package. */
export interface PriceSchedule {
  readonly id: string
  /** `null`: a schedule of the region for everybody in it. */
  readonly institutionId: string | null
  readonly region: string
  readonly title: string
  readonly validFrom: string
  readonly validTo: string | null
  readonly createdBy: string
  readonly createdAt: string
}

const SCHEDULE = `id, institution_id AS "institutionId", region, title, valid_from AS "validFrom", valid_to AS "validTo",
  created_by AS "createdBy", created_at AS "createdAt"`

/** Schedules that the actor may see, the newest first; lines are left out. */
export async function listSchedules(
  transaction: Transaction,
  filter: { readonly region?: string; readonly on?: string },
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<PriceSchedule & { total: number }>(
    `SELECT ${SCHEDULE}, count(*) OVER () AS total FROM price_schedules
     WHERE ($1::text IS NULL OR region = $1) AND ($2::date IS NULL OR (valid_from <= $2 AND (valid_to IS NULL OR valid_to >= $2)))
     ORDER BY valid_from DESC, id LIMIT $3 OFFSET $4`,
    [filter.region ?? null, filter.on ?? null, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...schedule }) => schedule) }
}

export async function getSchedule(
  transaction: Transaction,
  id: string,
): Promise<PriceSchedule & { readonly lines: unknown[] }> {
  const row = await transaction.row<PriceSchedule & { lines: unknown[] }>(
    `SELECT ${SCHEDULE}, lines FROM price_schedules WHERE id = $1`,
    [id],
  )
  if (!row) throw new Refusal({ code: 'not-found', kind: 'price-schedule', id })
  return row
}

/** Adds a schedule. One region and place has one schedule per first day; a correction is a schedule of a later day. */
export async function addSchedule(
  transaction: Transaction,
  userId: string,
  made: {
    readonly institutionId: string | null
    readonly region: string
    readonly title: string
    readonly validFrom: string
    readonly validTo?: string
    readonly lines: readonly unknown[]
  },
): Promise<PriceSchedule> {
  const id = randomUUID()
  const written = await transaction.rows(
    `INSERT INTO price_schedules (id, institution_id, region, title, valid_from, valid_to, lines, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
    [
      id,
      made.institutionId,
      made.region,
      made.title,
      made.validFrom,
      made.validTo ?? null,
      JSON.stringify(made.lines),
      userId,
    ],
  )
  if (written.length === 0) {
    throw new Refusal({ code: 'already-there', kind: 'price-schedule', field: 'validFrom', value: made.validFrom })
  }
  const { lines: _, ...schedule } = await getSchedule(transaction, id)
  return schedule
}
