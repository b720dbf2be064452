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

/** `part` (code, code prefix or name of a sided site) lies inside `container` (standard/anatomy/containment.tsv). */
export interface Containment {
  readonly part: string
  readonly container: string
}

/** The arteries and veins of a region (standard/anatomy/vessels.tsv). */
export interface RegionVessels {
  readonly part: string
  readonly artery: string
  readonly vein: string
}

/** A published part that names a list of organs, and how many of them make the list (standard/anatomy/organ-groups.tsv). */
export interface OrganGroup {
  readonly part: string
  readonly members: readonly string[]
  readonly minimum: number
  readonly relation: 'equivalent' | 'narrower'
}

/** All that reading local names needs besides the edition: words, writing and anatomy. */
export interface Vocabulary {
  readonly terms: readonly LexiconTerm[]
  /** Traditional character → simplified. */
  readonly traditional: ReadonlyMap<string, string>
  readonly containment: readonly Containment[]
  readonly vessels: readonly RegionVessels[]
  readonly organGroups: readonly OrganGroup[]
}
