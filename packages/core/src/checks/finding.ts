import type { DictionaryId } from '../model/scheme.ts'

/** An item as a counterexample names it. */
export interface ItemRef {
  readonly code: string
  readonly name: string
}

/** A dictionary value as a counterexample names it. */
export interface ValueRef extends ItemRef {
  readonly dictionary: DictionaryId
}

/** What a check of an edition finds, with the counterexample. A union by `code`, like every problem. */
export type Finding =
  | { readonly code: 'finding-nothing-checked' }
  | { readonly code: 'finding-code-twice'; readonly items: readonly ItemRef[] }
  | { readonly code: 'finding-code-unreadable'; readonly item: ItemRef }
  | { readonly code: 'finding-lookup-wrong'; readonly item: ItemRef; readonly lookup: 'byCode' | 'byId' }
  | { readonly code: 'finding-facets-disagree'; readonly item: ItemRef }
  | { readonly code: 'finding-facets-twice'; readonly items: readonly ItemRef[] }
  | { readonly code: 'finding-encoded-otherwise'; readonly item: ItemRef; readonly encoded: string | null }
  | { readonly code: 'finding-name-empty'; readonly item: ItemRef; readonly language: 'zh' | 'en' }
  | { readonly code: 'finding-name-starred'; readonly item: ItemRef }
  | { readonly code: 'finding-name-twice'; readonly language: 'zh' | 'en'; readonly items: readonly ItemRef[] }
  | { readonly code: 'finding-check-character'; readonly item: ItemRef; readonly checkForm: string | null }
  | { readonly code: 'finding-code-lost'; readonly release: string; readonly item: ItemRef }
  | { readonly code: 'finding-code-reused'; readonly release: string; readonly item: ItemRef; readonly before: ItemRef }
  | { readonly code: 'finding-code-revived'; readonly release: string; readonly item: ItemRef }
  | {
      readonly code: 'finding-code-remeant'
      readonly release: string
      readonly item: ItemRef
      readonly facet: string
      readonly before: string
      readonly after: string
    }
  | { readonly code: 'finding-name-changed'; readonly release: string; readonly item: ItemRef; readonly before: string }
  | { readonly code: 'finding-id-moved'; readonly release: string; readonly before: ItemRef; readonly after: ItemRef }
  | { readonly code: 'finding-component-unknown'; readonly value: ValueRef; readonly component: string }
  | { readonly code: 'finding-component-loop'; readonly value: ValueRef }
  | { readonly code: 'finding-composite-twice'; readonly values: readonly ValueRef[] }
  | { readonly code: 'finding-side-twice'; readonly values: readonly ValueRef[] }
  | { readonly code: 'finding-set-twice'; readonly items: readonly ItemRef[] }
  | { readonly code: 'finding-parent-unknown'; readonly value: ValueRef; readonly parent: string }
  | { readonly code: 'finding-parent-loop'; readonly value: ValueRef }
  | { readonly code: 'finding-id-malformed'; readonly conceptId: string; readonly owner: ItemRef }
  | { readonly code: 'finding-id-twice'; readonly conceptId: string; readonly owners: readonly ItemRef[] }
  | { readonly code: 'finding-no-successor'; readonly item: ItemRef }
  | { readonly code: 'finding-successor-not-active'; readonly item: ItemRef; readonly successor: string }
  | { readonly code: 'finding-origin'; readonly item: ItemRef; readonly origin: 'published' | 'extension' }
  | { readonly code: 'finding-register'; readonly dictionary: DictionaryId; readonly value: string }
