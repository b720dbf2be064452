import { Refusal } from '../problems/store-problem.ts'
import type { RolloutStep } from '../schema/roles.ts'
import type { Transaction } from '../store/transaction.ts'

/** What somebody said of a step: done, or taken back. */
export interface RolloutMark {
  readonly step: RolloutStep
  readonly version: number
  readonly done: boolean
  readonly note: string
  readonly actor: string
  readonly actorName: string
  readonly at: string
}

/** How far one institution is: figures out of its tables, the newest build, and what people marked. */
export interface RolloutRow {
  readonly institutionId: string
  readonly code: string
  readonly name: string
  /** Names of the institution from the top of the tree, its own last. */
  readonly place: readonly string[]
  readonly names: number
  readonly exams: number
  /** Names that have a suggestion or more. */
  readonly mappedNames: number
  /** Names with a standing decision, by a second person where one is needed. */
  readonly reviewedNames: number
  readonly reviewedExams: number
  /** The newest build of the dictionary. */
  readonly built: { readonly at: string; readonly draft: boolean; readonly questions: number } | null
  /** The newest mark of each step that has one. */
  readonly marks: readonly RolloutMark[]
}

const MARK = `m.step, m.version, m.done, m.note, m.actor, u.name AS "actorName", m.at`

/**
 * The roll-out of all visible institutions at or below one (all of them without one), in tree order. Groups and regions
 * are no rows: what they hold is the sum of theirs. Only exam dictionaries count.
 */
export async function rolloutBoard(
  transaction: Transaction,
  below: string | undefined,
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<RolloutRow & { total: number }>(
    `WITH places AS (
       SELECT i.id, i.code, i.name, i.path, count(*) OVER () AS total FROM institutions AS i
       WHERE i.kind = 'institution' AND ($1::uuid IS NULL OR $1 = ANY (i.path))
         -- Whoever audits charges sees which institutions there are, and nothing of how far they are.
         AND (current_actor() IS NULL OR i.id = ANY (ARRAY(SELECT unnest(visible_institutions()))))
       ORDER BY i.path, i.id LIMIT $2 OFFSET $3
     )
     SELECT p.id AS "institutionId", p.code, p.name, p.total,
       ARRAY(SELECT a.name FROM institutions AS a WHERE a.id = ANY (p.path) ORDER BY cardinality(a.path)) AS place,
       n.names, n.exams, n.mapped AS "mappedNames", n.reviewed AS "reviewedNames", n.reviewed_exams AS "reviewedExams",
       (SELECT json_build_object('at', to_char(b.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'draft', b.draft, 'questions', coalesce((b.figures ->> 'questions')::int, 0))
        FROM dictionary_builds AS b WHERE b.institution_id = p.id ORDER BY b.created_at DESC, b.id LIMIT 1) AS built
     FROM places AS p CROSS JOIN LATERAL (
       SELECT count(*) AS names, coalesce(sum(s.exams), 0)::bigint AS exams,
         count(*) FILTER (WHERE s.status <> 'open') AS mapped,
         count(*) FILTER (WHERE ${REVIEWED}) AS reviewed,
         coalesce(sum(s.exams) FILTER (WHERE ${REVIEWED}), 0)::bigint AS reviewed_exams
       FROM name_states AS s JOIN catalogues AS c ON c.id = s.catalogue_id
       WHERE s.institution_id = p.id AND c.kind = 'exam-dictionary'
     ) AS n ORDER BY p.path, p.id`,
    [below ?? null, page.limit, page.offset],
  )
  const marks = await newestMarks(
    transaction,
    rows.map(({ institutionId }) => institutionId),
  )
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, ...row }): RolloutRow => ({ ...row, marks: marks.get(row.institutionId) ?? [] })),
  }
}

const REVIEWED = `(s.status = 'verified' OR (s.status IN ('accepted', 'changed', 'rejected') AND NOT s.needs_second))`

async function newestMarks(
  transaction: Transaction,
  institutions: readonly string[],
): Promise<ReadonlyMap<string, readonly RolloutMark[]>> {
  const rows = await transaction.rows<RolloutMark & { institutionId: string }>(
    `SELECT DISTINCT ON (m.institution_id, m.step) m.institution_id AS "institutionId", ${MARK}
     FROM rollout_marks AS m LEFT JOIN users AS u ON u.id = m.actor WHERE m.institution_id = ANY ($1::uuid[])
     ORDER BY m.institution_id, m.step, m.version DESC`,
    [institutions],
  )
  const marks = new Map<string, RolloutMark[]>()
  for (const { institutionId, ...mark } of rows) {
    const known = marks.get(institutionId)
    if (known) known.push(shown(mark))
    else marks.set(institutionId, [shown(mark)])
  }
  return marks
}

/** Everything that was ever marked of an institution, newest first. */
export async function rolloutHistory(
  transaction: Transaction,
  institutionId: string,
  page: { readonly limit: number; readonly offset: number },
) {
  const rows = await transaction.rows<RolloutMark & { total: number }>(
    `SELECT ${MARK}, count(*) OVER () AS total FROM rollout_marks AS m LEFT JOIN users AS u ON u.id = m.actor
     WHERE m.institution_id = $1 ORDER BY m.at DESC, m.id LIMIT $2 OFFSET $3`,
    [institutionId, page.limit, page.offset],
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total: _, ...mark }) => shown(mark)) }
}

/** Whoever marked it may be out of sight by now (their role ended): the mark stays, without the name. */
function shown(mark: RolloutMark): RolloutMark {
  return { ...mark, actorName: (mark.actorName as string | null) ?? '' }
}

/** Marks a step as done, or takes that back. Someone else's mark in between is a conflict. */
export async function markStep(
  transaction: Transaction,
  userId: string,
  mark: {
    readonly institutionId: string
    readonly step: RolloutStep
    readonly done: boolean
    readonly note: string
    readonly expectedVersion: number
  },
): Promise<RolloutMark> {
  const { institutionId, step, done, note, expectedVersion } = mark
  const newest = async (): Promise<number> =>
    (
      await transaction.row<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM rollout_marks WHERE institution_id = $1 AND step = $2',
        [institutionId, step],
      )
    )?.version ?? 0
  const conflict = (actual: number) =>
    new Refusal({ code: 'version-conflict', what: step, expected: expectedVersion, actual })
  const actual = await newest()
  if (actual !== expectedVersion) throw conflict(actual)
  const written = await transaction.row<RolloutMark>(
    `WITH m AS (
       INSERT INTO rollout_marks (institution_id, step, version, done, note, actor) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING RETURNING *
     ) SELECT ${MARK} FROM m LEFT JOIN users AS u ON u.id = m.actor`,
    [institutionId, step, actual + 1, done, note, userId],
  )
  if (!written) throw conflict(await newest())
  return shown(written)
}
