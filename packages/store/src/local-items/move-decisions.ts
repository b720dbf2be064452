import { randomUUID } from 'node:crypto'
import { type NameState, namesById } from '../catalogues/name-list.ts'
import { type Deciding, decide } from '../decisions/decide.ts'
import type { Wish } from '../decisions/decision.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

const CHUNK = 500
/** What a reason of the registry may hold. */
const MOST_REASON = 2000

/** An own item that ends, and what follows it. */
interface Move {
  readonly institutionId: string
  readonly code: string
  readonly next: string | undefined
  readonly reason: string
}

/**
 * Takes every standing decision of an institution off an own item that ended: to what follows it, or open again with the
 * reason. Afterwards none stands on it; where one cannot be moved the whole is refused with it.
 */
export async function moveFromLocalItem(
  transaction: Transaction,
  by: Omit<Deciding, 'batchId'>,
  move: Move,
): Promise<{ readonly moved: number; readonly reopened: number; readonly batchId: string }> {
  const batchId = randomUUID()
  let [moved, reopened] = [0, 0]
  for (;;) {
    const names = await standingOn(transaction, move)
    if (names.length === 0) return { moved, reopened, batchId }
    const first = await decided(transaction, { ...by, batchId }, move.next === undefined ? [] : names, (name) =>
      along(name, move),
    )
    // What stands beside it may be out of use as well: then a person looks.
    const left = names.filter(({ id }) => !first.has(id))
    const second = await decided(transaction, { ...by, batchId }, left, (name) => opened(name, move))
    moved += first.size
    reopened += second.size
    const stuck = left.find(({ id }) => !second.has(id))
    if (stuck !== undefined && first.size + second.size === 0) {
      throw new Refusal({ code: 'local-item-used', value: move.code, name: stuck.name, names: left.length })
    }
  }
}

async function standingOn(transaction: Transaction, { institutionId, code }: Move): Promise<readonly NameState[]> {
  const found = await transaction.rows<{ id: string }>(
    `SELECT s.id FROM name_states AS s WHERE s.institution_id = $1 AND s.id IN (SELECT names_decided_with(ARRAY[$2]))
       AND $2 = ANY (s.codes) AND s.status IN ('accepted', 'changed', 'verified') ORDER BY s.id LIMIT $3`,
    [institutionId, code, CHUNK],
  )
  return await namesById(
    transaction,
    found.map(({ id }) => id),
  )
}

/** Ids of the names on which the decision was written. */
async function decided(
  transaction: Transaction,
  by: Deciding,
  names: readonly NameState[],
  wishOf: (name: NameState) => Wish,
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set()
  const outcomes = await decide(transaction, by, names.map(wishOf))
  return new Set(outcomes.filter(({ ok }) => ok).map(({ nameId }) => nameId))
}

function along({ id, version, codes }: NameState, { code, next = '', reason }: Move): Wish {
  const after = (codes ?? []).map((one) => (one === code ? next : one))
  const why = `${code} → ${next}: ${reason}`.slice(0, MOST_REASON)
  return { nameId: id, expectedVersion: version, kind: 'change', codes: after, reason: why }
}

function opened({ id, version }: NameState, { code, next, reason }: Move): Wish {
  const why = `${code} → ${next ?? '?'}: ${reason}`.slice(0, MOST_REASON)
  return { nameId: id, expectedVersion: version, kind: 'reopen', reason: why }
}
