import { type Catalogue, createRender } from '@yingma/core'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** How the codes of one value set relate to those of another. */
export type SetRelation = 'same' | 'superset' | 'subset' | 'overlapping' | 'disjoint' | 'empty' | 'indeterminate'

/** Everything that a terminology operation can refuse, find wrong or remark. */
export type TxProblem =
  | { readonly code: 'value-set-unknown'; readonly url: string }
  | { readonly code: 'value-set-circular'; readonly url: string; readonly path: readonly string[] }
  | { readonly code: 'value-set-too-costly'; readonly url: string; readonly limit: number }
  | { readonly code: 'imports-too-many'; readonly url: string; readonly limit: number }
  | { readonly code: 'value-set-empty'; readonly url: string }
  | { readonly code: 'value-set-locked'; readonly url: string; readonly date: string }
  | { readonly code: 'import-unknown'; readonly url: string }
  | { readonly code: 'not-in-value-set'; readonly coding: string; readonly valueSet: string }
  | { readonly code: 'this-coding-not-in-value-set'; readonly coding: string; readonly valueSet: string }
  | { readonly code: 'no-coding-in-value-set'; readonly valueSet: string }
  | { readonly code: 'code-unknown'; readonly value: string; readonly system: string; readonly version: string }
  | {
      readonly code: 'code-unknown-in-fragment'
      readonly value: string
      readonly system: string
      readonly version: string
    }
  | {
      readonly code: 'code-unknown-for-lookup'
      readonly value: string
      readonly system: string
      readonly version: string
    }
  | { readonly code: 'code-case-differs'; readonly value: string; readonly correct: string; readonly system: string }
  | { readonly code: 'code-abstract'; readonly value: string; readonly system: string }
  | { readonly code: 'system-unknown'; readonly system: string }
  | {
      readonly code: 'system-version-unknown'
      readonly system: string
      readonly version: string
      readonly known: readonly string[]
    }
  | { readonly code: 'system-version-unknown-any'; readonly system: string; readonly version: string }
  | { readonly code: 'expansion-system-unknown'; readonly system: string }
  | {
      readonly code: 'expansion-version-unknown'
      readonly system: string
      readonly version: string
      readonly known: readonly string[]
    }
  | { readonly code: 'expansion-version-unknown-any'; readonly system: string; readonly version: string }
  | { readonly code: 'system-is-value-set'; readonly system: string }
  | { readonly code: 'system-is-relative'; readonly system: string }
  | { readonly code: 'system-is-supplement'; readonly system: string }
  | { readonly code: 'version-needed'; readonly system: string }
  | { readonly code: 'system-without-content'; readonly system: string; readonly content: string }
  | { readonly code: 'coding-without-system' }
  | { readonly code: 'coding-without-code'; readonly system: string }
  | { readonly code: 'coding-empty' }
  | { readonly code: 'coding-not-checked'; readonly system: string }
  | { readonly code: 'system-not-inferred'; readonly value: string; readonly valueSet: string }
  | {
      readonly code: 'system-ambiguous'
      readonly value: string
      readonly valueSet: string
      readonly systems: readonly string[]
    }
  | {
      readonly code: 'display-wrong'
      readonly given: string
      readonly coding: string
      readonly valid: readonly string[]
      readonly languages: string
    }
  | {
      readonly code: 'display-wrong-spaces'
      readonly given: string
      readonly coding: string
      readonly valid: readonly string[]
      readonly languages: string
    }
  | {
      readonly code: 'display-not-in-language'
      readonly given: string
      readonly coding: string
      readonly languages: string
    }
  | {
      readonly code: 'display-wrong-not-in-language'
      readonly given: string
      readonly coding: string
      readonly languages: string
      readonly standard: string
    }
  | {
      readonly code: 'display-outdated'
      readonly given: string
      readonly value: string
      readonly status: string
      readonly valid: readonly string[]
    }
  | { readonly code: 'concept-inactive'; readonly value: string; readonly status: string }
  | { readonly code: 'concept-deprecated'; readonly value: string; readonly status: string }
  | { readonly code: 'concept-not-active'; readonly value: string }
  | {
      readonly code: 'concept-deprecated-in-value-set'
      readonly value: string
      readonly status: string
      readonly system: string
      readonly valueSet: string
    }
  | { readonly code: 'resource-draft'; readonly kind: string; readonly url: string }
  | { readonly code: 'resource-experimental'; readonly kind: string; readonly url: string }
  | { readonly code: 'resource-deprecated'; readonly kind: string; readonly url: string }
  | { readonly code: 'resource-withdrawn'; readonly kind: string; readonly url: string }
  | { readonly code: 'resource-retired'; readonly kind: string; readonly url: string }
  | {
      readonly code: 'version-not-allowed'
      readonly system: string
      readonly version: string
      readonly required: string
    }
  | { readonly code: 'version-differs'; readonly system: string; readonly version: string; readonly given: string }
  | {
      readonly code: 'version-differs-from-default'
      readonly system: string
      readonly version: string
      readonly given: string
    }
  | {
      readonly code: 'version-differs-when-changed'
      readonly system: string
      readonly version: string
      readonly included: string
      readonly given: string
    }
  | { readonly code: 'supplement-unknown'; readonly urls: readonly string[] }
  | { readonly code: 'filter-without-value'; readonly system: string; readonly property: string; readonly op: string }
  | {
      readonly code: 'filter-unknown'
      readonly system: string
      readonly property: string
      readonly op: string
      readonly value: string
    }
  | { readonly code: 'filter-property-unknown'; readonly system: string; readonly property: string }
  | { readonly code: 'filter-code-unknown'; readonly system: string; readonly value: string }
  | { readonly code: 'regex-refused'; readonly pattern: string; readonly cause: string }
  | { readonly code: 'property-unknown'; readonly property: string; readonly system: string }
  | { readonly code: 'include-without-content'; readonly valueSet: string }
  | { readonly code: 'include-ambiguous'; readonly valueSet: string }
  | { readonly code: 'code-missing' }
  | { readonly code: 'parameter-unknown'; readonly name: string; readonly operation: string }
  | { readonly code: 'parameter-missing'; readonly name: string; readonly operation: string }
  | { readonly code: 'parameter-invalid'; readonly name: string; readonly value: string; readonly expected: string }
  | { readonly code: 'parameters-conflict'; readonly names: readonly string[] }
  | { readonly code: 'resource-invalid'; readonly what: string; readonly cause: string }
  | { readonly code: 'resource-unknown'; readonly kind: string; readonly id: string }
  | { readonly code: 'address-unknown'; readonly address: string }
  | { readonly code: 'map-unknown'; readonly url: string }
  | { readonly code: 'map-circular'; readonly url: string }
  | { readonly code: 'no-translation'; readonly codings: readonly string[] }
  | { readonly code: 'languages-unreadable'; readonly given: string }
  | { readonly code: 'systems-differ'; readonly systems: readonly string[] }
  | { readonly code: 'subsumption-without-system' }
  | {
      readonly code: 'sets-compared'
      readonly relation: SetRelation
      readonly one: string
      readonly other: string
    }

export const txCatalogue: Catalogue<TxProblem> = { zh, en }

/** Says a problem of the terminology in one language. */
export const renderTxProblem = createRender(txCatalogue)
