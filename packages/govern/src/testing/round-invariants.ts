import type { ProposalEvent } from '../rounds/proposal.ts'

/** What the events of a proposal may never show, told from the events alone; empty where all holds. */
export function brokenInRounds(events: readonly ProposalEvent[]): readonly string[] {
  const author = events[0]?.actor
  return events.flatMap((event, at) => {
    const { actor, act, version } = event
    const found = version === at + 1 ? [] : [`event ${version} stands in the place of ${at + 1}`]
    if (['vote', 'accept', 'reject', 'return'].includes(act.kind)) {
      if (actor === author) found.push(`the author did ${act.kind}`)
      if (conflicted(events.slice(0, at)).has(actor)) found.push(`${actor} did ${act.kind} with a conflict`)
      if ('reason' in act && act.reason.trim() === '') found.push(`${act.kind} without a reason`)
    }
    if (act.kind === 'accept') found.push(...brokenVote(events.slice(0, at)))
    if (at > 0 && ['released', 'rejected', 'withdrawn'].includes(endOf(events[at - 1]))) {
      found.push(`${act.kind} after the end`)
    }
    return found
  })
}

function conflicted(events: readonly ProposalEvent[]): ReadonlySet<string> {
  return new Set(events.filter(({ act }) => act.kind === 'declare-conflict').map(({ actor }) => actor))
}

function endOf(event: ProposalEvent | undefined): string {
  const ends: Readonly<Record<string, string>> = { release: 'released', reject: 'rejected', withdraw: 'withdrawn' }
  return ends[event?.act.kind ?? ''] ?? ''
}

/** Counts the votes since the last review began: a quorum, by those who were named, more for than against. */
function brokenVote(before: readonly ProposalEvent[]): readonly string[] {
  const from = before.findLastIndex(({ act }) => act.kind === 'review' || act.kind === 'fast-track')
  const begun = before[from]?.act
  if (begun?.kind !== 'review' && begun?.kind !== 'fast-track') return ['accepted without a review']
  const named = new Set(begun.reviewers.map(({ userId }) => userId))
  const out = conflicted(before)
  const votes = new Map<string, string>()
  for (const { actor, act } of before.slice(from + 1)) {
    if (act.kind === 'return') return ['accepted in a round that was returned']
    if (act.kind === 'vote') votes.set(actor, act.vote)
  }
  const counted = [...votes].filter(([voter]) => named.has(voter) && !out.has(voter)).map(([, vote]) => vote)
  const quorum = begun.kind === 'review' ? begun.quorum : 1
  const count = (wanted: string): number => counted.filter((vote) => vote === wanted).length
  return [
    ...(counted.length < quorum ? [`accepted with ${counted.length} votes of ${quorum}`] : []),
    ...(count('approve') > count('reject') ? [] : ['accepted without a majority']),
  ]
}
