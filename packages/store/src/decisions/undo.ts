import { type NameState, namesById } from '../catalogues/name-list.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import { type Deciding, writeDecisions } from './decide.ts'
import type { DraftDecision, Outcome } from './decision.ts'
import { type Decision, withFormer } from './history.ts'

/**
 * Takes back the newest decision on each name: what stood before stands again, as a new row. The undone row and its
 * reason stay in the history. `expectedVersion` as for a decision.
 */
export async function undo(
  transaction: Transaction,
  deciding: Deciding,
  wishes: readonly { readonly nameId: string; readonly expectedVersion: number; readonly reason?: string }[],
): Promise<Outcome[]> {
  const states = new Map(
    (
      await namesById(
        transaction,
        wishes.map((wish) => wish.nameId),
      )
    ).map((state) => [state.id, state]),
  )
  const ids = [...states.values()].map((state) => state.decisionId).filter((id) => id !== null)
  const pairs = await withFormer(transaction, ids)
  const outcomes = new Map<string, Outcome>()
  const drafts: DraftDecision[] = []
  for (const { nameId, expectedVersion, reason } of wishes) {
    try {
      const state = states.get(nameId)
      if (!state) throw new Refusal({ code: 'not-found', kind: 'name', id: nameId })
      if (state.version !== expectedVersion) {
        throw new Refusal({ code: 'decision-conflict', nameId, expected: expectedVersion, actual: state.version })
      }
      const pair = pairs.get(state.decisionId ?? '')
      if (!pair) throw new Refusal({ code: 'decision-nothing-before', nameId, kind: 'undo' })
      drafts.push(restored(state, pair.former, reason ?? '', deciding.edition.version))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const current = states.get(nameId)
      outcomes.set(nameId, { nameId, ok: false, problem: error.problem, ...(current ? { current } : {}) })
    }
  }
  for (const outcome of await writeDecisions(transaction, deciding, drafts)) outcomes.set(outcome.nameId, outcome)
  return wishes.map((wish) => outcomes.get(wish.nameId)!)
}

function restored(state: NameState, former: Decision | undefined, reason: string, edition: string): DraftDecision {
  return {
    nameId: state.id,
    institutionId: state.institutionId,
    version: state.version + 1,
    kind: 'undo',
    status: (former?.status ?? 'open') as DraftDecision['status'],
    codes: former?.codes ?? [],
    delicate: former?.delicate ?? [],
    needsSecond: former?.needsSecond ?? false,
    reason,
    // What is restored keeps the edition it was decided in, so that retired targets are still seen as such.
    edition: former?.edition ?? edition,
    replaces: state.decisionId,
  }
}

/** The names of a batch that still stand as the batch left them: only those can be undone with it. */
export function batchNames(transaction: Transaction, batchId: string): Promise<{ nameId: string; version: number }[]> {
  return transaction.rows(
    `SELECT d.name_id AS "nameId", d.version FROM decisions AS d WHERE d.batch_id = $1
       AND NOT EXISTS (SELECT FROM decisions AS later WHERE later.replaces = d.id) ORDER BY d.name_id`,
    [batchId],
  )
}
