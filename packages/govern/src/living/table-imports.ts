import { randomUUID } from 'node:crypto'
import { appendGovernance, Refusal, readGovernance, type Transaction } from '@yingma/store'
import type { ImportedTable } from '../import/import-table.ts'
import { type Standing, standingChanges } from '../import/standing.ts'
import { allProposals, draftProposal, type KeptProposal } from './proposal-streams.ts'

/** All imports follow one another, so that of two editors at once the later one sees the conflict. */
const STREAM = 'import/published'

/** An import as the registry remembers it. */
export interface TableImport {
  readonly file: string
  readonly edition: string
  readonly rows: number
  readonly added: number
  readonly retired: number
  readonly doubts: number
  readonly proposals: readonly string[]
  readonly by: string
  readonly at: string
}

/** Imports of the publisher's tables that made proposals, newest first; their number is what the next one follows. */
export async function listTableImports(transaction: Transaction): Promise<readonly TableImport[]> {
  const events = await readGovernance(transaction, STREAM)
  return events.map(({ body, actor, at }) => ({ ...(body as Omit<TableImport, 'by' | 'at'>), by: actor, at })).reverse()
}

/** What proposals of the registry say about items already. */
export async function standingInRegistry(transaction: Transaction): Promise<ReadonlyMap<string, Standing>> {
  return standingChanges(await allProposals(transaction))
}

/**
 * Drafts the proposals of an import, all or none. `version` is the number of imports that were seen; where somebody else
 * imported since, it is refused. An import that proposes nothing leaves nothing.
 */
export async function recordTableImport(
  transaction: Transaction,
  by: { readonly actor: string; readonly version: number; readonly file: string; readonly edition: string },
  { proposals, rows, added, retired, doubts }: ImportedTable,
): Promise<readonly KeptProposal[]> {
  const { actor, version: expectedVersion } = by
  const { length: version } = await readGovernance(transaction, STREAM)
  if (version !== expectedVersion)
    throw new Refusal({ code: 'govern-conflict', stream: STREAM, expected: expectedVersion, actual: version })
  if (proposals.length === 0) return []
  const drafts = proposals.map((content) => ({ id: randomUUID(), content }))
  const body: Omit<TableImport, 'by' | 'at'> = {
    file: by.file,
    edition: by.edition,
    rows,
    added: added.length,
    retired: retired.length,
    doubts: doubts.length,
    proposals: drafts.map(({ id }) => id),
  }
  await appendGovernance(transaction, { stream: STREAM, expectedVersion, kind: 'import', body, actor })
  const made: KeptProposal[] = []
  for (const { id, content } of drafts) made.push(await draftProposal(transaction, actor, id, content))
  return made
}
