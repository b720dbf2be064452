import { appendGovernance } from '../govern/govern-events.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import {
  endedAlready,
  holdLocalItems,
  type LocalItem,
  localItemOf,
  localItemStream,
  readLocalItems,
} from './local-item.ts'

/**
 * Adds an own item, or names one better; `expectedVersion` is what was seen, 0 for a new one. An item that ended keeps its
 * name, for it stands in records; one that was deleted can be added anew, since nothing ever meant it.
 */
export async function putLocalItem(
  transaction: Transaction,
  actor: string,
  wanted: Pick<LocalItem, 'institutionId' | 'code' | 'parent' | 'name'> & { readonly expectedVersion: number },
): Promise<LocalItem> {
  const { institutionId, code, parent, name } = wanted
  const stream = localItemStream(institutionId, code)
  await holdLocalItems(transaction, [stream], 'alone')
  const [before] = await readLocalItems(transaction, [stream])
  if (before?.state === 'retired' || before?.state === 'promoted') throw new Refusal(endedAlready(before))
  const isAnew = before?.state === 'deleted' && wanted.expectedVersion === 0
  const written = await appendGovernance(transaction, {
    stream,
    expectedVersion: isAnew ? before.version : wanted.expectedVersion,
    kind: 'local-item',
    body: { code, parent, name },
    actor,
    institutionId,
  })
  const after = localItemOf([written])
  if (after === undefined) throw new Error('an own item follows what was written')
  return after
}
