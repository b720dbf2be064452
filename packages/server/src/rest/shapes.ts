import {
  CATALOGUE_KINDS,
  DECISION_KINDS,
  INSTITUTION_KINDS,
  JOB_STATUSES,
  NAME_STATUSES,
  ROLES,
  SCOPES,
} from '@yingma/store'
import { z } from 'zod'

/** Rows of the registry as the API answers them; one place, so that every resource shows the same thing alike. */
export const institution = z
  .object({
    id: z.uuid(),
    kind: z.enum(INSTITUTION_KINDS),
    code: z.string(),
    name: z.string(),
    parentId: z.uuid().nullable(),
    path: z.array(z.uuid()),
    createdAt: z.string(),
  })
  .meta({ id: 'Institution' })

export const account = z
  .object({
    id: z.uuid(),
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    disabledAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Account' })

export const membership = z
  .object({
    id: z.uuid(),
    userId: z.uuid(),
    login: z.string(),
    name: z.string(),
    institutionId: z.uuid().nullable(),
    role: z.enum(ROLES),
  })
  .meta({ id: 'Membership' })

export const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string(),
    institutionId: z.uuid().nullable(),
    scopes: z.array(z.enum(SCOPES)),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })

export const catalogue = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    kind: z.enum(CATALOGUE_KINDS),
    title: z.string(),
    sourceName: z.string(),
    edition: z.string(),
    createdBy: z.uuid(),
    createdAt: z.string(),
  })
  .meta({ id: 'Catalogue' })

const tally = z.object({ names: z.number().int(), exams: z.number().int() })

export const progress = z
  .object({
    names: z.number().int(),
    exams: z.number().int(),
    byStatus: z.object({
      open: tally,
      suggested: tally,
      accepted: tally,
      changed: tally,
      rejected: tally,
      verified: tally,
    }),
    needsSecond: z.number().int(),
  })
  .meta({ id: 'CatalogueProgress' })

export const nameState = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    catalogueId: z.uuid(),
    localCode: z.string().nullable(),
    name: z.string(),
    modality: z.string(),
    columns: z.record(z.string(), z.string()),
    exams: z.number().int(),
    firstSeen: z.string().nullable(),
    lastSeen: z.string().nullable(),
    looksLikePerson: z.boolean(),
    edition: z.string(),
    status: z.enum(NAME_STATUSES),
    version: z.number().int(),
    suggestion: z.unknown(),
    suggestedState: z.string().nullable(),
    suggestedCodes: z.array(z.string()).nullable(),
    confidence: z.number().nullable(),
    cluster: z.string().nullable(),
    decisionId: z.uuid().nullable(),
    kind: z.enum(DECISION_KINDS).nullable(),
    codes: z.array(z.string()).nullable(),
    delicate: z.array(z.string()).nullable(),
    needsSecond: z.boolean(),
    reason: z.string().nullable(),
    author: z.uuid().nullable(),
    contentAuthor: z.uuid().nullable(),
    decisionEdition: z.string().nullable(),
    batchId: z.uuid().nullable(),
    decidedAt: z.string().nullable(),
  })
  .meta({ id: 'NameState' })

export const decision = z
  .object({
    id: z.uuid(),
    nameId: z.uuid(),
    version: z.number().int(),
    kind: z.enum(DECISION_KINDS),
    status: z.string(),
    codes: z.array(z.string()),
    delicate: z.array(z.string()),
    needsSecond: z.boolean(),
    reason: z.string(),
    edition: z.string(),
    author: z.uuid(),
    authorName: z.string().nullable(),
    contentAuthor: z.uuid(),
    batchId: z.uuid().nullable(),
    replaces: z.uuid().nullable(),
    at: z.string(),
  })
  .meta({ id: 'Decision' })

export const outcome = z
  .object({
    nameId: z.uuid(),
    ok: z.boolean(),
    version: z.number().int().optional(),
    status: z.string().optional(),
    needsSecond: z.boolean().optional(),
    problem: z.object({ code: z.string(), detail: z.string() }).loose().optional(),
    current: nameState.optional(),
  })
  .meta({ id: 'Outcome' })

export const job = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid().nullable(),
    kind: z.string(),
    status: z.enum(JOB_STATUSES),
    total: z.number().int(),
    done: z.number().int(),
    params: z.record(z.string(), z.unknown()),
    result: z.unknown(),
    problem: z.unknown(),
    problemText: z.string().nullable().describe('why it failed, in the language of the request'),
    requestedBy: z.uuid(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    cancelRequestedAt: z.string().nullable(),
  })
  .meta({ id: 'Job' })

export const auditEntry = z
  .object({
    chain: z.string(),
    seq: z.number().int(),
    at: z.string(),
    actor: z.uuid().nullable(),
    action: z.string(),
    subject: z.string(),
    body: z.string(),
    previous: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })

export const rule = z
  .object({
    id: z.uuid(),
    key: z.string(),
    version: z.number().int(),
    kind: z.string(),
    body: z.unknown(),
    reason: z.string(),
    author: z.uuid(),
    at: z.string(),
  })
  .meta({ id: 'Rule' })

export const sample = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid(),
    catalogueId: z.uuid(),
    seed: z.string(),
    firstReader: z.uuid(),
    secondReader: z.uuid(),
    createdAt: z.string(),
    names: z.number().int(),
  })
  .meta({ id: 'Sample' })

export const schedule = z
  .object({
    id: z.uuid(),
    institutionId: z.uuid().nullable(),
    region: z.string(),
    title: z.string(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    createdBy: z.uuid(),
    createdAt: z.string(),
  })
  .meta({ id: 'PriceSchedule' })
