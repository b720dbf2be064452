import type { SideWord, Term } from '../lexicon/term.ts'

/** A word of the name at its place: folded offsets, end exclusive. */
export interface Mention {
  readonly term: Term
  readonly start: number
  readonly end: number
}

/** A part named in a unit, with the side said for it. */
export interface PartMention {
  term: Term
  start: number
  end: number
  side: SideWord | null
  sideStart: number
  sideEnd: number
  /** The side was written before the part, so that a list may share it (左膝、踝关节). */
  sideLeads: boolean
  /** A word beside the part says more than the part (椎间盘 beside 腰椎). */
  finer: boolean
}

/** A scan, processing, position, route or detail word; `segment` tells which words stood together. */
export interface MethodMention extends Mention {
  readonly segment: number
}

/** What stood before a unit. `juxta`: nothing, the next exam just began. */
export type Joint = 'start' | 'separator' | 'list' | 'dash' | 'space' | 'juxta'

/** A stretch of the name between separators: what it says, before scopes are resolved. */
export interface Unit {
  joint: Joint
  segment: number
  start: number
  end: number
  modality: Mention | null
  /** The modality stands before the unit's first part: it may head a list. */
  modalityLeads: boolean
  parts: PartMention[]
  methods: MethodMention[]
  /** Some method word stands before the first part. */
  methodLeads: boolean
  /** Some method word stands behind the last part: a list may share it. */
  methodTrails: boolean
  side: SideWord | null
  sideStart: number
  sideEnd: number
  /** The side comes from a tag in brackets before the exam. */
  tagSide: boolean
  modifiers: Mention[]
  finer: boolean
  nonExam: Term | null
  surcharge: boolean
  uncovered: Mention | null
  protocol: Mention | null
  /** Scanner hardware that tells the modality: rows → CT, field strength → MR. */
  hardware: 'CT' | 'MR' | null
  alternative: boolean
  /** A vascular study of no part among several exams: of the unspecified part. */
  free: boolean
  /** Characters outside brackets that no lexicon entry explains. */
  unknown: number
  /** A tag in square brackets at the front names another part than the exam. */
  contradicts: boolean
  /** The parts came from brackets: CT(头颅)(胸部), or a tag [胸部] in front. */
  promoted: boolean
  /** The exam was said whole before a method joined it (头颅MRI + MRA): the plain scan is meant too. */
  plainImplied: boolean
  /** Number shared by the units that share one method: a later method joins them all. */
  group: number
  /** Bit set of name classes met. */
  classes: number
}

export const CLASS_PURPOSE = 1
export const CLASS_HARDWARE = 2
export const CLASS_CHARGING = 4
export const CLASS_NOTE = 8
/** The purpose word is one that the edition publishes as a qualifier of a part. */
export const CLASS_TRAUMA = 16

export function emptyUnit(joint: Joint, segment: number, start: number): Unit {
  return {
    joint,
    segment,
    start,
    end: start,
    modality: null,
    modalityLeads: false,
    parts: [],
    methods: [],
    methodLeads: false,
    methodTrails: false,
    side: null,
    sideStart: 0,
    sideEnd: 0,
    tagSide: false,
    modifiers: [],
    finer: false,
    nonExam: null,
    surcharge: false,
    uncovered: null,
    protocol: null,
    hardware: null,
    alternative: false,
    free: false,
    unknown: 0,
    contradicts: false,
    promoted: false,
    plainImplied: false,
    group: segment,
    classes: 0,
  }
}

/** Left and right said for one place are both. */
export function joinSides(a: SideWord | null, b: SideWord | null): SideWord | null {
  if (a === null || a === b) return b
  if (b === null) return a
  if (a === 'single') return b
  if (b === 'single') return a
  return 'both'
}

/** A unit that says nothing of an exam is dropped. */
export const hasContent = (unit: Unit): boolean =>
  unit.parts.length > 0 ||
  unit.methods.length > 0 ||
  unit.modality !== null ||
  unit.side !== null ||
  unit.nonExam !== null ||
  unit.surcharge ||
  unit.uncovered !== null ||
  unit.protocol !== null ||
  unit.hardware !== null ||
  unit.modifiers.length > 0 ||
  unit.finer ||
  unit.unknown > 0 ||
  unit.classes !== 0
