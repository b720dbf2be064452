import type { Edition, Item } from '@yingma/core'
import { type GovernEvent, wholeStreams } from '../govern/govern-events.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/**
 * `retired` by its institution; `promoted` when a release of the standard took it up; `deleted` where nobody ever used it.
 * Whatever its state, its history stays.
 */
export const LOCAL_ITEM_STATES = ['in-use', 'retired', 'promoted', 'deleted'] as const
export type LocalItemState = (typeof LOCAL_ITEM_STATES)[number]

/** An institution's own item under an item of the standard. */
export interface LocalItem {
  readonly institutionId: string
  /** The code of an item, a hyphen and a suffix; upper case. */
  readonly code: string
  readonly parent: string
  readonly name: string
  readonly state: LocalItemState
  /** What follows an item that is not in use; none where people choose name by name. */
  readonly successors: readonly string[]
  /** Why it is not in use. */
  readonly reason: string
  readonly version: number
  readonly by: string
  readonly at: string
}

export const LOCAL_ITEM_PREFIX = 'local-item/'

/** Where the history of an own item stands. */
export function localItemStream(institutionId: string, code: string): string {
  return `${LOCAL_ITEM_PREFIX}${institutionId}/${code.toUpperCase()}`
}

/** An own item after all that happened to it; `undefined` where nothing did. */
export function localItemOf(events: readonly GovernEvent[]): LocalItem | undefined {
  let item: LocalItem | undefined
  for (const event of events) item = { ...changed(item, event), version: event.version, by: event.actor, at: event.at }
  return item
}

type Said = Omit<LocalItem, 'version' | 'by' | 'at'>

function changed(before: LocalItem | undefined, { stream, kind, body }: GovernEvent): Said {
  const [institutionId = ''] = stream.slice(LOCAL_ITEM_PREFIX.length).split('/')
  if (before === undefined || kind === 'local-item') {
    const { code, parent, name } = body as Pick<LocalItem, 'code' | 'parent' | 'name'>
    return { institutionId, code, parent, name, state: 'in-use', successors: [], reason: '' }
  }
  const { successors = [], reason = '' } = body as Partial<Pick<LocalItem, 'successors' | 'reason'>>
  return { ...before, state: STATE_AFTER[kind] ?? before.state, successors, reason }
}

const STATE_AFTER: Readonly<Record<string, LocalItemState>> = {
  'local-item-retire': 'retired',
  'local-item-promote': 'promoted',
  'local-item-delete': 'deleted',
}

/** An own item of an institution, whatever became of it; one that is not there is refused like every row that cannot be seen. */
export async function getLocalItem(transaction: Transaction, institutionId: string, code: string): Promise<LocalItem> {
  const found = (await readLocalItems(transaction, [localItemStream(institutionId, code)]))[0]
  if (found === undefined) throw new Refusal({ code: 'not-found', kind: 'local-item', id: code })
  return found
}

/** Refuses the first of these that is no own item in use, or not of an institution that the actor may see. */
export async function mustBeLocalItems(
  transaction: Transaction,
  named: readonly { readonly institutionId: string; readonly code: string }[],
): Promise<void> {
  for (const { institutionId, code } of named) {
    const item = await getLocalItem(transaction, institutionId, code)
    if (item.state === 'deleted') throw new Refusal({ code: 'not-found', kind: 'local-item', id: code })
    if (item.state !== 'in-use') throw new Refusal(endedAlready(item))
  }
}

/** What is said of an own item that is not in use. */
export function endedAlready({ code: value, state, successors }: LocalItem) {
  return { code: 'local-item-ended', value, state, successors } as const
}

/** Own items by the streams of their histories. */
export async function readLocalItems(
  transaction: Transaction,
  streams: readonly string[],
): Promise<readonly LocalItem[]> {
  if (streams.length === 0) return []
  return (await wholeStreams(transaction, streams)).map(localItemOf).filter((item) => item !== undefined)
}

/**
 * Holds own items as they are until the transaction ends: `share` where a decision names them, `alone` where one ends. So
 * no decision is written on an item that ends in the same moment.
 */
export async function holdLocalItems(
  transaction: Transaction,
  streams: readonly string[],
  how: 'share' | 'alone',
): Promise<void> {
  const lock = how === 'share' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock'
  for (const stream of [...new Set(streams)].sort()) {
    await transaction.rows(`SELECT ${lock}(hashtextextended($1, 0))`, [stream])
  }
}

/** Whether a text can be the code of an own item: codes of the standard have no hyphen. */
export function isLocalCode(code: string): boolean {
  return code.includes('-')
}

/** The item of the standard that a code says: its own, or that above an own item. */
export function standardItem(edition: Edition, code: string): Item | undefined {
  const [parent = ''] = code.toUpperCase().split('-')
  return edition.byCode.get(parent)
}

/** Whether new decisions may name an own item; one that was promoted still, until the edition has what follows it. */
export function isUsable({ state, successors }: LocalItem, edition: Edition): boolean {
  if (state === 'promoted') return !successors.every((code) => edition.byCode.has(code.toUpperCase()))
  return state === 'in-use'
}
