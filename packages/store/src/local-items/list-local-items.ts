import { allGovernance } from '../govern/govern-events.ts'
import type { Transaction } from '../store/transaction.ts'
import { LOCAL_ITEM_PREFIX, type LocalItem, localItemOf, localItemStream, readLocalItems } from './local-item.ts'

/** An own item with the local names that stand for it now. */
export interface LocalItemUse extends LocalItem {
  readonly names: number
  readonly exams: number
}

/** Own items of an institution, those in use first, each the one that moved last first; deleted ones are not among them. */
export async function listLocalItems(
  transaction: Transaction,
  institutionId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly rows: readonly LocalItemUse[] }> {
  const heads = await transaction.rows<{ stream: string; total: number }>(
    `SELECT stream, count(*) OVER () AS total FROM (
       SELECT DISTINCT ON (stream) stream, kind, at FROM govern_events
       WHERE institution_id = $1 AND starts_with(stream, $2) ORDER BY stream, version DESC) AS head
     WHERE kind <> 'local-item-delete' ORDER BY kind = 'local-item' DESC, at DESC, stream LIMIT $3 OFFSET $4`,
    [institutionId, localItemStream(institutionId, ''), page.limit, page.offset],
  )
  const streams = heads.map(({ stream }) => stream)
  const items = await readLocalItems(transaction, streams)
  const uses = await usesOf(
    transaction,
    institutionId,
    items.map(({ code }) => code),
  )
  const byStream = new Map(items.map((item) => [localItemStream(institutionId, item.code), item]))
  const rows = streams.flatMap((stream) => {
    const item = byStream.get(stream)
    return item === undefined ? [] : [{ ...item, ...(uses.get(item.code) ?? { names: 0, exams: 0 }) }]
  })
  return { total: heads[0]?.total ?? 0, rows }
}

/** Own items of every institution that the actor may see, that are in use. */
export async function allLocalItems(transaction: Transaction): Promise<readonly LocalItem[]> {
  const streams = await allGovernance(transaction, LOCAL_ITEM_PREFIX)
  const items = streams.map(localItemOf).filter((item) => item !== undefined)
  return items.filter(({ state }) => state === 'in-use')
}

/** Own items of an institution that a release took up. */
export async function promotedLocalItems(
  transaction: Transaction,
  institutionId: string,
): Promise<readonly LocalItem[]> {
  const rows = await transaction.rows<{ stream: string }>(
    "SELECT DISTINCT stream FROM govern_events WHERE institution_id = $1 AND kind = 'local-item-promote'",
    [institutionId],
  )
  const items = await readLocalItems(
    transaction,
    rows.map(({ stream }) => stream),
  )
  return items.filter(({ state }) => state === 'promoted')
}

async function usesOf(
  transaction: Transaction,
  institutionId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, { readonly names: number; readonly exams: number }>> {
  const rows = await transaction.rows<{ code: string; names: number; exams: number }>(
    `SELECT used.code, count(*) AS names, sum(s.exams)::bigint AS exams
     FROM name_states AS s CROSS JOIN LATERAL unnest(s.codes) AS used(code)
     WHERE s.institution_id = $1 AND s.id IN (SELECT names_decided_with($2)) AND used.code = ANY ($2)
       AND s.status IN ('accepted', 'changed', 'verified') GROUP BY used.code`,
    [institutionId, codes],
  )
  return new Map(rows.map(({ code, names, exams }) => [code, { names, exams }]))
}
