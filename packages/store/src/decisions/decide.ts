import type { Edition } from '@yingma/core'
import { type NameState, namesById } from '../catalogues/name-list.ts'
import {
  holdLocalItems,
  isLocalCode,
  type LocalItem,
  localItemStream,
  readLocalItems,
} from '../local-items/local-item.ts'
import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'
import { type DraftDecision, draftDecision, type Outcome, type OwnItems, type Wish } from './decision.ts'

/** Who decides, and as part of what. */
export interface Deciding {
  readonly userId: string
  readonly apiKeyId?: string
  /** Joins the rows of one action, so that it can be undone as one. */
  readonly batchId?: string
  readonly edition: Edition
}

/**
 * Writes decisions on any number of names. Each name stands alone: one that conflicts, is unknown or is not allowed
 * gets its problem (a conflict with the state that is there now) and the others are written. A name may occur once.
 */
export async function decide(
  transaction: Transaction,
  deciding: Deciding,
  wishes: readonly Wish[],
): Promise<Outcome[]> {
  const states = new Map(
    (
      await namesById(
        transaction,
        wishes.map((wish) => wish.nameId),
      )
    ).map((state) => [state.id, state]),
  )
  const own = await ownItemsNamed(transaction, states, wishes)
  const outcomes = new Map<string, Outcome>()
  const drafts: DraftDecision[] = []
  for (const wish of wishes) {
    const state = states.get(wish.nameId)
    if (!state) {
      outcomes.set(wish.nameId, {
        nameId: wish.nameId,
        ok: false,
        problem: { code: 'not-found', kind: 'name', id: wish.nameId },
      })
      continue
    }
    try {
      drafts.push(draftDecision(state, wish, deciding.userId, deciding.edition, own.get(state.institutionId)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      outcomes.set(wish.nameId, failure(wish.nameId, error, state))
    }
  }
  for (const outcome of await writeDecisions(transaction, deciding, drafts)) outcomes.set(outcome.nameId, outcome)
  return wishes.map((wish) => outcomes.get(wish.nameId)!)
}

/** Own items that wishes name, by institution; held until the transaction ends, so that none ends meanwhile. */
async function ownItemsNamed(
  transaction: Transaction,
  states: ReadonlyMap<string, NameState>,
  wishes: readonly Wish[],
): Promise<ReadonlyMap<string, OwnItems>> {
  const streams = wishes.flatMap(({ nameId, kind, codes }) => {
    const state = states.get(nameId)
    const named = (kind === 'accept' ? state?.suggestedCodes : codes) ?? []
    return state === undefined
      ? []
      : named.filter(isLocalCode).map((code) => localItemStream(state.institutionId, code))
  })
  if (streams.length === 0) return new Map()
  await holdLocalItems(transaction, streams, 'share')
  const items = await readLocalItems(transaction, [...new Set(streams)])
  const byPlace = new Map<string, Map<string, LocalItem>>()
  for (const item of items) {
    const own = byPlace.get(item.institutionId) ?? new Map<string, LocalItem>()
    byPlace.set(item.institutionId, own.set(item.code, item))
  }
  return byPlace
}

function failure(nameId: string, refusal: Refusal, state: NameState): Outcome {
  return {
    nameId,
    ok: false,
    problem: refusal.problem,
    ...(refusal.problem.code === 'decision-conflict' ? { current: state } : {}),
  }
}

/** Inserts the rows; those whose version somebody else wrote in the meantime come back as conflicts. */
export async function writeDecisions(
  transaction: Transaction,
  deciding: Deciding,
  drafts: readonly DraftDecision[],
): Promise<Outcome[]> {
  if (drafts.length === 0) return []
  const written = await transaction.rows<{ nameId: string; version: number; status: string; needsSecond: boolean }>(
    `INSERT INTO decisions (institution_id, name_id, version, kind, status, codes, delicate, needs_second, reason, edition,
       author, api_key_id, batch_id, replaces)
     SELECT institution_id, name_id, version, kind, status, ARRAY(SELECT jsonb_array_elements_text(codes)),
       ARRAY(SELECT jsonb_array_elements_text(delicate)), needs_second, reason, edition, $2, $3, $4, replaces
     FROM jsonb_to_recordset($1::jsonb) AS d(institution_id uuid, name_id uuid, version int, kind text, status text, codes jsonb,
       delicate jsonb, needs_second boolean, reason text, edition text, replaces uuid)
     ORDER BY name_id
     ON CONFLICT DO NOTHING
     RETURNING name_id AS "nameId", version, status, needs_second AS "needsSecond"`,
    [
      JSON.stringify(
        drafts.map((draft) => ({
          institution_id: draft.institutionId,
          name_id: draft.nameId,
          version: draft.version,
          kind: draft.kind,
          status: draft.status,
          codes: draft.codes,
          delicate: draft.delicate,
          needs_second: draft.needsSecond,
          reason: draft.reason,
          edition: draft.edition,
          replaces: draft.replaces,
        })),
      ),
      deciding.userId,
      deciding.apiKeyId ?? null,
      deciding.batchId ?? null,
    ],
  )
  const byName = new Map(written.map((row) => [row.nameId, row]))
  const lost = drafts.filter((draft) => !byName.has(draft.nameId)).map((draft) => draft.nameId)
  const current = new Map(
    (lost.length === 0 ? [] : await namesById(transaction, lost)).map((state) => [state.id, state]),
  )
  return drafts.map((draft): Outcome => {
    const { nameId } = draft
    const row = byName.get(nameId)
    if (row) return { ok: true, ...row }
    const state = current.get(nameId)
    const problem = {
      code: 'decision-conflict',
      nameId,
      expected: draft.version - 1,
      actual: state?.version ?? draft.version,
    } as const
    return { nameId, ok: false, problem, ...(state ? { current: state } : {}) }
  })
}
