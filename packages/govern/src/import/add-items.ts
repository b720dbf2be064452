import { type Edition, foldSpelling } from '@yingma/core'
import { checkDraft } from '../draft/check-draft.ts'
import { type Draft, mustDraft } from '../draft/draft.ts'
import { type GovernProblem, GovernRefusal } from '../problems/govern-problem.ts'
import type { ImportDoubt } from '../problems/import-doubt.ts'
import { applyItemChange } from '../proposals/apply-items.ts'
import type { ItemChange } from '../proposals/change.ts'
import type { PublishedRow } from './published-row.ts'

type Rewording = Extract<ItemChange, { readonly kind: 're-word' }>

/** Rows that can be added, each with the change of its name where the grammar gives another one. */
export type Additions = readonly { readonly row: PublishedRow; readonly rewording: Rewording | undefined }[]

/** Attempts at finding rows that cannot be added; each expands the whole standard. */
const MOST_ATTEMPTS = 12

/**
 * Tries to add the rows to the draft, all at once, and holds what comes out against its principles. Those that are in the
 * way are found by halving and become doubts with the counterexample; the others can be added.
 */
export function addItems(
  draft: Draft,
  rows: readonly PublishedRow[],
  releases: readonly Edition[],
  doubts: ImportDoubt[],
): Additions {
  const found: Additions[number][] = []
  const open = rows.length === 0 ? [] : [rows]
  for (let attempts = 1; open.length > 0; attempts++) {
    const wanted = open.shift() ?? []
    const result = tryAdding(draft, wanted, releases)
    if (result.ok) found.push(...result.additions)
    else if (wanted.length > 1 && attempts + open.length < MOST_ATTEMPTS) {
      const half = Math.ceil(wanted.length / 2)
      open.push(wanted.slice(0, half), wanted.slice(half))
    } else doubts.push(...wanted.map((one) => refused(one, result.problem)))
  }
  return found
}

type Attempt =
  | { readonly ok: true; readonly additions: Additions }
  | { readonly ok: false; readonly problem: GovernProblem }

function tryAdding(draft: Draft, rows: readonly PublishedRow[], releases: readonly Edition[]): Attempt {
  try {
    const codes = rows.map(({ code }) => code)
    const added = mustDraft(applyItemChange(draft.tables, draft.edition, { kind: 'add', subject: 'item', codes }))
    const additions = rows.map((row) => ({ row, rewording: rewordingOf(added.edition, row) }))
    const tables = additions.reduce(
      (before, { rewording }) => (rewording === undefined ? before : applyItemChange(before, added.edition, rewording)),
      added.tables,
    )
    const [problem] = checkDraft(draft, mustDraft(tables), releases)
    return problem === undefined ? { ok: true, additions } : { ok: false, problem }
  } catch (error) {
    if (error instanceof GovernRefusal) return { ok: false, problem: error.problem }
    throw error
  }
}

/** What makes the name that the grammar gives the published one; nothing where they are the same. */
function rewordingOf(edition: Edition, { code, name }: PublishedRow): Rewording | undefined {
  const generated = edition.byCode.get(code.toUpperCase())?.name ?? ''
  if (foldSpelling(generated) === foldSpelling(name)) return undefined
  return { kind: 're-word', subject: 'item', code, name, reason: 'established-term' }
}

function refused({ row, sheet, code: value, name }: PublishedRow, problem: GovernProblem): ImportDoubt {
  return { code: 'import-refused', row, ...(sheet === undefined ? {} : { sheet }), value, name, problem }
}
