import type { Designation, FacetTuple, Item, Modality, Origin, Pinyin, SchemeId, Status } from '@yingma/core'

/** What expansion knows of an item; everything else follows from it. */
export type ItemRecord = Omit<Item, 'designations'>

/** An item whose designations are made when first asked for, so that loading an edition stays fast. */
export class EditionItem implements Item {
  readonly code: string
  readonly scheme: SchemeId
  readonly modality: Modality
  readonly facets: FacetTuple
  readonly name: string
  readonly nameEn: string
  readonly conceptId: string
  readonly origin: Origin
  readonly status: Status
  readonly grammarName: string
  readonly successors: readonly string[]
  readonly #pinyin: Pinyin
  #designations: readonly Designation[] | undefined

  constructor(record: ItemRecord, pinyin: Pinyin) {
    this.code = record.code
    this.scheme = record.scheme
    this.modality = record.modality
    this.facets = record.facets
    this.name = record.name
    this.nameEn = record.nameEn
    this.conceptId = record.conceptId
    this.origin = record.origin
    this.status = record.status
    this.grammarName = record.grammarName
    this.successors = record.successors
    this.#pinyin = pinyin
  }

  get designations(): readonly Designation[] {
    this.#designations ??= designationsOf(this, this.#pinyin)
    return this.#designations
  }

  /** JSON has the designations too, though they are no field. */
  toJSON(): Item {
    return { ...this, designations: this.designations }
  }
}

/**
 * Preferred names, the grammar's name where the published one differs, the display form of hospital systems (a leading
 * `*` marks a standard name there), and the pinyin search keys.
 */
function designationsOf(item: Item, pinyin: Pinyin): readonly Designation[] {
  const grammar: readonly Designation[] =
    item.grammarName === item.name ? [] : [{ value: item.grammarName, language: 'zh', use: 'grammar' }]
  return [
    { value: item.name, language: 'zh', use: 'preferred' },
    { value: item.nameEn, language: 'en', use: 'preferred' },
    ...grammar,
    { value: `*${item.name}`, language: 'zh', use: 'display' },
    { value: pinyin.syllables(item.name), language: 'pinyin', use: 'synonym' },
    { value: pinyin.initials(item.name), language: 'pinyin', use: 'initials' },
  ]
}
