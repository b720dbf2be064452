import type { Modifier, Reason } from '../result.ts'
import type { Site } from './site.ts'

export type SideWord = 'left' | 'right' | 'both' | 'single'

/** How a part word relates to the part it names, from the local name's side. */
export type PartRelation = 'equivalent' | 'narrower' | 'broader'

/** What a word means in one modality group. */
export interface Meaning {
  /** The parts named; several when one word names several (肝胆胰脾肾). Empty when the word names none. */
  sites: readonly Site[]
  relation: PartRelation
  /** The word names a place too wide to choose (脊柱, 关节): its kind. */
  vague: string | null
  /** The word names a place of which the edition has no part in this group. */
  missing: string | null
  scan: string | null
  processing: string | null
  positions: readonly string[]
  route: string | null
  detail: string | null
  modifier: Modifier | null
}

/** Words whose kind does not depend on the modality. */
export type PlainKind =
  | 'hardware'
  | 'unit'
  | 'count'
  | 'filler'
  | 'charge'
  | 'note'
  | 'purpose'
  | 'finer'
  | 'vascular'
  | 'negation'
  | 'including'
  | 'upgrade'
  | 'or'

/** One spelling of the lexicon with everything it can mean. */
export interface Term {
  readonly text: string
  /** Number of what the word says: words of one number are read alike (胸部, 肺部). */
  sense: number
  /** The name classes (bits of CLASS_…) of a word that says nothing else and is left out of the tokens; else -1. */
  leftOut: number
  /** Key of MODALITIES, or null. */
  modality: string | null
  /** An imaging or diagnostic method that the edition does not cover (DSA, endoscopy …). */
  uncovered: string | null
  side: SideWord | null
  nonExam: Reason | null
  /** Charge words may say that the name is only a surcharge. */
  surcharge: boolean
  protocol: string | null
  /** Without a modality the word means a method that the edition does not cover (血管造影 alone is DSA). */
  alone: string | null
  /** Name of a sided site that the place is counted to where both are listed: 距骨 is of the ankle, beside 足 of the foot. */
  alsoIn: string | null
  /** 颈部 before 、腋窝淋巴结 means 颈部淋巴结: the entry of the word with 淋巴结 behind it. */
  asNodes: Term | null
  /** 颈 before 、腰椎 means 颈椎: the entry of the word with 椎 behind it. */
  asVertebra: Term | null
  /** `artery`, `vein` or `any` for words that make the exam one of vessels. */
  vascular: string | null
  plain: PlainKind | null
  /** The lexicon value of a plain word: `rows` or `tesla` of a unit … */
  plainValue: string
  /** One entry per group; null where the word means nothing there. */
  readonly meanings: (Meaning | null)[]
  /** Bit g is set when the word names a part (of any kind) in group g. */
  partMask: number
  /** Bit g is set when the word states a scan, processing, position, route or detail in group g. */
  methodMask: number
  /**
   * The groups that a method word allows: all of methodMask, or 0 for words that do not tell the modality because they
   * are also fillers (常规) or, as routes of ultrasound, places (直肠).
   */
  groupMask: number
  /** The spelling begins or ends with a Latin letter: a word boundary is needed there. */
  readonly startsLatin: boolean
  readonly endsLatin: boolean
  /** The first radiology (else any) site, for questions of containment before the group is known. */
  site: Site | null
}
