import type { AuditBreak, StoreProblem } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import { readChain } from './audit-log.ts'
import { type AuditEntry, chainStart, entryHash } from './chain.ts'

export interface AuditReport {
  readonly chains: number
  readonly entries: number
  /** First problem of each kind per chain: one change breaks all that follows, which need not be repeated. */
  readonly problems: readonly Extract<StoreProblem, { code: 'audit-broken' }>[]
  /** Last entry of every chain: kept elsewhere, it proves later that nothing before it was changed. */
  readonly heads: readonly { readonly chain: string; readonly seq: number; readonly hash: string }[]
}

/**
 * Recomputes every chain, and holds the record against what it records: each decision must be exactly as its entry
 * says, none may be missing, none unrecorded; chains may not be shorter than the last checkpoint that names them.
 * Give a transaction that sees all at one moment (`snapshot`).
 */
export async function verifyAudit(transaction: Transaction): Promise<AuditReport> {
  const chains = await transaction.rows<{ chain: string }>('SELECT DISTINCT chain FROM audit ORDER BY chain')
  const problems = new Map<string, Extract<StoreProblem, { code: 'audit-broken' }>>()
  const report = (chain: string, seq: number, what: AuditBreak): void => {
    const key = `${chain} ${what}`
    if (!problems.has(key)) problems.set(key, { code: 'audit-broken', chain, seq, what })
  }
  const heads = new Map<string, { chain: string; seq: number; hash: string }>()
  const checkpoints = new Map<string, { seq: number; hash: string }>()
  const erased = new Set<string>()
  let entries = 0
  for (const { chain } of chains) {
    let previous = chainStart(chain)
    let expected = 1
    for await (const piece of readChain(transaction, chain)) {
      for (const entry of piece) {
        entries++
        if (entry.seq !== expected) report(chain, entry.seq, 'gap')
        if (entry.previous !== previous) report(chain, entry.seq, 'link')
        if (entryHash(entry) !== entry.hash) report(chain, entry.seq, 'hash')
        previous = entry.hash
        expected = entry.seq + 1
        heads.set(chain, { chain, seq: entry.seq, hash: entry.hash })
        if (chain === 'system') noteSystemEntry(entry, checkpoints, erased)
      }
      await checkDecisions(transaction, piece, report)
    }
  }
  await checkUnrecorded(transaction, report)
  await checkCheckpoints(transaction, checkpoints, erased, report)
  return { chains: chains.length, entries, problems: [...problems.values()], heads: [...heads.values()] }
}

type ReportBreak = (chain: string, seq: number, what: AuditBreak) => void

function noteSystemEntry(
  entry: AuditEntry,
  checkpoints: Map<string, { seq: number; hash: string }>,
  erased: Set<string>,
): void {
  if (entry.action === 'institutions.erase') erased.add(entry.subject)
  if (entry.action !== 'audit.checkpoint') return
  for (const head of JSON.parse(entry.body) as { chain: string; seq: number; hash: string }[])
    checkpoints.set(head.chain, head)
}

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

async function checkCheckpoints(
  transaction: Transaction,
  checkpoints: ReadonlyMap<string, { seq: number; hash: string }>,
  erased: ReadonlySet<string>,
  report: ReportBreak,
): Promise<void> {
  for (const [chain, head] of checkpoints) {
    if (erased.has(chain)) continue
    const row = await transaction.row<{ hash: string }>(
      "SELECT encode(hash, 'hex') AS hash FROM audit WHERE chain = $1 AND seq = $2",
      [chain, head.seq],
    )
    if (!row) report(chain, head.seq, 'truncated')
    else if (row.hash !== head.hash) report(chain, head.seq, 'link')
  }
}
