import { type Catalogue, createRender, type Finding } from '@yingma/core'
import type { DataProblem } from '@yingma/edition'
import type { ActKind, ProposalContent, Stage } from '../rounds/proposal.ts'
import { en } from './en.ts'
import type { ImportDoubt } from './import-doubt.ts'
import { zh } from './zh.ts'

/** Everything that governance refuses, with the counterexample. */
export type GovernProblem =
  | { readonly code: 'govern-unknown-table'; readonly file: string }
  | { readonly code: 'govern-unknown-column'; readonly file: string; readonly column: string }
  | { readonly code: 'govern-bad-cell'; readonly file: string; readonly column: string }
  | { readonly code: 'govern-row-exists'; readonly file: string; readonly row: string }
  | { readonly code: 'govern-row-unknown'; readonly file: string; readonly row: string }
  | { readonly code: 'govern-row-count'; readonly kind: string; readonly before: number; readonly after: number }
  | { readonly code: 'govern-nothing-changes' }
  | { readonly code: 'govern-code-exists'; readonly value: string; readonly name: string; readonly status: string }
  | { readonly code: 'govern-code-unreadable'; readonly value: string }
  | { readonly code: 'govern-no-rule-table'; readonly value: string }
  | { readonly code: 'govern-item-unknown'; readonly value: string }
  | { readonly code: 'govern-item-retired'; readonly value: string; readonly name: string }
  | { readonly code: 'govern-item-active'; readonly value: string; readonly name: string }
  | { readonly code: 'govern-successor-itself'; readonly value: string; readonly name: string }
  | { readonly code: 'govern-orphaned'; readonly item: string; readonly name: string; readonly successor: string }
  | { readonly code: 'govern-reason-missing' }
  | { readonly code: 'govern-bad-date'; readonly value: string }
  | { readonly code: 'govern-dictionary-unknown'; readonly value: string }
  | { readonly code: 'govern-value-unknown'; readonly dictionary: string; readonly value: string }
  | { readonly code: 'govern-value-exists'; readonly dictionary: string; readonly value: string; readonly name: string }
  | { readonly code: 'govern-value-fixed'; readonly column: string }
  | {
      readonly code: 'govern-value-in-use'
      readonly dictionary: string
      readonly value: string
      readonly item: string
      readonly name: string
    }
  | { readonly code: 'govern-id-changed'; readonly row: string }
  | { readonly code: 'govern-released-edited'; readonly file: string }
  | { readonly code: 'govern-sign-unseen'; readonly file: string; readonly text: string; readonly sign: string }
  | {
      readonly code: 'govern-sign-alike'
      readonly file: string
      readonly text: string
      readonly sign: string
      /** The usual sign; empty where there is none. */
      readonly plain: string
    }
  | { readonly code: 'govern-term-means-nothing'; readonly term: string; readonly kind: string; readonly value: string }
  | { readonly code: 'govern-ready-changed'; readonly proposal: string }
  | {
      readonly code: 'govern-release-day'
      readonly date: string
      /** Day of the last release; empty where there is none. */
      readonly from: string
      readonly to: string
    }
  | { readonly code: 'govern-version-order'; readonly version: string; readonly after: string }
  | { readonly code: 'govern-proposal-blocks'; readonly proposal: string; readonly title: ProposalContent['title'] }
  | { readonly code: 'govern-release-unknown'; readonly version: string; readonly versions: readonly string[] }
  | { readonly code: 'govern-rollback-not-last'; readonly version: string; readonly last: string }
  | { readonly code: 'govern-rollback-first'; readonly version: string }
  | { readonly code: 'govern-rollback-no-words'; readonly version: string; readonly earlier: string }
  | { readonly code: 'govern-rollback-unreleased'; readonly version: string; readonly file: string }
  | { readonly code: 'govern-rollback-nothing'; readonly version: string; readonly earlier: string }
  | { readonly code: 'govern-key-unusable' }
  | { readonly code: 'govern-file-exists'; readonly file: string }
  | { readonly code: 'govern-file-missing'; readonly file: string }
  | { readonly code: 'govern-file-unlisted'; readonly file: string }
  | { readonly code: 'govern-file-changed'; readonly file: string }
  | { readonly code: 'govern-file-link'; readonly file: string }
  | { readonly code: 'govern-signature-wrong'; readonly file: string }
  | {
      readonly code: 'govern-too-many-changes'
      readonly file: string
      readonly changes: number
      readonly most: number
    }
  | {
      readonly code: 'govern-proposals-unreadable'
      readonly file: string
      readonly where: string
      readonly detail: string
    }
  | { readonly code: 'govern-stage'; readonly act: ActKind; readonly stage: Stage; readonly stages: readonly Stage[] }
  | { readonly code: 'govern-not-author'; readonly act: ActKind }
  | { readonly code: 'govern-own-proposal'; readonly act: 'vote' | 'accept' }
  | { readonly code: 'govern-conflicted' }
  | { readonly code: 'govern-promotion-nowhere'; readonly item: string; readonly into: string }
  | { readonly code: 'govern-not-reviewer' }
  | { readonly code: 'govern-reviewer-unfit'; readonly name: string; readonly others: readonly string[] }
  | { readonly code: 'govern-too-few-reviewers'; readonly reviewers: number; readonly quorum: number }
  | {
      readonly code: 'govern-quorum'
      readonly votes: number
      readonly quorum: number
      /** Reviewers who may vote. */
      readonly able: number
    }
  | {
      readonly code: 'govern-still-voting'
      readonly votes: number
      readonly reviewers: number
      readonly deadline: string
    }
  | { readonly code: 'govern-no-majority'; readonly approve: number; readonly reject: number }
  | { readonly code: 'govern-deadline'; readonly deadline: string }
  | { readonly code: 'govern-vote-over'; readonly deadline: string }
  | { readonly code: 'govern-not-fast'; readonly kind: string }
  | { readonly code: 'govern-comment-unknown'; readonly id: number }
  | { readonly code: 'govern-data'; readonly problem: DataProblem }
  | { readonly code: 'govern-principle'; readonly finding: Finding }
  | ImportDoubt

/** Thrown while a change is applied and caught where it began; never seen outside the package's functions. */
export class GovernRefusal extends Error {
  readonly problem: GovernProblem

  constructor(problem: GovernProblem) {
    super(problem.code)
    this.problem = problem
  }
}

export const governCatalogue: Catalogue<GovernProblem> = { zh, en }

/** Says a problem of governance in one language. */
export const renderGovernProblem = createRender(governCatalogue)
