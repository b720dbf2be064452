import type { Edition } from '@yingma/core'
import { appendGovernance } from '../govern/govern-events.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import {
  endedAlready,
  getLocalItem,
  holdLocalItems,
  isLocalCode,
  isUsable,
  type LocalItem,
  localItemStream,
  readLocalItems,
} from './local-item.ts'
import { moveFromLocalItem } from './move-decisions.ts'

/** Who ends an own item, as it was seen. */
export interface Ending {
  readonly userId: string
  readonly apiKeyId?: string
  readonly institutionId: string
  readonly code: string
  readonly expectedVersion: number
}

export interface Retired {
  readonly item: LocalItem
  /** Decisions that follow the successor. */
  readonly moved: number
  /** Decisions that were opened again with the reason. */
  readonly reopened: number
  /** Joins the decisions, so that they can be undone as one. */
  readonly batchId: string
}

/**
 * Takes an own item out of use. Decisions that name it follow the successor, an item of the standard or another own item in
 * use; where none is named, or the rest of a decision is out of use too, they are opened again with the reason. All or nothing.
 */
export async function retireLocalItem(
  transaction: Transaction,
  { userId, institutionId, expectedVersion, ...by }: Ending,
  { reason, successor }: { readonly reason: string; readonly successor?: string },
  edition: Edition,
): Promise<Retired> {
  const code = by.code.toUpperCase()
  await hold(transaction, institutionId, code, successor)
  await mustBeInUse(transaction, institutionId, code)
  const next =
    successor === undefined ? undefined : await checkedSuccessor(transaction, institutionId, code, successor, edition)
  // Others that lead here would lead nowhere.
  if (next === undefined) await mustNotBeFollowed(transaction, institutionId, code)
  const event = {
    stream: localItemStream(institutionId, code),
    expectedVersion,
    kind: 'local-item-retire',
    body: { successors: next === undefined ? [] : [next], reason },
    actor: userId,
    institutionId,
  }
  await appendGovernance(transaction, event)
  const apiKey = by.apiKeyId === undefined ? {} : { apiKeyId: by.apiKeyId }
  const moved = await moveFromLocalItem(
    transaction,
    { userId, ...apiKey, edition },
    { institutionId, code, next, reason },
  )
  return { item: await getLocalItem(transaction, institutionId, code), ...moved }
}

/** Deletes an own item that no decision ever named and no other leads to; refused with the one that does. */
export async function deleteLocalItem(
  transaction: Transaction,
  { userId, institutionId, expectedVersion, ...by }: Ending,
): Promise<void> {
  const code = by.code.toUpperCase()
  await hold(transaction, institutionId, code)
  await mustBeInUse(transaction, institutionId, code)
  const user = await transaction.row<{ name: string; total: number }>(
    `SELECT n.name, count(*) OVER () AS total FROM local_names AS n
     WHERE n.institution_id = $1 AND n.id IN (SELECT names_decided_with(ARRAY[$2])) ORDER BY n.exams DESC, n.id LIMIT 1`,
    [institutionId, code],
  )
  if (user !== undefined)
    throw new Refusal({ code: 'local-item-used', value: code, name: user.name, names: user.total })
  await mustNotBeFollowed(transaction, institutionId, code)
  await appendGovernance(transaction, {
    stream: localItemStream(institutionId, code),
    expectedVersion,
    kind: 'local-item-delete',
    body: {},
    actor: userId,
    institutionId,
  })
}

/**
 * Closes own items that a release took up, with the new code as successor; those that are out of use by now stay as they
 * are. Done by the registry itself, whoever's they are. Gives how many were closed.
 */
export async function promoteLocalItems(
  transaction: Transaction,
  actor: string,
  promoted: readonly { readonly institutionId: string; readonly code: string; readonly into: string }[],
  reason: string,
): Promise<number> {
  await holdLocalItems(
    transaction,
    promoted.map(({ institutionId, code }) => localItemStream(institutionId, code)),
    'alone',
  )
  let closed = 0
  for (const { institutionId, code, into } of promoted) {
    const stream = localItemStream(institutionId, code)
    const [item] = await readLocalItems(transaction, [stream])
    if (item?.state !== 'in-use') continue
    const body = { successors: [into], reason }
    const event = { stream, expectedVersion: item.version, kind: 'local-item-promote', body, actor, institutionId }
    await appendGovernance(transaction, event)
    closed += 1
  }
  return closed
}

async function hold(transaction: Transaction, institutionId: string, code: string, successor?: string): Promise<void> {
  const own = successor !== undefined && isLocalCode(successor) ? [successor] : []
  await holdLocalItems(
    transaction,
    [code, ...own].map((one) => localItemStream(institutionId, one)),
    'alone',
  )
}

async function mustBeInUse(transaction: Transaction, institutionId: string, code: string): Promise<void> {
  const item = await getLocalItem(transaction, institutionId, code)
  if (item.state === 'deleted') throw new Refusal({ code: 'not-found', kind: 'local-item', id: code })
  if (item.state !== 'in-use') throw new Refusal(endedAlready(item))
}

/** A successor as it is spelt, in use in the standard or in the institution; a refusal that says what stands against it. */
async function checkedSuccessor(
  transaction: Transaction,
  institutionId: string,
  code: string,
  successor: string,
  edition: Edition,
): Promise<string> {
  const wanted = successor.toUpperCase()
  if (wanted === code) throw new Refusal({ code: 'local-item-follows-itself', value: code })
  if (isLocalCode(wanted)) {
    const item = await getLocalItem(transaction, institutionId, wanted)
    if (!isUsable(item, edition)) throw new Refusal(endedAlready(item))
    return item.code
  }
  const item = edition.byCode.get(wanted)
  if (item === undefined) throw new Refusal({ code: 'item-unknown', value: successor, edition: edition.version })
  if (item.status === 'retired')
    throw new Refusal({ code: 'item-retired', value: item.code, successors: item.successors })
  return item.code
}

async function mustNotBeFollowed(transaction: Transaction, institutionId: string, code: string): Promise<void> {
  const row = await transaction.row<{ stream: string }>(
    `SELECT stream FROM govern_events WHERE institution_id = $1 AND kind = 'local-item-retire'
       AND body -> 'successors' ? $2 ORDER BY stream LIMIT 1`,
    [institutionId, code],
  )
  if (row !== undefined) {
    throw new Refusal({ code: 'local-item-followed', value: code, by: row.stream.split('/').at(-1) ?? '' })
  }
}
