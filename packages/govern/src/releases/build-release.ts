import { type Certificate, certify, diffEditions, type EditionFacts } from '@yingma/core'
import { canonicalExpansion, type Manifest, sha256 } from '@yingma/edition'
import type { Draft } from '../draft/draft.ts'
import { reader, readingOf, type Surroundings } from '../impact/name-index.ts'
import { type MigrationRow, migrationOf, migrationTable } from './migration.ts'
import { type ReadyProposal, type ReleaseDraftResult, releaseDraft } from './release-draft.ts'
import { type NameExample, releaseNotes } from './release-notes.ts'

/** A release, ready to be written: every file by path, and the manifest that proves them. */
export interface Release {
  readonly draft: Draft
  readonly manifest: Manifest
  /** Everything but the manifest and its signature. */
  readonly files: ReadonlyMap<string, string>
  readonly certificate: Certificate
  readonly migration: readonly MigrationRow[]
  readonly notes: { readonly zh: string; readonly en: string }
}

export interface ReleaseOrder {
  readonly before: Draft
  readonly proposals: readonly ReadyProposal[]
  /** Frozen releases that the new one must agree with. */
  readonly releases: readonly EditionFacts[]
  readonly surroundings: Surroundings
  /** ISO day. */
  readonly date: string
  readonly version?: string
  readonly graceMonths?: number
}

export type ReleaseBuilt =
  | { readonly ok: true; readonly release: Release }
  | Extract<ReleaseDraftResult, { readonly ok: false }>

/** Builds a release of proposals that are ready; the problems of the draft, where it has any. */
export function buildRelease(order: ReleaseOrder): ReleaseBuilt {
  const result = releaseDraft(order.before, order.proposals, order.releases, order.version)
  return result.ok ? { ok: true, release: releaseOf(order, result.draft) } : result
}

/** The files of a release whose draft is made, with certificate, diff, migration and notes. */
export function releaseOf(order: ReleaseOrder, draft: Draft): Release {
  const { before, proposals, releases, date } = order
  const certificate = certify(draft.edition, releases)
  const diff = diffEditions(before.edition, draft.edition)
  const migration = migrationOf(before.edition, draft.edition, draft.tables, order.graceMonths)
  const input = { date, diff, proposals, migration, examples: examplesOf(order, draft) }
  const notes = { zh: releaseNotes(input, 'zh'), en: releaseNotes(input, 'en') }
  const files = new Map([...draft.tables, ...reportFiles({ certificate, diff, migration, notes, proposals })].sort())
  return { draft, manifest: manifestOf(draft, date, files), files, certificate, migration, notes }
}

function reportFiles(made: {
  readonly certificate: Certificate
  readonly diff: unknown
  readonly migration: readonly MigrationRow[]
  readonly notes: Release['notes']
  readonly proposals: readonly ReadyProposal[]
}): readonly (readonly [string, string])[] {
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
  return [
    ['report/certificate.json', json(made.certificate)],
    ['report/diff.json', json(made.diff)],
    ['report/migration.tsv', migrationTable(made.migration)],
    ['report/notes.en.md', made.notes.en],
    ['report/notes.zh.md', made.notes.zh],
    // Whose own items followed is the business of a registry, not of everybody.
    ['report/proposals.json', json(made.proposals.map(({ promotes: _, ...said }) => said))],
  ]
}

function manifestOf({ edition }: Draft, date: string, files: ReadonlyMap<string, string>): Manifest {
  return {
    version: edition.version,
    date,
    files: [...files].map(([path, text]) => ({ path, sha256: sha256(text) })),
    expansion: { items: edition.items.length, sha256: sha256(canonicalExpansion(edition)) },
  }
}

/** The names that led to each proposal, read before and after. */
function examplesOf(
  { before, proposals, surroundings }: ReleaseOrder,
  after: Draft,
): ReadonlyMap<string, readonly NameExample[]> {
  const [old, now] = [reader(before, surroundings), reader(after, surroundings)]
  return new Map(
    proposals.map(({ id, names }) => [
      id,
      names.map(({ name }) => {
        const asked = { id: '', name, modality: '', institution: '', exams: 0, decided: null }
        return { name, before: readingOf(old(asked)), after: readingOf(now(asked)) }
      }),
    ]),
  )
}
