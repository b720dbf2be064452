// Made from the server's OpenAPI document by `npm run types:web`: change the schemas of the server, not this file.
// One line a type: it is read by the compiler.

export type ApiKey = { id: string; name: string; prefix: string; institutionId: string | null; scopes: readonly ("read" | "decide" | "upload" | "manage")[]; createdAt: string; expiresAt: string | null; revokedAt: string | null }

export type AuditEntry = { chain: string; seq: number; at: string; actor: string | null; action: string; subject: string; body: string; previous: string; hash: string }

export type Catalogue = { id: string; institutionId: string; kind: "exam-dictionary" | "order-items" | "charge-items" | "exam-log" | "dicom-descriptions"; title: string; sourceName: string; edition: string; createdBy: string; createdAt: string }

export type CatalogueProgress = { names: number; exams: number; byStatus: { open: { names: number; exams: number }; suggested: { names: number; exams: number }; accepted: { names: number; exams: number }; changed: { names: number; exams: number }; rejected: { names: number; exams: number }; verified: { names: number; exams: number } }; needsSecond: number }

export type Cluster = { cluster: string; suggestedState: string; suggestedCodes: readonly (string)[]; names: number; exams: number; confidence: number; examples: readonly (string)[]; assignedTo: string | null }

export type Decision = { id: string; nameId: string; version: number; kind: "accept" | "change" | "split" | "none" | "reject" | "comment" | "verify" | "reopen" | "undo"; status: string; codes: readonly (string)[]; delicate: readonly (string)[]; needsSecond: boolean; reason: string; edition: string; author: string; authorName: string | null; contentAuthor: string; batchId: string | null; replaces: string | null; at: string }

export type DecodedCode = { input: string; kind: "item" | "derived" | "well-formed" | "local" | "invalid"; code?: string; checkForm?: string | null; name?: string; nameEn?: string; modality?: string; conceptId?: string; facets?: Readonly<Record<string, unknown>>; parent?: string; problems: readonly ({ code: string; detail: string })[]; nearest: readonly ({ code: string; name: string; nameEn: string })[]; neighbours?: readonly ({ code: string; name: string; nameEn: string })[] }

export type EditionContents = { version: string; title: { zh: string; en: string }; items: readonly (Item)[]; dictionaries: Readonly<Record<string, { title: { zh: string; en: string }; values: readonly ({ code: string; name: string; nameEn: string; parent?: string; side?: string; site?: string; group?: string })[] }>>; layouts: readonly ({ head: string; scheme: string; modality: string; slots: readonly ({ field: string; facet: string | null; title: { zh: string; en: string }; start: number; end: number; valueStart: number; dictionary: string | null; fixed: string })[] })[] }

export type Institution = { id: string; kind: "group" | "region" | "institution"; code: string; name: string; parentId: string | null; path: readonly (string)[]; createdAt: string }

export type Item = { code: string; checkForm: string | null; conceptId: string; name: string; nameEn: string; scheme: string; modality: string; origin: string; status: string; facets: Readonly<Record<string, unknown>>; successors: readonly (string)[] }

export type Job = { id: string; institutionId: string | null; kind: string; status: "queued" | "running" | "done" | "failed" | "cancelled"; total: number; done: number; params: Readonly<Record<string, unknown>>; result: unknown; problem: unknown; requestedBy: string; createdAt: string; startedAt: string | null; finishedAt: string | null; cancelRequestedAt: string | null }

export type LocalNameInput = { name: string; modality?: string; part?: string; side?: string; position?: string; method?: string; contrast?: string; device?: string; department?: string; ageGroup?: string; sex?: string; charge?: string; localCode?: string; count?: number }

export type Me = { userId: string; login: string; name: string; grants: readonly ({ role: string; institutionId: string | null })[]; scopes: readonly (string)[] | null; institutionId: string | null; expiresAt: string | null }

export type Membership = { id: string; userId: string; login: string; name: string; institutionId: string | null; role: "reader" | "mapper" | "reviewer" | "price-officer" | "insurer-auditor" | "expert" | "institution-admin" | "editor" | "publisher" | "admin" }

export type NameState = { id: string; institutionId: string; catalogueId: string; localCode: string | null; name: string; modality: string; columns: Readonly<Record<string, string>>; exams: number; firstSeen: string | null; lastSeen: string | null; looksLikePerson: boolean; edition: string; status: "open" | "suggested" | "accepted" | "changed" | "rejected" | "verified"; version: number; suggestion: unknown; suggestedState: string | null; suggestedCodes: readonly (string)[] | null; confidence: number | null; cluster: string | null; decisionId: string | null; kind: "accept" | "change" | "split" | "none" | "reject" | "comment" | "verify" | "reopen" | "undo" | null; codes: readonly (string)[] | null; delicate: readonly (string)[] | null; needsSecond: boolean; reason: string | null; author: string | null; contentAuthor: string | null; decisionEdition: string | null; batchId: string | null; decidedAt: string | null }

export type Normalised = { name: string; modality: string; count?: number; state: "mapped" | "review" | "conflict" | "ambiguous" | "no-item" | "not-exam"; confidence: number; items: readonly ({ code: string | null; relation: string })[]; modifiers: readonly (string)[]; defaults: readonly (string)[]; classes: readonly (string)[]; flags: readonly (string)[]; reason?: string; candidates: readonly ({ codes: readonly (string)[]; why: string })[]; rules: readonly (string)[] }

export type Outcome = { nameId: string; ok: boolean; version?: number; status?: string; needsSecond?: boolean; problem?: { code: string; detail: string }; current?: NameState }

export type PriceSchedule = { id: string; institutionId: string | null; region: string; title: string; validFrom: string; validTo: string | null; createdBy: string; createdAt: string }

export type ResultTexts = Readonly<Record<string, Readonly<Record<string, string>>>>

export type Share = { key: string; name: string; nameEn: string; names: number; exams: number; settledNames: number; settledExams: number }

export interface Operations {
  'DELETE /institutions/{id}/members/{membershipId}': { params: { id: string; membershipId: string }; answer: unknown }
  'DELETE /keys/{id}': { params: { id: string }; answer: ApiKey }
  'DELETE /session': { answer: unknown }
  'GET /catalogues/{id}': { params: { id: string }; answer: { id: string; institutionId: string; kind: "exam-dictionary" | "order-items" | "charge-items" | "exam-log" | "dicom-descriptions"; title: string; sourceName: string; edition: string; createdBy: string; createdAt: string; progress: CatalogueProgress } }
  'GET /catalogues/{id}/breakdown': { params: { id: string }; answer: { modalities: readonly (Share)[]; parts: readonly (Share)[] } }
  'GET /catalogues/{id}/export': { params: { id: string }; query?: { format?: "csv" | "xlsx" | "jsonl"; status?: string; state?: string; modality?: string; text?: string; cluster?: string; code?: string; needsSecond?: "true" | "false"; looksLikePerson?: "true" | "false"; assignedTo?: string; minConfidence?: number; maxConfidence?: number }; answer: unknown }
  'GET /catalogues/{id}/names': { params: { id: string }; query?: { limit?: number; offset?: number; order?: "exams" | "name" | "confidence" | "decided"; status?: string; state?: string; modality?: string; text?: string; cluster?: string; code?: string; needsSecond?: "true" | "false"; looksLikePerson?: "true" | "false"; assignedTo?: string; minConfidence?: number; maxConfidence?: number }; answer: { total: number; exams: number; rows: readonly (NameState)[] } }
  'GET /catalogues/{id}/queue': { params: { id: string }; query?: { limit?: number; offset?: number; status?: string; state?: string; assignedTo?: string }; answer: { total: number; rows: readonly (Cluster)[] } }
  'GET /decode/{code}': { params: { code: string }; query?: { neighbours?: "true" | "false" }; answer: DecodedCode }
  'GET /edition/contents': { answer: EditionContents }
  'GET /institutions': { query?: { limit?: number; offset?: number }; answer: { total: number; rows: readonly (Institution)[] } }
  'GET /institutions/{id}/audit': { params: { id: string }; query?: { limit?: number; offset?: number; action?: string; subject?: string }; answer: { total: number; rows: readonly (AuditEntry)[] } }
  'GET /institutions/{id}/catalogues': { params: { id: string }; query?: { limit?: number; offset?: number }; answer: { total: number; rows: readonly (Catalogue)[] } }
  'GET /institutions/{id}/members': { params: { id: string }; answer: readonly (Membership)[] }
  'GET /items/{code}': { params: { code: string }; answer: { code: string; checkForm: string | null; conceptId: string; name: string; nameEn: string; scheme: string; modality: string; origin: string; status: string; facets: Readonly<Record<string, unknown>>; successors: readonly (string)[]; designations: readonly ({ value: string; language: string; use: string })[]; sheet: readonly ({ field: string; value: string })[]; neighbours: readonly ({ code: string; name: string; nameEn: string })[] } }
  'GET /jobs': { query?: { limit?: number; offset?: number; institutionId?: string; status?: "queued" | "running" | "done" | "failed" | "cancelled" }; answer: { total: number; rows: readonly (Job)[] } }
  'GET /jobs/{id}': { params: { id: string }; answer: Job }
  'GET /keys': { answer: readonly (ApiKey)[] }
  'GET /names/{id}/decisions': { params: { id: string }; answer: readonly (Decision)[] }
  'GET /normalise/texts': { answer: ResultTexts }
  'GET /price-schedules': { query?: { limit?: number; offset?: number; region?: string; on?: string }; answer: { total: number; rows: readonly (PriceSchedule)[] } }
  'GET /price-schedules/{id}': { params: { id: string }; answer: { id: string; institutionId: string | null; region: string; title: string; validFrom: string; validTo: string | null; createdBy: string; createdAt: string; lines: readonly (unknown)[] } }
  'GET /search/codes': { query: { q: string; modality?: "CT" | "MR" | "DR" | "MDR" | "CR" | "MG" | "RF" | "US" | "PET/CT" | "PET/MR" | "SPECT" }; answer: readonly (string)[] }
  'GET /session': { answer: Me }
  'POST /catalogues/{id}/decisions': { params: { id: string }; body: { decisions: readonly ({ nameId: string; version: number; kind: "accept" | "change" | "split" | "none" | "reject" | "comment" | "verify" | "reopen"; codes?: readonly (string)[]; reason?: string })[] }; answer: { batchId: string; outcomes: readonly (Outcome)[] } }
  'POST /catalogues/{id}/jobs': { params: { id: string }; body: { kind: "suggest" } | { kind: "check"; reopen?: boolean } | { kind: "undo"; batchId: string; reason?: string } | { kind: "decide"; filter: { status?: readonly ("open" | "suggested" | "accepted" | "changed" | "rejected" | "verified")[]; suggestedState?: readonly ("mapped" | "review" | "conflict" | "ambiguous" | "no-item" | "not-exam")[]; modality?: string; text?: string; cluster?: string; code?: string; needsSecond?: boolean; looksLikePerson?: boolean; assignedTo?: string; minConfidence?: number; maxConfidence?: number }; decision: "accept" | "change" | "split" | "none" | "reject" | "verify" | "reopen"; codes?: readonly (string)[]; reason?: string }; answer: Job }
  'POST /catalogues/{id}/upload': { params: { id: string }; body: FormData; answer: { rows: number; added: number; merged: number; job: Job; format: string; encoding: string | null; sheet: string | null; kind: string; columns: Readonly<Record<string, string>>; personal: readonly ({ column: string; kind: string })[]; damage: readonly ({ column: string; damage: string; count: number; firstRow: number })[]; dropped: number } }
  'POST /institutions': { body: { kind: "group" | "region" | "institution"; code: string; name: string; parentId?: string | null }; answer: Institution }
  'POST /institutions/{id}/catalogues': { params: { id: string }; body: { kind: "exam-dictionary" | "order-items" | "charge-items" | "exam-log" | "dicom-descriptions"; title: string; sourceName?: string }; answer: Catalogue }
  'POST /institutions/{id}/members': { params: { id: string }; body: { role: "reader" | "mapper" | "reviewer" | "price-officer" | "insurer-auditor" | "expert" | "institution-admin" | "editor" | "publisher" | "admin"; userId?: string; invite?: { login: (unknown) & (unknown); name: string } }; answer: { id: string; userId: string; login: string; name: string; institutionId: string | null; role: "reader" | "mapper" | "reviewer" | "price-officer" | "insurer-auditor" | "expert" | "institution-admin" | "editor" | "publisher" | "admin"; link?: { url: string; expiresAt: string } } }
  'POST /items/export': { body: { format?: "csv" | "xlsx" | "jsonl"; codes: readonly (string)[] }; answer: unknown }
  'POST /jobs/{id}/cancel': { params: { id: string }; answer: Job }
  'POST /keys': { body: { name: string; scopes: readonly ("read" | "decide" | "upload" | "manage")[]; institutionId?: string; expiresAt?: string }; answer: { id: string; name: string; prefix: string; institutionId: string | null; scopes: readonly ("read" | "decide" | "upload" | "manage")[]; createdAt: string; expiresAt: string | null; revokedAt: string | null; key: string } }
  'POST /links/redeem': { body: { token: string; password: string }; answer: { token: string; expiresAt: string } }
  'POST /normalise': { body: LocalNameInput; answer: Normalised }
  'POST /normalise/batch': { body: { names: readonly (LocalNameInput)[] }; answer: readonly (Normalised)[] }
  'POST /session': { body: { login: string; password: string }; answer: { token: string; expiresAt: string } }
  'PUT /catalogues/{id}/assignments': { params: { id: string }; body: { cluster: string; userId: string | null }; answer: unknown }
}
