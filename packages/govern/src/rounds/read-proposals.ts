import { z } from 'zod'
import type { GovernProblem } from '../problems/govern-problem.ts'
import { contentSchema } from '../proposals/change-schema.ts'
import type { ReadyProposal } from '../releases/release-draft.ts'
import type { ProposalContent } from './proposal.ts'

const keptSchema = z.object({ id: z.string(), content: contentSchema }).loose()

/** A list of contents as `standard import` writes it, of proposals as the registry answers them, or a page of those. */
const fileSchema = z.union([
  z.array(contentSchema),
  z.array(keptSchema),
  z.object({ rows: z.array(keptSchema) }).loose(),
])

/** Each change is applied and expanded by itself: more would take hours. */
const MOST_CHANGES = 5000

/** Reads proposals from the text of a file; where it is no such file, why, with the place of the first fault. */
export function readProposals(
  file: string,
  text: string,
):
  | { readonly ok: true; readonly proposals: readonly ReadyProposal[] }
  | { readonly ok: false; readonly problem: GovernProblem } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { ok: false, problem: { code: 'govern-proposals-unreadable', file, where: '', detail: error.message } }
  }
  const changes = countChanges(value)
  if (changes > MOST_CHANGES) {
    return { ok: false, problem: { code: 'govern-too-many-changes', file, changes, most: MOST_CHANGES } }
  }
  const read = fileSchema.safeParse(value)
  if (!read.success) return { ok: false, problem: faultIn(file, value) }
  const rows: readonly object[] = Array.isArray(read.data) ? read.data : read.data.rows
  const proposals = rows.map((row, at): ReadyProposal => {
    if (!('content' in row)) return { id: String(at + 1), ...(row as ProposalContent) }
    const { id, content } = row as { readonly id: string; readonly content: ProposalContent }
    return { id, ...content }
  })
  return { ok: true, proposals }
}

/** The first fault of the first proposal that has one: a union would only say that nothing fits. */
function faultIn(file: string, value: unknown): GovernProblem {
  const rows = rowsIn(value)
  const at = { code: 'govern-proposals-unreadable', file } as const
  for (const [row, one] of rows.entries()) {
    const issue = contentSchema.safeParse(contentIn(one)).error?.issues[0]
    if (issue !== undefined) return { ...at, where: [row, ...issue.path].join('.'), detail: issue.message }
  }
  return { ...at, where: '', detail: 'not a list of proposals' }
}

function rowsIn(value: unknown): readonly unknown[] {
  const rows = Array.isArray(value) ? value : (value as { readonly rows?: unknown } | null)?.rows
  return Array.isArray(rows) ? rows : []
}

function contentIn(row: unknown): unknown {
  return typeof row === 'object' && row !== null && 'content' in row ? row.content : row
}

/** How many changes there are, before any is looked at; a proposal without counts as one. */
function countChanges(value: unknown): number {
  return rowsIn(value).reduce((sum: number, row) => {
    const changes = (contentIn(row) as { readonly changes?: unknown } | null | undefined)?.changes
    return sum + (Array.isArray(changes) ? Math.max(1, changes.length) : 1)
  }, 0)
}
