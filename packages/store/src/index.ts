export { listAudit, readChain, writeCheckpoint } from './audit/audit-log.ts'
export { type AuditEntry, chainStart, entryHash } from './audit/chain.ts'
export type { AuditReport, ChainHead } from './audit/check-chain.ts'
export { listChains, verifyAudit, verifyExport } from './audit/verify-audit.ts'
export { type BackupReport, backup } from './backup/backup.ts'
export { type RestoreReport, restore } from './backup/restore.ts'
export {
  type Catalogue,
  type CatalogueProgress,
  catalogueProgress,
  createCatalogue,
  getCatalogue,
  listCatalogues,
} from './catalogues/catalogues.ts'
export { type AddReport, addNames, type NewName } from './catalogues/local-names.ts'
export {
  getName,
  listNames,
  type NameFilter,
  type NameOrder,
  type NameState,
  pageNames,
} from './catalogues/name-list.ts'
export { type ItemUse, type NameOfItem, namesOfItem, usesOfItem } from './catalogues/names-of-item.ts'
export { looksLikePerson } from './catalogues/person-like.ts'
export { suggestChunk } from './catalogues/suggest.ts'
export {
  addChargeSessions,
  type ChargeAudit,
  type ChargeSession,
  chargeSessions,
  createChargeAudit,
  getChargeAudit,
  listChargeAudits,
} from './charges/charge-audits.ts'
export { type Judgement, judgeSessions } from './charges/judge-sessions.ts'
export {
  answerSuspicion,
  eachSuspicion,
  getSuspicion,
  listSuspicions,
  type SuspicionCase,
  type SuspicionEvent,
  type SuspicionFilter,
  type SuspicionState,
} from './charges/suspicions.ts'
export { createCoalescer } from './decisions/coalescer.ts'
export { type Deciding, decide } from './decisions/decide.ts'
export type { Outcome, Wish } from './decisions/decision.ts'
export { type Decision, decisionHistory } from './decisions/history.ts'
export { decisionStamp, type StandingDecision, standingDecisions } from './decisions/standing-decisions.ts'
export { undo } from './decisions/undo.ts'
export {
  addDictionaryBuild,
  type DictionaryBuild,
  getDictionaryBuild,
  listDictionaryBuilds,
  readDictionaryFile,
} from './dictionary/dictionary-builds.ts'
export {
  dictionarySettings,
  putDictionarySettings,
  type SettingsVersion,
  settingsHistory,
} from './dictionary/dictionary-settings.ts'
export { type OldName, oldNames } from './dictionary/old-names.ts'
export {
  allGovernance,
  appendGovernance,
  type GovernEvent,
  governanceAbout,
  listGovernance,
  readGovernance,
} from './govern/govern-events.ts'
export { listUsedNames, type UsedNameRow, visiblePlaces } from './govern/used-names.ts'
export {
  createInstitution,
  type Erasure,
  eraseInstitution,
  exportInstitution,
  getInstitution,
  type Institution,
  listInstitutions,
  renameInstitution,
} from './institutions/institutions.ts'
export {
  cancelJob,
  getJob,
  JOB_KINDS,
  type Job,
  type JobHandler,
  type JobKind,
  JobRefusal,
  type JobTools,
  listJobs,
} from './jobs/job.ts'
export { type JobQueue, openJobQueue } from './jobs/job-queue.ts'
export { deleteLocalItem, promoteLocalItems, type Retired, retireLocalItem } from './local-items/end-local-item.ts'
export { allLocalItems, type LocalItemUse, listLocalItems, promotedLocalItems } from './local-items/list-local-items.ts'
export { getLocalItem, LOCAL_ITEM_STATES, type LocalItem, mustBeLocalItems } from './local-items/local-item.ts'
export { putLocalItem } from './local-items/put-local-item.ts'
export {
  type Account,
  accountOfIdentity,
  changePassword,
  closeSession,
  createAccount,
  credentialsOf,
  ensureFirstAdministrator,
  type IssuedSession,
  issueLink,
  listAccounts,
  openSession,
  recordFailure,
  redeemLink,
  setDisabled,
} from './people/accounts.ts'
export { type ApiKey, createKey, KEY_PREFIX, listKeys, revokeKey } from './people/api-keys.ts'
export {
  grantRole,
  listMembers,
  listParticipants,
  listReviewers,
  type Membership,
  type Participant,
  type Reviewer,
  revokeRole,
} from './people/memberships.ts'
export { ACTIONS, type Action, type Grant, isAllowed, scopeOf } from './people/permissions.ts'
export { actorOf, type Principal, principalOfKey, principalOfSession } from './people/principal.ts'
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  type EmbeddedProblem,
  type EmbeddedResult,
  startEmbeddedPostgres,
} from './postgres/embedded-postgres.ts'
export {
  startTestPostgres,
  type TestDatabase,
  type TestPostgres,
  type TestPostgresOptions,
} from './postgres/test-postgres.ts'
export { addSchedule, getSchedule, listSchedules, type PriceSchedule } from './prices/price-schedules.ts'
export {
  asResult,
  Refusal,
  type Result,
  renderStoreProblem,
  type StoreProblem,
  storeCatalogue,
} from './problems/store-problem.ts'
export {
  editionDifferences,
  moveCatalogue,
  namesDecidedAs,
  suggestionDifferences,
} from './review/edition-change.ts'
export { assignCluster, type Cluster, holderOf, reviewQueue } from './review/queue.ts'
export {
  createSample,
  getSample,
  listSamples,
  readSampleName,
  type Sample,
  sampleAgreement,
  sampleNames,
} from './review/samples.ts'
export {
  markStep,
  type RolloutMark,
  type RolloutRow,
  rolloutBoard,
  rolloutHistory,
} from './rollout/rollout.ts'
export { listRules, putRule, type Rule, ruleHistory } from './rules/rules.ts'
export {
  CATALOGUE_KINDS,
  type CatalogueKind,
  DECISION_KINDS,
  DELIVERY_STATUSES,
  type DecisionKind,
  GLOBAL_ROLES,
  INSTITUTION_KINDS,
  type InstitutionKind,
  JOB_STATUSES,
  NAME_STATUSES,
  type NameStatus,
  ROLES,
  ROLLOUT_STEPS,
  type Role,
  type RolloutStep,
  RULE_KINDS,
  SCOPES,
  type Scope,
  SETTINGS_SECTIONS,
  type SettingsSection,
  SUSPICION_EVENTS,
  SUSPICION_STATUSES,
  type SuspicionEventKind,
  type SuspicionStatus,
} from './schema/roles.ts'
export { listEditions, registerEdition } from './standard/register-edition.ts'
export { openStore, type Store, type StorePlace } from './store/open-store.ts'
export { type Actor, asRegistryWithin, type Transaction } from './store/transaction.ts'
export { type Sent, sendTest, type WebhookMessage } from './webhooks/delivery-queue.ts'
export { checkedWebhookUrl, hostOf, isPrivateAddress } from './webhooks/webhook-address.ts'
export { webhookKey } from './webhooks/webhook-key.ts'
export {
  addWebhook,
  type Delivery,
  getWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  type Webhook,
} from './webhooks/webhooks.ts'
