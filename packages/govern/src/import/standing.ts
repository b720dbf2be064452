import type { Change } from '../proposals/change.ts'
import type { ProposalContent, Stage } from '../rounds/proposal.ts'

/** A proposal that says already what a table would have proposed. */
export interface Standing {
  readonly proposal: string
  readonly stage: Stage
}

/** What is proposed about an item, as a key. */
export function additionKey(code: string): string {
  return `add ${code.toUpperCase()}`
}

export function retirementKey(code: string): string {
  return `retire ${code.toUpperCase()}`
}

/**
 * What proposals say about items, by key. One that was rejected stands too: the experts have decided, and the same table
 * does not ask them again. One that was withdrawn does not.
 */
export function standingChanges(
  proposals: readonly {
    readonly id: string
    readonly proposal: { readonly stage: Stage; readonly content: ProposalContent }
  }[],
): ReadonlyMap<string, Standing> {
  return new Map(
    proposals
      .filter(({ proposal }) => proposal.stage !== 'withdrawn')
      .flatMap(({ id, proposal: { stage, content } }) =>
        content.changes.flatMap(keysOf).map((key) => [key, { proposal: id, stage }] as const),
      ),
  )
}

function keysOf(change: Change): readonly string[] {
  if (change.subject !== 'item') return []
  switch (change.kind) {
    case 'add':
      return change.codes.map(additionKey)
    case 'retire':
      return [retirementKey(change.code)]
    case 'merge':
      return change.codes.map(retirementKey)
    case 'split':
      return [retirementKey(change.code), ...change.into.map(additionKey)]
    case 'change':
    case 're-word':
      return []
  }
}
