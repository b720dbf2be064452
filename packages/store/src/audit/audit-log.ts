import type { Transaction } from '../store/transaction.ts'
import type { AuditEntry } from './chain.ts'

const AUDIT_COLUMNS = `chain, seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor, action, subject,
  body, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash`

/** Entries of an institution's chain (or of the system's), newest first. */
export async function listAudit(
  transaction: Transaction,
  filter: { readonly chain: string; readonly action?: string; readonly subject?: string },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly AuditEntry[] }> {
  const rows = await transaction.rows<AuditEntry & { total: number }>(
    `SELECT ${AUDIT_COLUMNS}, count(*) OVER () AS total FROM audit
     WHERE chain = $1 AND ($2::text IS NULL OR action = $2) AND ($3::text IS NULL OR subject = $3)
     ORDER BY seq DESC LIMIT $4 OFFSET $5`,
    [filter.chain, filter.action ?? null, filter.subject ?? null, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...entry }) => entry) }
}

/** A whole chain in order, in pieces; lines of it can be verified anywhere with `entryHash`. */
export async function* readChain(transaction: Transaction, chain: string): AsyncGenerator<readonly AuditEntry[]> {
  let after = 0
  for (;;) {
    const entries = await transaction.rows<AuditEntry>(
      `SELECT ${AUDIT_COLUMNS} FROM audit WHERE chain = $1 AND seq > $2 ORDER BY seq LIMIT 2000`,
      [chain, after],
    )
    if (entries.length === 0) return
    yield entries
    after = entries.at(-1)!.seq
  }
}

/** Writes the heads of all chains into the system chain, so that a chain cut off at its end is noticed. */
export async function writeCheckpoint(transaction: Transaction): Promise<void> {
  const heads = await transaction.rows<{ chain: string; seq: number; hash: string }>(
    `SELECT DISTINCT ON (chain) chain, seq, encode(hash, 'hex') AS hash FROM audit WHERE chain <> 'system' ORDER BY chain, seq DESC`,
  )
  await transaction.rows("SELECT append_audit(NULL, 'audit.checkpoint', ARRAY['checkpoint'], ARRAY[$1::text])", [
    JSON.stringify(heads),
  ])
}
