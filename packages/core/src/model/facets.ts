import type { DictionaryId } from './scheme.ts'

export type Side = 'left' | 'right' | 'both'
export type Status = 'active' | 'retired'
/** `extension` values and items are ours and live in a code system of their own (prefix `Y`). */
export type Origin = 'published' | 'extension'

/** One value of a facet dictionary (a row of standard/facets/*.tsv). */
export interface FacetValue {
  readonly dictionary: DictionaryId
  /**
   * The characters that stand in the code. Part values carry their whole path: `0722` is level 2, `072201` level 3,
   * so that a value is unique in its dictionary.
   */
  readonly code: string
  /** Published Chinese name. */
  readonly name: string
  readonly nameEn: string
  /** Permanent, meaningless id: nine digits, the last a Verhoeff check digit. */
  readonly conceptId: string
  readonly status: Status
  readonly origin: Origin
  /** Code of the broader value in the same dictionary (part trees; devices under the any-device value). */
  readonly parent?: string
  /** Codes of the values that a composite stands for (正、侧位 = 正位 + 侧位); all in the same dictionary. */
  readonly components?: readonly string[]
  /** For a sided part: the name of the site without its side, shared by its left, right and both values; also of a
   * part that the publisher coded twice (前列腺 U507 and U508, told apart by route). */
  readonly site?: string
  readonly side?: Side
  /** Bracketed qualifier in the name: 外伤, 整形, 开闭口位 … */
  readonly qualifier?: string
  /**
   * The word that stands for the value inside an item's name, where that is not its own name. By modality (`DR`), else
   * by tag (`XR`), else `*`: 全腹部 is written 腹部 in the names of X-ray items. `{part}` marks where the part goes.
   */
  readonly inName?: Readonly<Record<string, string>>
  readonly inNameEn?: Readonly<Record<string, string>>
  /**
   * How a scan takes its place in an item's name: in brackets behind the part, openly behind the part, or alone
   * because its own words say the part. Absent means `behind`.
   */
  readonly writing?: 'bracket' | 'behind' | 'alone'
  /** Sheet fields (内涵) that hold for this value; empty ones are left out, nothing is invented. */
  readonly sheet: Readonly<Record<string, string>>
}

/** Facets of a CT or MR item: one code field each, `part` is the whole six-character path. */
export interface SectionalFacets {
  readonly scheme: 'radiology'
  readonly device: string
  readonly part: string
  readonly side: Side | null
  readonly scan: string
  readonly processing: string
  readonly supplementary: string
}

/** Facets of an X-ray item (DR, mobile DR, CR, MG, RF). */
export interface ProjectionFacets {
  readonly scheme: 'radiology'
  readonly device: string
  readonly part: string
  readonly side: Side | null
  readonly scan: string
  readonly position: string
  readonly supplementary: string
}

/** `part` is system and part, e.g. `U101`. */
export interface UltrasoundFacets {
  readonly scheme: 'ultrasound'
  readonly part: string
  readonly side: Side | null
  readonly route: string
  readonly detail: string
  readonly scan: string
}

/** `part` is system and part, e.g. `A101` (system `A1`, part `01`). */
export interface PetFacets {
  readonly scheme: 'pet'
  readonly modality: string
  readonly part: string
  readonly scan: string
  readonly supplementary: string
}

/** `part` is system and part, e.g. `A104`. */
export interface SpectFacets {
  readonly scheme: 'spect'
  readonly modality: string
  readonly image: string
  readonly part: string
  readonly scan: string
  readonly process: string
  readonly dose: string
  readonly supplementary: string
}

/** The facet tuple of an item: code ↔ tuple is one to one. */
export type FacetTuple = SectionalFacets | ProjectionFacets | UltrasoundFacets | PetFacets | SpectFacets
