import { createFacetCodec, createNearest, type Edition, facetQuery, foldSpelling, type Item } from '@yingma/core'
import type { Draft } from '../draft/draft.ts'
import { applyChanges } from '../proposals/apply-change.ts'
import type { Change } from '../proposals/change.ts'
import type { ProposalContent } from '../rounds/proposal.ts'

/** One row of the publisher's table. */
export interface PublishedRow {
  readonly row: number
  readonly code: string
  readonly name: string
}

/** What no proposal can be made of. */
export type ImportDoubt =
  | { readonly code: 'import-unreadable'; readonly row: number; readonly value: string; readonly name: string }
  | { readonly code: 'import-twice'; readonly row: number; readonly value: string; readonly first: number }
  | {
      readonly code: 'import-renamed'
      readonly row: number
      readonly value: string
      readonly name: string
      readonly before: string
    }
  | { readonly code: 'import-no-successor'; readonly value: string; readonly name: string }

export interface ImportedTable {
  readonly rows: number
  readonly unchanged: number
  readonly proposals: readonly ProposalContent[]
  readonly doubts: readonly ImportDoubt[]
}

/**
 * The difference between the publisher's next table and the draft, as proposals: items that are new (one proposal a
 * modality, with the published names) and items that are gone (retired, with the nearest item that stays). A code that
 * cannot be read and a name that changed are doubts: a released name never changes.
 */
export function importTable(draft: Draft, rows: readonly PublishedRow[], date: string): ImportedTable {
  const { edition } = draft
  const codec = createFacetCodec(edition)
  const doubts: ImportDoubt[] = []
  const placed = new Map<string, PublishedRow>()
  const fresh: PublishedRow[] = []
  let unchanged = 0
  for (const one of rows) {
    const key = one.code.toUpperCase()
    const first = placed.get(key)
    const item = edition.byCode.get(key)
    const at = { row: one.row, value: one.code }
    if (first !== undefined) doubts.push({ code: 'import-twice', ...at, first: first.row })
    else if (item !== undefined) {
      if (foldSpelling(item.name) === foldSpelling(plainName(one.name))) unchanged += 1
      else doubts.push({ code: 'import-renamed', ...at, name: one.name, before: item.name })
    } else if (codec.facetsOf(one.code) === null) doubts.push({ code: 'import-unreadable', ...at, name: one.name })
    else fresh.push(one)
    if (first === undefined) placed.set(key, one)
  }
  const gone = retirements(edition, placed, date, doubts)
  return { rows: rows.length, unchanged, proposals: [...additions(draft, fresh), ...gone], doubts }
}

/** Display forms of hospital systems begin with a star. */
function plainName(name: string): string {
  return name.replace(/^\*/, '')
}

function additions(draft: Draft, fresh: readonly PublishedRow[]): readonly ProposalContent[] {
  const groups = new Map<string, PublishedRow[]>()
  for (const one of fresh) {
    const head = one.code.slice(0, 2)
    groups.set(head, [...(groups.get(head) ?? []), one])
  }
  return [...groups].map(([head, rows]) => {
    const title = { zh: `新增 ${rows.length} 项（${head}）`, en: `Add ${rows.length} items (${head})` }
    return contentOf(title, '发布机构的新表', withNames(draft, rows))
  })
}

/** The items, and override rows for those whose published name the grammar does not give. */
function withNames(draft: Draft, rows: readonly PublishedRow[]): readonly Change[] {
  const add: Change = { kind: 'add', subject: 'item', codes: rows.map(({ code }) => code), note: '发布机构的新表' }
  const added = applyChanges(draft, [add], [])
  if (!added.ok) return [add]
  const named = rows.flatMap(({ code, name }): Change[] => {
    const generated = added.draft.edition.byCode.get(code.toUpperCase())?.name ?? ''
    const same = foldSpelling(generated) === foldSpelling(plainName(name))
    return same ? [] : [{ kind: 're-word', subject: 'item', code, name: plainName(name), reason: 'established-term' }]
  })
  return [add, ...named]
}

/** Published items of the schemes in the table that it no longer has. */
function retirements(
  edition: Edition,
  placed: ReadonlyMap<string, PublishedRow>,
  date: string,
  doubts: ImportDoubt[],
): readonly ProposalContent[] {
  const schemes = new Set([...placed.keys()].flatMap((code) => edition.byCode.get(code)?.scheme ?? []))
  const nearest = createNearest(edition)
  const gone = edition.items.filter(
    ({ code, scheme, status, origin }) =>
      schemes.has(scheme) && status === 'active' && origin === 'published' && !placed.has(code.toUpperCase()),
  )
  return gone.flatMap((item) => {
    const successor = nearest
      .toFacets(facetQuery(item.facets, item.modality), 20)
      .find((near) => isStaying(near, placed))
    if (successor === undefined) {
      doubts.push({ code: 'import-no-successor', value: item.code, name: item.name })
      return []
    }
    const title = { zh: `停用 ${item.name}`, en: `Retire ${item.nameEn}` }
    const reason = '发布机构的新表已不列'
    const { code } = item
    return [
      contentOf(title, reason, [{ kind: 'retire', subject: 'item', code, successors: [successor.code], reason, date }]),
    ]
  })
}

function isStaying({ code, status }: Item, placed: ReadonlyMap<string, PublishedRow>): boolean {
  return status === 'active' && placed.has(code.toUpperCase())
}

function contentOf(title: ProposalContent['title'], reason: string, changes: readonly Change[]): ProposalContent {
  return { title, reason, changes, names: [], evidence: [] }
}
