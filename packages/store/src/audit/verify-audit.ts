import type { AuditBreak } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import { readChain } from './audit-log.ts'
import type { AuditEntry } from './chain.ts'
import { type AuditReport, type ChainHead, createChainCheck } from './check-chain.ts'

/**
 * Recomputes every chain, and holds the record against what it records: each decision must be exactly as its entry
 * says, none may be missing, none unrecorded; chains may not be shorter than the checkpoints that name them, nor differ
 * from the `known` heads of an earlier report. Give a transaction that sees all at one moment (`snapshot`).
 */
export async function verifyAudit(transaction: Transaction, known: readonly ChainHead[] = []): Promise<AuditReport> {
  const check = createChainCheck(known)
  for (const chain of await listChains(transaction)) {
    for await (const piece of readChain(transaction, chain)) {
      for (const entry of piece) check.take(entry)
      await checkDecisions(transaction, piece, check.report)
    }
  }
  await checkUnrecorded(transaction, check.report)
  return check.finish()
}

/** Verifies exported entries alone, without the registry they came from: chains, checkpoints and `known` heads. */
export async function verifyExport(
  entries: AsyncIterable<AuditEntry>,
  known: readonly ChainHead[] = [],
): Promise<AuditReport> {
  const check = createChainCheck(known)
  for await (const entry of entries) check.take(entry)
  return check.finish()
}

/** Every chain by its name, `system` first and then the institutions' ids. */
export async function listChains(transaction: Transaction): Promise<readonly string[]> {
  const rows = await transaction.rows<{ chain: string }>(
    'SELECT chain FROM audit GROUP BY chain ORDER BY chain <> $1, chain',
    ['system'],
  )
  return rows.map(({ chain }) => chain)
}

type ReportBreak = (chain: string, seq: number, what: AuditBreak) => void

/** The rows as the trigger would record them today, against what it recorded. */
async function checkDecisions(
  transaction: Transaction,
  piece: readonly AuditEntry[],
  report: ReportBreak,
): Promise<void> {
  const recorded = piece.filter((entry) => entry.action === 'decisions.insert')
  if (recorded.length === 0) return
  const rows = await transaction.rows<{ id: string; same: boolean }>(
    `SELECT d.id, to_jsonb(d) = r.body::jsonb AS same
     FROM unnest($1::uuid[], $2::text[]) AS r(id, body) JOIN decisions AS d ON d.id = r.id`,
    [recorded.map((entry) => entry.subject), recorded.map((entry) => entry.body)],
  )
  const same = new Map(rows.map((row) => [row.id, row.same]))
  for (const entry of recorded) {
    const found = same.get(entry.subject)
    if (found === undefined) report(entry.chain, entry.seq, 'decision-missing')
    else if (!found) report(entry.chain, entry.seq, 'decision-changed')
  }
}

async function checkUnrecorded(transaction: Transaction, report: ReportBreak): Promise<void> {
  const rows = await transaction.rows<{ chain: string }>(
    `SELECT DISTINCT d.institution_id::text AS chain FROM decisions AS d
     WHERE NOT EXISTS (SELECT FROM audit AS a WHERE a.subject = d.id::text AND a.action = 'decisions.insert'
       AND a.chain = d.institution_id::text)`,
  )
  for (const { chain } of rows) report(chain, 0, 'decision-unrecorded')
}
