import type { Edition } from '@yingma/core'
import type { Draft } from '../draft/draft.ts'
import type { ImportDoubt } from '../problems/import-doubt.ts'
import type { Change } from '../proposals/change.ts'
import type { ProposalContent } from '../rounds/proposal.ts'
import { type Additions, addItems } from './add-items.ts'
import { compareTable, type GoneItem } from './compare-table.ts'
import type { PublishedRow } from './published-row.ts'
import { additionKey, retirementKey, type Standing } from './standing.ts'

/** A difference of the table that proposals say already. */
export interface StandingDifference extends Standing {
  readonly kind: 'added' | 'retired'
  readonly code: string
  readonly name: string
}

export interface ImportedTable {
  readonly rows: number
  readonly unchanged: number
  readonly added: readonly PublishedRow[]
  readonly retired: readonly GoneItem[]
  /** What was proposed before, which is not proposed again. */
  readonly standing: readonly StandingDifference[]
  readonly proposals: readonly ProposalContent[]
  readonly doubts: readonly ImportDoubt[]
}

export interface ImportSettings {
  /** ISO day on which items that are gone retire. */
  readonly date: string
  /** Editions that every draft must agree with, oldest first. */
  readonly releases: readonly Edition[]
  /** What proposals say already, by key; nothing if not said. */
  readonly standing?: ReadonlyMap<string, Standing>
}

/** Changes of one proposal are at most fifty: one adds the items, and each may need a name of its own. */
const MOST_IN_ONE = 49
/** More than this in one import is another table. */
const MOST_ADDED = 2000
const MOST_RETIRED = 500

/**
 * The difference between the publisher's next table and the draft, as proposals: items that are new (together by modality,
 * with the published names) and items that are gone (retired, with the nearest item that stays). What no proposal can be
 * made of is a doubt; what was proposed before is not proposed again.
 */
export function importTable(draft: Draft, rows: readonly PublishedRow[], settings: ImportSettings): ImportedTable {
  const { date, releases, standing = new Map<string, Standing>() } = settings
  const { added, gone, ...compared } = compareTable(draft.edition, rows, releases)
  const doubts = [...compared.doubts]
  const fresh = added.filter(({ code }) => !standing.has(additionKey(code)))
  const leaving = gone.filter(({ item }) => !standing.has(retirementKey(item.code)))
  const additions = addItems(draft, within(fresh, 'added', MOST_ADDED, doubts), releases, doubts)
  const retired = within(leaving, 'retired', MOST_RETIRED, doubts)
  return {
    ...compared,
    added: additions.map(({ row }) => row),
    retired,
    standing: [
      ...added.flatMap(({ code, name }) => standingAs('added', { code, name }, standing.get(additionKey(code)))),
      ...gone.flatMap(({ item }) => standingAs('retired', item, standing.get(retirementKey(item.code)))),
    ],
    proposals: [...additionProposals(additions), ...retired.map((one) => retirementProposal(one, date))],
    doubts,
  }
}

/** All of them, or none with the doubt that they are too many. */
function within<T>(all: readonly T[], kind: 'added' | 'retired', limit: number, doubts: ImportDoubt[]): readonly T[] {
  if (all.length <= limit) return all
  doubts.push({ code: 'import-too-many', kind, count: all.length, limit })
  return []
}

function standingAs(
  kind: StandingDifference['kind'],
  { code, name }: { readonly code: string; readonly name: string },
  standing: Standing | undefined,
): readonly StandingDifference[] {
  return standing === undefined ? [] : [{ kind, code, name, ...standing }]
}

function additionProposals(additions: Additions): readonly ProposalContent[] {
  const groups = new Map<string, Additions[number][]>()
  for (const one of additions) {
    const head = one.row.code.slice(0, 2)
    const group = groups.get(head)
    if (group === undefined) groups.set(head, [one])
    else group.push(one)
  }
  return [...groups].flatMap(([head, all]) => chunks(all, MOST_IN_ONE).map((some) => additionProposal(head, some)))
}

function additionProposal(head: string, additions: Additions): ProposalContent {
  const codes = additions.map(({ row }) => row.code)
  const { length } = codes
  const title = {
    zh: `新增 ${length} 项（${head}）`,
    en: `Add ${length} ${length === 1 ? 'item' : 'items'} (${head})`,
  }
  const reason = '发布机构的新表'
  const add: Change = { kind: 'add', subject: 'item', codes, note: reason }
  const rewordings = additions.flatMap(({ rewording }) => (rewording === undefined ? [] : [rewording]))
  return contentOf(title, reason, [add, ...rewordings])
}

function retirementProposal({ item, successor }: GoneItem, date: string): ProposalContent {
  const reason = '发布机构的新表已不列'
  const title = { zh: `停用 ${item.name}`, en: `Retire ${item.nameEn}` }
  const leaving = { code: item.code, successors: [successor.code], reason, date }
  return contentOf(title, reason, [{ kind: 'retire', subject: 'item', ...leaving }])
}

function contentOf(title: ProposalContent['title'], reason: string, changes: readonly Change[]): ProposalContent {
  return { title, reason, changes, names: [], evidence: [] }
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
}
