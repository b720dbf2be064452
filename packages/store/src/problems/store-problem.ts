import type { Catalogue } from '@yingma/core'
import { createRender } from '@yingma/core'
import type { LocalItemState } from '../local-items/local-item.ts'
import type { Action } from '../people/permissions.ts'
import type { EmbeddedProblem } from '../postgres/embedded-postgres.ts'
import type { Role, Scope } from '../schema/roles.ts'
import { en } from './en.ts'
import type { Thing } from './words.ts'
import { zh } from './zh.ts'

/** Everything that the registry can refuse or find wrong. */
export type StoreProblem =
  | EmbeddedProblem
  | { readonly code: 'store-unreachable'; readonly cause: string }
  /** The row does not exist, or the actor may not see it: both look the same on purpose. */
  | { readonly code: 'not-found'; readonly kind: Thing; readonly id: string }
  | { readonly code: 'already-there'; readonly kind: Thing; readonly field: string; readonly value: string }
  | { readonly code: 'forbidden'; readonly action: Action; readonly roles: readonly Role[] }
  | { readonly code: 'scope-missing'; readonly scope: Scope }
  | { readonly code: 'institution-misplaced'; readonly kind: string; readonly parent: string }
  | { readonly code: 'institution-not-empty'; readonly id: string }
  | { readonly code: 'role-misplaced'; readonly role: Role }
  | { readonly code: 'last-administrator' }
  | { readonly code: 'edition-differs'; readonly version: string }
  | { readonly code: 'edition-unknown'; readonly version: string }
  | { readonly code: 'item-unknown'; readonly value: string; readonly edition: string }
  | { readonly code: 'item-retired'; readonly value: string; readonly successors: readonly string[] }
  /** An own item that is out of use, and what follows it. */
  | {
      readonly code: 'local-item-ended'
      readonly value: string
      readonly state: LocalItemState
      readonly successors: readonly string[]
    }
  | { readonly code: 'local-item-follows-itself'; readonly value: string }
  /** Another own item that is out of use leads to it. */
  | { readonly code: 'local-item-followed'; readonly value: string; readonly by: string }
  /** The local name that uses it the most, and how many do. */
  | { readonly code: 'local-item-used'; readonly value: string; readonly name: string; readonly names: number }
  | { readonly code: 'decision-conflict'; readonly nameId: string; readonly expected: number; readonly actual: number }
  | { readonly code: 'decision-without-suggestion'; readonly nameId: string }
  | { readonly code: 'decision-without-codes'; readonly nameId: string }
  | { readonly code: 'decision-with-codes'; readonly nameId: string; readonly kind: string }
  | { readonly code: 'decision-nothing-before'; readonly nameId: string; readonly kind: string }
  | { readonly code: 'decision-same-person'; readonly nameId: string }
  | { readonly code: 'decision-unverifiable'; readonly nameId: string; readonly status: string }
  | { readonly code: 'reason-missing'; readonly nameId: string; readonly kind: string }
  | { readonly code: 'readers-must-differ' }
  | { readonly code: 'reader-unknown'; readonly userId: string }
  | { readonly code: 'sample-not-yours'; readonly sampleId: string }
  | { readonly code: 'rule-conflict'; readonly key: string; readonly expected: number; readonly actual: number }
  | { readonly code: 'version-conflict'; readonly what: string; readonly expected: number; readonly actual: number }
  | { readonly code: 'govern-conflict'; readonly stream: string; readonly expected: number; readonly actual: number }
  | { readonly code: 'suspicion-closed'; readonly id: string; readonly status: string }
  | { readonly code: 'suspicion-conflict'; readonly id: string; readonly expected: number; readonly actual: number }
  | { readonly code: 'suspicion-returns-more'; readonly id: string; readonly returned: number; readonly stake: number }
  | { readonly code: 'job-running'; readonly id: string }
  | { readonly code: 'job-finished'; readonly id: string; readonly status: string }
  | { readonly code: 'webhook-key-missing' }
  | { readonly code: 'webhook-address-refused'; readonly url: string; readonly why: AddressRefusal }
  | { readonly code: 'audit-broken'; readonly chain: string; readonly seq: number; readonly what: AuditBreak }
  | { readonly code: 'backup-unreadable'; readonly what: 'format' | 'digest' | 'truncated' }
  | { readonly code: 'backup-newer'; readonly migrations: number; readonly known: number }
  | { readonly code: 'restore-target-not-empty' }

/** Why nothing is ever sent to an address. */
export type AddressRefusal = 'unreadable' | 'not-https' | 'credentials' | 'private'

/** What an audit entry fails at. */
export type AuditBreak =
  | 'gap'
  | 'hash'
  | 'link'
  | 'decision-changed'
  | 'decision-missing'
  | 'decision-unrecorded'
  | 'truncated'

/** What an operation gives: the value, or the problem that kept it from happening (then nothing was changed). */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: StoreProblem }

function done<T>(value: T): Result<T> {
  return { ok: true, value }
}

function refused(problem: StoreProblem): { readonly ok: false; readonly problem: StoreProblem } {
  return { ok: false, problem }
}

/** Thrown inside a transaction to roll it back; turned into a result at its border, never seen outside. */
export class Refusal extends Error {
  readonly problem: StoreProblem

  constructor(problem: StoreProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** Runs `work`; a `Refusal` inside becomes the result, anything else stays a bug. */
export async function asResult<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return done(await work())
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problem)
    throw error
  }
}

export const storeCatalogue: Catalogue<StoreProblem> = { zh, en }

/** Says a problem of the registry in one language. */
export const renderStoreProblem = createRender(storeCatalogue)
