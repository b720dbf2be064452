import { filterClause, type NameFilter, namesById } from '../catalogues/name-list.ts'
import { suggestChunk } from '../catalogues/suggest.ts'
import { type Deciding, decide } from '../decisions/decide.ts'
import type { Outcome, Wish } from '../decisions/decision.ts'
import { batchNames, undo } from '../decisions/undo.ts'
import { checkDecision } from '../review/consistency.ts'
import { moveCatalogue } from '../review/edition-change.ts'
import type { Transaction } from '../store/transaction.ts'
import { auditHandler } from './audit-handler.ts'
import type { Job, JobHandler, JobKind, JobTools, Step } from './job.ts'

const CHUNK = 500

/** Reads every name of a catalogue anew. Params: `catalogueId`. Result: names read. */
const suggest: JobHandler = async (transaction, job, { normaliser }) => {
  const { catalogueId } = job.params as { catalogueId: string }
  const total = job.checkpoint === null ? { total: await countNames(transaction, catalogueId) } : {}
  const { next, count } = await suggestChunk(transaction, normaliser, catalogueId, afterOf(job), CHUNK)
  return { ...total, done: count, checkpoint: next === undefined ? undefined : { after: next } }
}

interface DecideParams {
  readonly catalogueId: string
  readonly filter: NameFilter
  readonly kind: Exclude<Wish['kind'], 'comment'>
  readonly codes?: readonly string[]
  readonly reason?: string
  readonly batchId: string
  readonly apiKeyId?: string
}

/** Decides on all names of a filter, each once. The filter is the one that the list showed; nothing of it is dropped. */
const decideAll: JobHandler = async (transaction, job, tools) => {
  const params = job.params as unknown as DecideParams
  const { where, values } = filterClause(params.catalogueId, params.filter)
  const total =
    job.checkpoint === null
      ? {
          total: (await transaction.row<{ n: number }>(
            `SELECT count(*) AS n FROM name_states AS s WHERE ${where}`,
            values,
          ))!.n,
        }
      : {}
  const names = await transaction.rows<{ id: string; version: number }>(
    `SELECT s.id, s.version FROM name_states AS s WHERE ${where} AND ($${values.length + 1}::uuid IS NULL OR s.id > $${values.length + 1})
     ORDER BY s.id LIMIT ${CHUNK}`,
    [...values, afterOf(job) ?? null],
  )
  const wishes = names.map(
    (name): Wish => ({
      nameId: name.id,
      expectedVersion: name.version,
      kind: params.kind,
      ...(params.codes === undefined ? {} : { codes: params.codes }),
      ...(params.reason === undefined ? {} : { reason: params.reason }),
    }),
  )
  const outcomes = await decide(transaction, decidingOf(job, tools, params), wishes)
  return { ...total, ...tally(job, names, outcomes) }
}

/**
 * Takes back what a batch decided, where nothing newer stands on it. Params: `batchId`; for a release that was accepted also
 * `catalogueId` and the `edition` that the catalogue goes back to.
 */
const undoBatch: JobHandler = async (transaction, job, tools) => {
  const { batchId, reason, catalogueId, edition } = job.params as unknown as UndoParams
  const after = afterOf(job) ?? ''
  const standing = (await batchNames(transaction, batchId)).filter((name) => name.nameId > after)
  const names = standing.slice(0, CHUNK).map(({ nameId, version }) => ({ id: nameId, version }))
  const total = job.checkpoint === null ? { total: standing.length } : {}
  const outcomes = await undo(
    transaction,
    { userId: job.requestedBy, edition: tools.edition },
    names.map(({ id, version }) => ({
      nameId: id,
      expectedVersion: version,
      ...(reason === undefined ? {} : { reason }),
    })),
  )
  const step = tally(job, names, outcomes)
  if (step.checkpoint === undefined && edition !== undefined) await moveCatalogue(transaction, catalogueId, edition)
  return { ...total, ...step }
}

interface UndoParams {
  readonly batchId: string
  readonly reason?: string
  readonly catalogueId: string
  readonly edition?: string
}

/** Runs the consistency check over all standing decisions and, when asked, reopens those that contradict their row. */
const check: JobHandler = async (transaction, job, tools) => {
  const { catalogueId, reopen } = job.params as { catalogueId: string; reopen?: boolean }
  const total =
    job.checkpoint === null
      ? {
          total: (await transaction.row<{ n: number }>(
            "SELECT count(*) AS n FROM name_states WHERE catalogue_id = $1 AND status IN ('accepted', 'changed', 'verified')",
            [catalogueId],
          ))!.n,
        }
      : {}
  const page = await transaction.rows<{ id: string; version: number }>(
    `SELECT id, version FROM name_states WHERE catalogue_id = $1 AND status IN ('accepted', 'changed', 'verified')
       AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT ${CHUNK}`,
    [catalogueId, afterOf(job) ?? null],
  )
  const states = await namesById(
    transaction,
    page.map((name) => name.id),
  )
  const findings = states.flatMap((state) => checkDecision(state, tools.edition))
  if (reopen) {
    const wishes = states.flatMap((state): Wish[] => {
      const own = findings.filter((finding) => finding.nameId === state.id)
      if (own.length === 0) return []
      const reason = own.map(({ code, decided, said }) => `${code}: ${decided} ≠ ${said}`).join('; ')
      return [{ nameId: state.id, expectedVersion: state.version, kind: 'reopen', reason }]
    })
    await decide(transaction, { userId: job.requestedBy, edition: tools.edition }, wishes)
  }
  const former = (job.result ?? { checked: 0, findings: [] }) as { checked: number; findings: unknown[] }
  const result = { checked: former.checked + page.length, findings: [...former.findings, ...findings].slice(0, 5000) }
  return { ...total, done: page.length, checkpoint: nextOf(page), result }
}

/** Handlers of the store itself; those of packages that stand on it come with the queue's options. */
export const handlers: Readonly<Record<Exclude<JobKind, 'dictionary' | 'release'>, JobHandler>> = {
  suggest,
  decide: decideAll,
  undo: undoBatch,
  check,
  audit: auditHandler,
}

function decidingOf(job: Job, { edition }: JobTools, params: DecideParams): Deciding {
  return {
    userId: job.requestedBy,
    edition,
    batchId: params.batchId,
    ...(params.apiKeyId === undefined ? {} : { apiKeyId: params.apiKeyId }),
  }
}

function afterOf(job: Job): string | undefined {
  return (job.checkpoint as { after?: string } | null)?.after
}

function nextOf(names: readonly { readonly id: string }[]): { after: string } | undefined {
  const last = names.at(-1)
  return names.length < CHUNK || !last ? undefined : { after: last.id }
}

/** Counts what was written and, by problem code, what was not. */
function tally(job: Job, names: readonly { readonly id: string }[], outcomes: readonly Outcome[]): Step {
  const former = (job.result ?? { written: 0, refused: {} }) as { written: number; refused: Record<string, number> }
  const refused = { ...former.refused }
  let written = former.written
  for (const outcome of outcomes) {
    if (outcome.ok) written++
    else refused[outcome.problem.code] = (refused[outcome.problem.code] ?? 0) + 1
  }
  return { done: names.length, checkpoint: nextOf(names), result: { written, refused } }
}

async function countNames(transaction: Transaction, catalogueId: string): Promise<number> {
  return (await transaction.row<{ n: number }>('SELECT count(*) AS n FROM local_names WHERE catalogue_id = $1', [
    catalogueId,
  ]))!.n
}
