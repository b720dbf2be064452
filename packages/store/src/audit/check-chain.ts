import type { AuditBreak, StoreProblem } from '../problems/store-problem.ts'
import { type AuditEntry, chainStart, entryHash } from './chain.ts'

export type AuditProblem = Extract<StoreProblem, { code: 'audit-broken' }>

/** The last entry of a chain. Kept elsewhere, it proves later that nothing before it was changed. */
export interface ChainHead {
  readonly chain: string
  readonly seq: number
  readonly hash: string
}

export interface AuditReport {
  readonly chains: number
  readonly entries: number
  /** First problem of each kind per chain: one change breaks all that follows, which need not be repeated. */
  readonly problems: readonly AuditProblem[]
  readonly heads: readonly ChainHead[]
}

export interface ChainCheck {
  /** Takes the next entry; those of one chain come in their order. */
  take(entry: AuditEntry): void
  report(chain: string, seq: number, what: AuditBreak): void
  /** Holds the ends of the chains to what is known of them; call it once, last. */
  finish(): AuditReport
}

/**
 * Recomputes chains entry by entry and holds them to the last checkpoint and to `known` heads from an earlier
 * verification. The system chain, which holds the checkpoints, comes first. Only the first problem of each kind per
 * chain is kept: one change breaks all that follows.
 */
export function createChainCheck(known: readonly ChainHead[] = []): ChainCheck {
  const found = new Map<string, AuditProblem>()
  const heads = new Map<string, ChainHead>()
  const erased = new Set<string>()
  const checkpoints = new Map<string, ChainHead>()
  // What the chains must contain; what has been seen is taken out.
  const wanted = new Map<string, Set<ChainHead>>()
  for (const head of known) wanted.set(head.chain, (wanted.get(head.chain) ?? new Set()).add(head))
  let entries = 0
  const report = (chain: string, seq: number, what: AuditBreak): void => {
    const key = `${chain} ${what}`
    if (!found.has(key)) found.set(key, { code: 'audit-broken', chain, seq, what })
  }
  const compare = ({ chain, seq, hash }: AuditEntry): void => {
    if (checkpoints.get(chain)?.seq === seq) {
      if (checkpoints.get(chain)?.hash !== hash) report(chain, seq, 'link')
      checkpoints.delete(chain)
    }
    for (const head of wanted.get(chain) ?? []) {
      if (head.seq !== seq) continue
      if (head.hash !== hash) report(chain, seq, 'link')
      wanted.get(chain)!.delete(head)
    }
  }
  return {
    take: (entry) => {
      const { chain, seq, hash } = entry
      const former = heads.get(chain)
      entries++
      if (seq !== (former?.seq ?? 0) + 1) report(chain, seq, 'gap')
      if (entry.previous !== (former?.hash ?? chainStart(chain))) report(chain, seq, 'link')
      if (entryHash(entry) !== hash) report(chain, seq, 'hash')
      heads.set(chain, { chain, seq, hash })
      compare(entry)
      if (chain !== 'system') return
      if (entry.action === 'institutions.erase') erased.add(entry.subject)
      if (entry.action === 'audit.checkpoint')
        for (const head of JSON.parse(entry.body) as ChainHead[]) checkpoints.set(head.chain, head)
    },
    report,
    finish: () => {
      for (const missing of [...checkpoints.values(), ...[...wanted.values()].flatMap((some) => [...some])])
        if (!erased.has(missing.chain)) report(missing.chain, missing.seq, 'truncated')
      return { chains: heads.size, entries, problems: [...found.values()], heads: [...heads.values()] }
    },
  }
}
