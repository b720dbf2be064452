/** The facets that an exam can be asked for by. */
export type WordFacet =
  | 'modality'
  | 'device'
  | 'part'
  | 'side'
  | 'scan'
  | 'processing'
  | 'position'
  | 'route'
  | 'detail'
  | 'image'
  | 'process'
  | 'dose'

/** A value or an item that would have fitted. */
export interface Offer {
  readonly code: string
  readonly name: string
}

/** What can be wrong with an exam given in words. */
export type WordsProblem =
  | {
      readonly code: 'words-unknown-value'
      readonly facet: WordFacet
      readonly text: string
      readonly near: readonly Offer[]
    }
  | {
      readonly code: 'words-ambiguous-value'
      readonly facet: WordFacet
      readonly text: string
      readonly values: readonly Offer[]
    }
  | { readonly code: 'words-facet-not-used'; readonly facet: WordFacet; readonly modality: string }
  | { readonly code: 'words-missing-facet'; readonly facet: WordFacet; readonly values: readonly Offer[] }
  | { readonly code: 'words-no-item'; readonly nearest: readonly Offer[] }
