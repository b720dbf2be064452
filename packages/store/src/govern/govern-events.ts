import { Refusal } from '../problems/store-problem.ts'
import type { Transaction } from '../store/transaction.ts'

/** One thing that happened in a stream of governance; what kinds and bodies mean is the govern package's business. */
export interface GovernEvent {
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly body: unknown
  readonly actor: string
  readonly at: string
}

const EVENT = 'stream, version, kind, body, actor, at'

/** The events of one stream, in order; empty where there is none or the actor may not see it. */
export function readGovernance(transaction: Transaction, stream: string): Promise<GovernEvent[]> {
  return transaction.rows<GovernEvent>(`SELECT ${EVENT} FROM govern_events WHERE stream = $1 ORDER BY version`, [
    stream,
  ])
}

/**
 * Writes the next event of a stream. Somebody else's event in between is a conflict and nothing is written: two editors
 * at once never overwrite one another.
 */
export async function appendGovernance(
  transaction: Transaction,
  event: {
    readonly stream: string
    readonly expectedVersion: number
    readonly kind: string
    readonly body: unknown
    readonly actor: string
    readonly institutionId?: string
  },
): Promise<GovernEvent> {
  const { stream, expectedVersion: expected } = event
  const newest = async (): Promise<number> =>
    (
      await transaction.row<{ version: number }>(
        'SELECT coalesce(max(version), 0)::int AS version FROM govern_events WHERE stream = $1',
        [stream],
      )
    )?.version ?? 0
  const actual = await newest()
  if (actual !== expected) throw new Refusal({ code: 'govern-conflict', stream, expected, actual })
  const written = await transaction.row<GovernEvent>(
    `INSERT INTO govern_events (stream, version, institution_id, kind, body, actor) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING ${EVENT}`,
    [stream, expected + 1, event.institutionId ?? null, event.kind, JSON.stringify(event.body), event.actor],
  )
  if (!written) throw new Refusal({ code: 'govern-conflict', stream, expected, actual: await newest() })
  return written
}

/** Whole streams whose name begins with `prefix`, the one that moved last first, with how many there are in all. */
export async function listGovernance(
  transaction: Transaction,
  prefix: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly streams: readonly (readonly GovernEvent[])[] }> {
  const heads = await transaction.rows<{ stream: string; total: number }>(
    `SELECT stream, count(*) OVER () AS total FROM govern_events WHERE starts_with(stream, $1)
     GROUP BY stream ORDER BY max(at) DESC, stream LIMIT $2 OFFSET $3`,
    [prefix, page.limit, page.offset],
  )
  const streams = await wholeStreams(
    transaction,
    heads.map(({ stream }) => stream),
  )
  return { total: heads[0]?.total ?? 0, streams }
}

/**
 * Every stream whose name begins with `prefix` and, where `newest` is said, whose newest event is of that kind, those of the
 * kinds in `aside` left out; in the order of those events. There is no limit: what a release is made of is never cut.
 */
export async function allGovernance(
  transaction: Transaction,
  prefix: string,
  { newest, aside = [] }: { readonly newest?: string; readonly aside?: readonly string[] } = {},
): Promise<readonly (readonly GovernEvent[])[]> {
  const heads = await transaction.rows<{ stream: string }>(
    `SELECT stream FROM (
       SELECT DISTINCT ON (stream) stream, kind, at FROM govern_events
       WHERE starts_with(stream, $1) AND kind <> ALL ($3) ORDER BY stream, version DESC
     ) AS head WHERE $2::text IS NULL OR kind = $2 ORDER BY at, stream`,
    [prefix, newest ?? null, aside],
  )
  return await wholeStreams(
    transaction,
    heads.map(({ stream }) => stream),
  )
}

/**
 * Whole proposals that spoke of one of these subjects in any version, the one that moved last first. A subject is the code of
 * an item, or a dictionary, a space and the code of a value. As the registry only: the index is not for the tenant role.
 */
export async function governanceAbout(
  transaction: Transaction,
  subjects: readonly string[],
): Promise<readonly (readonly GovernEvent[])[]> {
  const heads = await transaction.rows<{ stream: string }>(
    `SELECT stream FROM govern_events WHERE stream IN (
       SELECT stream FROM govern_events WHERE kind IN ('draft', 'revise') AND proposal_subjects(body) && $1::text[])
     GROUP BY stream ORDER BY max(at) DESC, stream`,
    [subjects],
  )
  return await wholeStreams(
    transaction,
    heads.map(({ stream }) => stream),
  )
}

/** Whole streams by name, in this order; one that is not there, or that the actor may not see, is empty. */
export async function wholeStreams(
  transaction: Transaction,
  names: readonly string[],
): Promise<readonly (readonly GovernEvent[])[]> {
  const rows = await transaction.rows<GovernEvent>(
    `SELECT ${EVENT} FROM govern_events WHERE stream = ANY ($1) ORDER BY stream, version`,
    [names],
  )
  const byStream = new Map<string, GovernEvent[]>(names.map((name) => [name, []]))
  for (const row of rows) byStream.get(row.stream)?.push(row)
  return [...byStream.values()]
}
