import { createHash } from 'node:crypto'

/** One entry of the record, as it is exported. */
export interface AuditEntry {
  readonly chain: string
  readonly seq: number
  /** UTC with microseconds: `2026-01-31T08:00:00.123456Z`. */
  readonly at: string
  readonly actor: string | null
  /** Table and operation, e.g. `decisions.insert`. */
  readonly action: string
  readonly subject: string
  /** JSON text, hashed byte for byte. */
  readonly body: string
  /** Hex. */
  readonly previous: string
  /** Hex. */
  readonly hash: string
}

/** What the first entry of a chain follows from. */
export function chainStart(chain: string): string {
  return createHash('sha256').update(`yingma.audit.${chain}`).digest('hex')
}

/** The hash that an entry must have: SHA-256 over the previous hash and its fields, each on a line of its own. */
export function entryHash(entry: AuditEntry): string {
  const { chain, seq, at, actor, action, subject, body } = entry
  return createHash('sha256')
    .update(Buffer.from(entry.previous, 'hex'))
    .update([chain, seq, at, actor ?? '', action, subject, body].join('\n'))
    .digest('hex')
}
