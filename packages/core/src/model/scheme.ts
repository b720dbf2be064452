/** The four published code schemes; a code tells its scheme by its first two characters, never by its length. */
export type SchemeId = 'radiology' | 'ultrasound' | 'pet' | 'spect'

/** The modality words of the standard. `MDR` is mobile DR (device 42). */
export type Modality = 'CT' | 'MR' | 'DR' | 'MDR' | 'CR' | 'MG' | 'RF' | 'US' | 'PET/CT' | 'PET/MR' | 'SPECT'

/** Names a facet dictionary, e.g. `radiology-parts`, `scans-ct`. */
export type DictionaryId = string

/** One fixed-width field of a code. */
export interface Field {
  /** Facet name, e.g. `device`, `part1`, `scan`. */
  readonly name: string
  /** Where a tag gives the field another meaning: `processing` is `position` under `XR`. */
  readonly nameByTag?: Readonly<Record<string, string>>
  readonly title: Text
  /** Number of characters. */
  readonly width: number
  /**
   * The dictionary whose values fill the field. A tagged field has one dictionary per tag (the modality group that
   * the head of the code selects: `CT`, `MR`, `XR`); `null` means that the field has the fixed content `fixed`.
   */
  readonly dictionary: DictionaryId | Readonly<Record<string, DictionaryId>> | null
  readonly fixed?: string
  /**
   * The dictionary's codes carry their path: a value is the characters of the code from the field named here to the
   * end of this one (`part3` from `part1` reads `072201`; `part` from `system` reads `U101`).
   */
  readonly pathFrom?: string
}

/** A code scheme as data (standard/schemes/*.json). */
export interface Scheme {
  readonly id: SchemeId
  readonly title: Text
  /** Number of characters of a code. */
  readonly length: number
  /** First two characters of a code → the modality they mean and the tag that tagged fields use. */
  readonly heads: Readonly<Record<string, { readonly modality: Modality; readonly tag: string }>>
  readonly fields: readonly Field[]
}

/** A text in both languages of the product. */
export interface Text {
  readonly zh: string
  readonly en: string
}
