export { checkDraft } from './draft/check-draft.ts'
export { type Draft, type DraftResult, draftOf } from './draft/draft.ts'
export { followCodes, type Impact, impactOf } from './impact/impact.ts'
export type { Surroundings } from './impact/name-index.ts'
export { indexNames, indexNamesInTurns, type NameIndex, type UsedName } from './impact/name-index.ts'
export { type PriceList, priceListOf } from './impact/price-changes.ts'
export { type ImportedTable, importTable } from './import/import-table.ts'
export { type MissingItem, missingItems } from './import/missing-items.ts'
export { type PublishedTable, readPublished } from './import/read-published.ts'
export { acceptReleaseStep, type ReleaseEffect, releaseEffects } from './living/accept-release.ts'
export {
  actOnProposal,
  draftProposal,
  type KeptProposal,
  listProposals,
  proposalsAbout,
  readProposal,
  readyProposals,
} from './living/proposal-streams.ts'
export {
  draftAfter,
  draftsOfReleases,
  listReleases,
  type RegistryRelease,
  readyOf,
  recordRelease,
} from './living/registry-releases.ts'
export { type ChargeMove, FATES, fateOf, releasePreview } from './living/release-preview.ts'
export { listTableImports, recordTableImport, standingInRegistry, type TableImport } from './living/table-imports.ts'
export { type GovernProblem, GovernRefusal, governCatalogue, renderGovernProblem } from './problems/govern-problem.ts'
export type { ImportDoubt } from './problems/import-doubt.ts'
export { applyChange, applyChanges } from './proposals/apply-change.ts'
export { CHANGE_KINDS, type Change, type ChangeKind, SUBJECTS, type Subject } from './proposals/change.ts'
export { changesSchema, contentSchema } from './proposals/change-schema.ts'
export { strandedPromotion } from './proposals/promotions.ts'
export { subjectsOf, touchesItem } from './proposals/touches-item.ts'
export { buildRelease, type Release, type ReleaseBuilt } from './releases/build-release.ts'
export { buildRegistryRollback, buildRollback, type Rollback } from './releases/build-rollback.ts'
export { graceOn, type MigrationRow } from './releases/migration.ts'
export { checkReleaseDay } from './releases/release-day.ts'
export { type ReadyProposal, type ReleaseDraftResult, releaseDraft } from './releases/release-draft.ts'
export { verifyRelease, writeRelease } from './releases/release-folder.ts'
export { createSigningKey } from './releases/signature.ts'
export { principleReport } from './reports/principle-report.ts'
export { DOCUMENT_STYLE, standardDocument } from './reports/standard-document.ts'
export { checkAct } from './rounds/check-act.ts'
export {
  type ActKind,
  type Proposal,
  type ProposalAct,
  type ProposalContent,
  type ProposalEvent,
  STAGES,
  type Stage,
  VOTES,
} from './rounds/proposal.ts'
export { proposalOf } from './rounds/proposal-state.ts'
export { readProposals } from './rounds/read-proposals.ts'
export { type ChangeableTable, changeableTables, findTableRows } from './tables/changeable-tables.ts'
export { readTables, type StandardTables } from './tables/standard-tables.ts'
