/**
 * One row of standard/lexicon/*.tsv: a word of local names and what it means.
 * Several rows may share a term (`CTA` is a modality and a scan); overlaps are resolved by the normaliser, not here.
 */
export interface LexiconTerm {
  /** As people write it, in its normalised form: simplified Chinese, half width, lower case, no spaces between Chinese characters. */
  readonly term: string
  /** What kind of fact the term states, e.g. `part`, `scan`, `side`, `position`, `admin`. */
  readonly kind: string
  /** The value stated, in the vocabulary of its kind, e.g. `010100`, `left`, `bedside`. */
  readonly value: string
  readonly language: 'zh-Hans' | 'zh-Hant' | 'en'
  readonly form: 'preferred' | 'synonym' | 'abbreviation' | 'typo' | 'brand'
  /** Modality groups where the meaning holds: `CT`, `MR`, `XR`, `MG`, `RF`, `US`, `PET`, `SPECT`; empty means all. */
  readonly scope: readonly string[]
  readonly note: string
}
