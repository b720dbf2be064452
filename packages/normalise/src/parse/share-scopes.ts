import { CT, MR, RF, XR } from '../lexicon/groups.ts'
import type { Term } from '../lexicon/term.ts'
import { groupOfModality, methodMask } from './method-groups.ts'
import { relate } from './relate.ts'
import type { Mention, Unit } from './unit.ts'

const complete = (unit: Unit): boolean =>
  unit.methods.length > 0 || unit.modality !== null || unit.hardware !== null || unit.uncovered !== null

const bit = (group: number): number => 1 << group
/** Method words of CT and MR alike (平扫), or of films. */
const isGeneral = (mask: number): boolean =>
  (mask & bit(XR)) !== 0 || ((mask & bit(CT)) !== 0 && (mask & bit(MR)) !== 0)

const BASIC_SCANS: readonly (string | null)[] = [null, '11', '21', '22']

/** CT颈椎+胸椎平扫三维重建: plain, contrast and reconstruction are done of whatever the list names. */
const isBasicOf = (group: number, { methods }: Unit): boolean =>
  methods.length > 0 &&
  methods.every(({ term }) => {
    const meaning = term.meanings[group]
    return (
      meaning != null && BASIC_SCANS.includes(meaning.scan) && (meaning.scan !== null || meaning.processing !== null)
    )
  })

/** CT头颅、胸部平扫: the modality heads the list, the method ends it; a method of its own (颈部MRA) is of its part. */
const onlyHeads = (unit: Unit, next: Unit): boolean =>
  unit.modality !== null &&
  unit.modalityLeads &&
  unit.methods.length === 0 &&
  unit.uncovered === null &&
  next.modality === null &&
  modalityFits(next, unit.modality) &&
  (isGeneral(methodMask(next.methods)) || isBasicOf(groupOfModality(unit.modality), next))

/** A unit without a method shares that of its right neighbour when it trails, else that of its left one when it leads. */
export function shareMethods(exams: readonly Unit[]): void {
  for (let i = exams.length - 2; i >= 0; i--) {
    const unit = exams[i] as Unit
    const next = exams[i + 1] as Unit
    if ((complete(unit) && !onlyHeads(unit, next)) || unit.parts.length === 0 || next.parts.length === 0) continue
    if (next.methods.length > 0 && next.methodTrails && !next.methodLeads) {
      unit.methods = next.methods
      unit.methodTrails = true
      unit.group = next.group
    }
    if (next.modality !== null && !next.modalityLeads) {
      unit.modality = next.modality
      if (unit.methods.length === 0 && next.methods.length === 0) unit.group = next.group
    }
  }
  for (let i = 1; i < exams.length; i++) {
    const unit = exams[i] as Unit
    const before = exams[i - 1] as Unit
    if (complete(unit) || unit.parts.length === 0) continue
    if (before.methodLeads || (before.methods.length > 0 && (unit.joint === 'list' || unit.joint === 'juxta'))) {
      unit.methods = before.methods
      unit.methodLeads = before.methodLeads
      unit.group = before.group
    }
  }
}

/** A modality that leads holds for what follows, one that trails for what stands before; else the nearest before. */
export function shareModality(exams: readonly Unit[]): void {
  for (let i = 1; i < exams.length; i++) {
    const unit = exams[i] as Unit
    const before = exams[i - 1] as Unit
    if (
      unit.modality === null &&
      before.modality !== null &&
      before.modalityLeads &&
      modalityFits(unit, before.modality)
    ) {
      unit.modality = before.modality
      unit.modalityLeads = true
    }
  }
  for (let i = exams.length - 2; i >= 0; i--) {
    const unit = exams[i] as Unit
    const next = exams[i + 1] as Unit
    if (unit.modality === null && next.modality !== null && !next.modalityLeads && modalityFits(unit, next.modality)) {
      unit.modality = next.modality
      if (unit.methods.length === 0 && next.methods.length === 0) unit.group = next.group
    }
  }
  for (let i = 1; i < exams.length; i++) {
    const unit = exams[i] as Unit
    const before = exams[i - 1] as Unit
    if (unit.modality === null && before.modality !== null && modalityFits(unit, before.modality))
      unit.modality = before.modality
  }
}

function modalityFits(unit: Unit, modality: Mention): boolean {
  const group = groupOfModality(modality)
  // 腹部立位、胸部透视: a film has a position, fluoroscopy none
  if (group === RF && unit.methods.some(({ term }) => (term.groupMask & (bit(XR) | bit(RF))) === bit(XR))) return false
  return group < 0 || (methodMask(unit.methods) & (1 << group)) !== 0
}

/** 颈、胸、腰椎: a part named by one character borrows 椎 from the part that ends its list. */
export function shareVertebrae(exams: readonly Unit[]): void {
  let ends = false
  for (let i = exams.length - 1; i >= 0; i--) {
    const unit = exams[i] as Unit
    for (let k = unit.parts.length - 1; k >= 0; k--) {
      const part = unit.parts[k] as Unit['parts'][number]
      if (part.term.text.length === 1 && part.term.asVertebra !== null && ends) part.term = part.term.asVertebra
      else ends = part.term.text.includes('椎')
    }
    if (unit.joint !== 'list') ends = false
  }
}

/**
 * 颈部+腋窝+腹股沟淋巴结: the nodes that end a list are those of every place in it. A place that an exam word of its own
 * follows is no such place.
 */
export function shareNodes(exams: readonly Unit[]): void {
  let ends = false
  for (let i = exams.length - 1; i >= 0; i--) {
    const unit = exams[i] as Unit
    const last = unit.parts[unit.parts.length - 1]
    const own = i < exams.length - 1 && (unit.methods.length > 0 || (unit.modality !== null && !unit.modalityLeads))
    if (last === undefined || (own && !last.term.text.includes('淋巴结'))) ends = false
    else if (last.term.text.includes('淋巴结')) ends = true
    if (!ends) continue
    for (const part of unit.parts) part.term = nodesOf(part.term)
  }
}

/** 左足、距骨: a bone that two places share is of the one that the list names beside it. */
export function shareBones(exams: readonly Unit[]): void {
  for (let i = 1; i < exams.length; i++) {
    const unit = exams[i] as Unit
    const before = (exams[i - 1] as Unit).parts.at(-1)
    const part = unit.parts[0]
    if (unit.joint !== 'list' || before === undefined || part === undefined || unit.parts.length > 1) continue
    if (part.term.alsoIn !== null && part.term.alsoIn === before.term.site?.key) part.term = before.term
  }
}

/** The lymph nodes of a place, where the lexicon has them. */
export const nodesOf = (term: Term): Term => (term.text.includes('淋巴结') ? term : (term.asNodes ?? term))

/**
 * 左膝、踝关节: the side before the first part of a list holds for the parts behind it that have none; so it does for
 * parts that share one method (左侧肩关节+肘关节CT平扫).
 */
export function shareSides(exams: readonly Unit[]): void {
  let lead: Unit['parts'][number] | null = null
  let group = -1
  for (const unit of exams) {
    for (let i = 0; i < unit.parts.length; i++) {
      const part = unit.parts[i] as Unit['parts'][number]
      if (part.side !== null) {
        lead = part.sideLeads ? part : null
      } else if (
        lead !== null &&
        sidable(part.term) &&
        (i > 0 || unit.joint === 'list' || unit.group === group || isWithin(part.term, lead.term))
      ) {
        part.side = lead.side
        part.sideStart = lead.sideStart
        part.sideEnd = lead.sideEnd
      } else if (i === 0 && unit.joint !== 'list') {
        lead = null
      }
    }
    group = unit.group
  }
}

/** 左膝正侧位+髌骨轴位: a place within the one before is on its side. */
const isWithin = (term: Term, other: Term): boolean => relate(term, other) === 'finer'

const sidable = (term: Term): boolean =>
  term.meanings.some((meaning) => meaning?.sites.some((site) => site.left !== null) ?? false)
