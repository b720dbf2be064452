import { type ChargeProblem, chargeCatalogue } from '@yingma/charge'
import type { CoreProblem } from '@yingma/core'
import { type Catalogue, coreCatalogue, createRender, joinCatalogues } from '@yingma/core'
import { type DictionaryProblem, dictionaryCatalogue } from '@yingma/dictionary'
import { type GovernProblem, governCatalogue } from '@yingma/govern'
import { type InsightProblem, insightProblems } from '@yingma/insight'
import { type StoreProblem, storeCatalogue } from '@yingma/store'
import { type TableProblem, tableProblems } from '@yingma/tables'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** One thing wrong with a request: where it is, which rule it breaks, what the rule says. */
export interface FieldError {
  readonly in: 'body' | 'query' | 'path' | 'headers' | 'file'
  /** Path of the field with dots, e.g. `names.3.count`; empty for the whole. */
  readonly field: string
  readonly rule: string
  readonly message: string
}

/** What only the server can refuse. */
export type OwnProblem =
  | { readonly code: 'request-invalid'; readonly errors: readonly FieldError[] }
  | { readonly code: 'request-malformed'; readonly cause: string }
  | { readonly code: 'request-too-large'; readonly limit: number }
  | { readonly code: 'media-type-unsupported'; readonly given: string }
  | { readonly code: 'route-unknown'; readonly path: string }
  | { readonly code: 'sign-in-needed' }
  | { readonly code: 'sign-in-refused' }
  | { readonly code: 'account-resting'; readonly until: string }
  | { readonly code: 'link-invalid' }
  | { readonly code: 'password-weak'; readonly minimum: number }
  | { readonly code: 'session-needed' }
  | { readonly code: 'origin-foreign'; readonly origin: string }
  | { readonly code: 'provider-absent' }
  | { readonly code: 'provider-refused' }
  | { readonly code: 'version-needed' }
  | { readonly code: 'too-many-requests'; readonly retryAfter: number }
  | { readonly code: 'file-missing' }
  | { readonly code: 'column-personal'; readonly column: string }
  | { readonly code: 'rows-too-many'; readonly limit: number }
  | { readonly code: 'order-set-unknown'; readonly set: string; readonly sets: readonly string[] }
  | { readonly code: 'insight-not-set-up' }
  | { readonly code: 'insight-institution-absent'; readonly institutionId: string }
  | {
      readonly code: 'insight-settings-invalid'
      readonly file: string
      readonly place: string
      readonly rule: string
    }
  | { readonly code: 'cannot-listen'; readonly host: string; readonly port: number; readonly cause: string }
  | { readonly code: 'document-no-browser' }
  | { readonly code: 'document-not-printed'; readonly detail: string }
  | { readonly code: 'stopping' }
  | { readonly code: 'internal' }

export type ServerProblem =
  | OwnProblem
  | StoreProblem
  | CoreProblem
  | DictionaryProblem
  | TableProblem
  | InsightProblem
  | GovernProblem
  | ChargeProblem

const own = joinCatalogues({ zh, en } satisfies Catalogue<OwnProblem>, dictionaryCatalogue)

/** Every problem that the API can answer with, in both languages. */
export const serverCatalogue: Catalogue<ServerProblem> = joinCatalogues(
  joinCatalogues(
    joinCatalogues(
      joinCatalogues(joinCatalogues(joinCatalogues(own, chargeCatalogue), storeCatalogue), coreCatalogue),
      tableProblems,
    ),
    insightProblems,
  ),
  governCatalogue,
)

export const renderServerProblem = createRender(serverCatalogue)

/** Thrown by handlers and hooks, answered as problem details. */
export class HttpProblem extends Error {
  readonly problem: ServerProblem
  /** Further members of the answer, e.g. the state that is there now. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(problem: ServerProblem, extra: Readonly<Record<string, unknown>> = {}) {
    super(problem.code)
    this.problem = problem
    this.extra = extra
  }
}
