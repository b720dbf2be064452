/** What a person is at an institution (or, for the last three, everywhere). */
export const ROLES = [
  'reader',
  'mapper',
  'reviewer',
  'price-officer',
  'insurer-auditor',
  'expert',
  'institution-admin',
  'editor',
  'publisher',
  'admin',
] as const
export type Role = (typeof ROLES)[number]

/** Roles of the standard and of the installation: held without an institution. */
export const GLOBAL_ROLES = ['editor', 'publisher', 'admin'] as const satisfies readonly Role[]

/** Levels of the organisation tree, from the top. */
export const INSTITUTION_KINDS = ['group', 'region', 'institution'] as const
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number]

/** What a decision does. Every one is a new row; `comment`, `verify` and `reopen` keep the codes. */
export const DECISION_KINDS = [
  'accept',
  'change',
  'split',
  'none',
  'reject',
  'comment',
  'verify',
  'reopen',
  'undo',
] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/** Where a local name stands. `open` and `suggested` have no standing decision. */
export const NAME_STATUSES = ['open', 'suggested', 'accepted', 'changed', 'rejected', 'verified'] as const
export type NameStatus = (typeof NAME_STATUSES)[number]

/** Kinds of table that an institution hands in. */
export const CATALOGUE_KINDS = [
  'exam-dictionary',
  'order-items',
  'charge-items',
  'exam-log',
  'dicom-descriptions',
] as const
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number]

export const JOB_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type JobStatus = (typeof JOB_STATUSES)[number]

/** What is said of a suspicion: the institution rebuts it, a person of the insurer closes it one way or the other. */
export const SUSPICION_EVENTS = ['rebut', 'uphold', 'dismiss'] as const
export type SuspicionEventKind = (typeof SUSPICION_EVENTS)[number]

export const SUSPICION_STATUSES = ['open', 'rebutted', 'upheld', 'dismissed'] as const
export type SuspicionStatus = (typeof SUSPICION_STATUSES)[number]

/** What a rule of an institution states; see the institution memory of the normaliser. */
export const RULE_KINDS = ['term', 'switch', 'name', 'slots'] as const
export type RuleKind = (typeof RULE_KINDS)[number]

/** What an API key may do; a key never does more than its owner. */
export const SCOPES = ['read', 'decide', 'upload', 'manage'] as const
export type Scope = (typeof SCOPES)[number]

/** Sections of what an institution says about its new dictionary; each is read and changed by itself. */
export const SETTINGS_SECTIONS = ['general', 'order-sets', 'devices'] as const
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number]

/** Steps of a roll-out that people mark; those before them are seen in the registry. */
export const ROLLOUT_STEPS = ['priced', 'approved', 'imported', 'verified', 'live'] as const
export type RolloutStep = (typeof ROLLOUT_STEPS)[number]

/** Where a message to a webhook stands; `failed` after the last attempt. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]
