import { clash, groupOfModality } from './method-groups.ts'
import { isFiner } from './part-mentions.ts'
import { relate } from './relate.ts'
import { nodesOf } from './share-scopes.ts'
import { CLASS_PURPOSE, joinSides, type PartMention, type Unit } from './unit.ts'

/**
 * Merges what a bracket says into the unit that it stands in. Without a part the bracket adds method, side and notes;
 * with a part it repeats the part (右肩关节(右肩)), makes it finer (胸部(乳腺)), lists what one exam covers
 * (右下肢(股骨、踝、足)), or names the parts itself (CT(颅脑+胸部)). Returns units that stand for themselves.
 */
export function mergeBracket(unit: Unit, inner: readonly Unit[]): Unit[] {
  for (const part of inner) absorbWords(unit, part)
  const named = inner.filter((part) => part.parts.length > 0 && !(unit.parts.length > 0 && isPurpose(part)))
  if (named.length === 0) {
    for (const part of inner) absorbMethod(unit, part, inner.length === 1)
    return []
  }
  const last = unit.parts[unit.parts.length - 1]
  if (last === undefined || unit.promoted) return promote(unit, inner, named)
  return refine(unit, last, inner, named)
}

/** （甲状腺术后）: why the exam is done, not what is examined. */
const isPurpose = (unit: Unit): boolean =>
  (unit.classes & CLASS_PURPOSE) !== 0 && unit.modality === null && unit.methods.length === 0

function absorbWords(unit: Unit, inner: Unit): void {
  unit.classes |= inner.classes
  unit.surcharge ||= inner.surcharge && unit.parts.length === 0
  unit.hardware ??= inner.hardware
  unit.nonExam ??= unit.parts.length === 0 ? inner.nonExam : null
  unit.uncovered ??= inner.uncovered
  unit.protocol ??= inner.protocol
  unit.alternative ||= inner.alternative && inner.parts.length > 0
  unit.modifiers.push(...inner.modifiers)
}

/** `close`: the bracket says one thing, as if it stood beside the words of the unit. */
function absorbMethod(unit: Unit, inner: Unit, close = true): void {
  if (inner.modality !== null && unit.modality !== null && clash(inner.modality.term, unit.modality.term))
    unit.contradicts = true
  if (inner.modality !== null && unit.modality === null) {
    unit.modality = inner.modality
    unit.modalityLeads = unit.parts.length === 0
  }
  for (const method of inner.methods) unit.methods.push(close ? { ...method, segment: unit.segment } : method)
  if (inner.methods.length > 0) {
    if (unit.parts.length === 0) unit.methodLeads = true
    else unit.methodTrails = true
  }
  if (inner.finer) {
    const part = unit.parts[unit.parts.length - 1]
    if (part === undefined) unit.finer = true
    else part.finer = true
  }
  if (inner.side !== null) sideFor(unit, inner)
}

/** A side in a bracket belongs to the part before it, else to the part that follows. */
function sideFor(unit: Unit, from: { side: Unit['side']; sideStart: number; sideEnd: number }): void {
  const part = unit.parts[unit.parts.length - 1]
  if (part === undefined) {
    unit.side = joinSides(unit.side, from.side)
    unit.tagSide = true
    unit.sideStart = from.sideStart
    unit.sideEnd = from.sideEnd
  } else if (part.side !== null) {
    unit.contradicts ||= joinSides(part.side, from.side) === 'both' && part.side !== 'both' && from.side !== 'both'
  } else {
    part.side = from.side
    part.sideStart = from.sideStart
    part.sideEnd = from.sideEnd
  }
}

/** CT(颅脑+胸部): the bracket names the parts; all of them share the head and whatever follows the bracket. */
function promote(unit: Unit, inner: readonly Unit[], named: readonly Unit[]): Unit[] {
  if (named.length > 1 && named.some((part) => part.methods.length > 0 || part.modality !== null)) {
    return separate(unit, inner)
  }
  unit.promoted = true
  for (const part of inner) {
    if (part.parts.length === 0) {
      absorbMethod(unit, part)
      continue
    }
    for (const mention of part.parts) {
      if (mention.side === null && unit.side !== null) {
        mention.side = unit.side
        mention.sideStart = unit.sideStart
        mention.sideEnd = unit.sideEnd
      }
      unit.parts.push(mention)
    }
    absorbMethod(unit, { ...part, side: null })
  }
  unit.side = null
  unit.methodTrails = inner.some((part) => part.methods.length > 0)
  return []
}

/** Every unit of the bracket is an exam of its own; the head of the bracket goes to those without a method. */
function separate(unit: Unit, inner: readonly Unit[]): Unit[] {
  const units = inner.filter((part) => part.parts.length > 0 || part.methods.length > 0)
  for (const part of units) {
    if (part.modality === null && unit.modality !== null) {
      part.modality = unit.modality
      part.modalityLeads = true
    }
    if (part.methods.length === 0) part.methods.push(...unit.methods)
    if (part.joint === 'start') part.joint = unit.joint
  }
  unit.methods = []
  unit.modality = null
  return units
}

/** 脑卒中筛查(颈动脉彩超+TCD): says no exam itself, the bracket lists the exams. */
const isHeading = (unit: Unit): boolean => unit.modality === null && unit.methods.length === 0

function refine(unit: Unit, last: PartMention, inner: readonly Unit[], named: readonly Unit[]): Unit[] {
  const mentions = named.flatMap((part) => part.parts)
  const first =
    last.term.meanings[groupOfModality(unit.modality)] ?? last.term.meanings.find((meaning) => meaning !== null)
  const wide = first != null && (first.relation === 'broader' || first.vague !== null)
  const relations = mentions.map((mention) => relate(mention.term, last.term))
  const ownExam = named.every((part) => part.methods.length > 0) && unit.methods.length > 0
  const apart = relations.every((relation) => relation === 'apart')
  if (ownExam && apart) return separate(unit, inner)
  if (isHeading(unit) && named.length > 1 && named.every((part) => part.modality !== null)) {
    unit.parts = []
    return separate(unit, inner)
  }
  if (apart && mentions.length > 1) unit.contradicts ||= mentions.every((mention) => contradicts(mention, last))
  for (const part of inner) absorbMethod(unit, { ...part, side: part.parts.length === 0 ? part.side : null })
  if (wide && mentions.length > 1) {
    unit.parts.pop()
    const nodes = last.term.text.includes('淋巴结')
    for (const mention of mentions) {
      const term = nodes ? nodesOf(mention.term) : mention.term
      unit.parts.push({ ...mention, term, side: mention.side ?? last.side })
    }
    return []
  }
  const [only] = mentions
  if (mentions.length === 1 && only !== undefined) {
    const relation = relations[0]
    if (
      relation === 'finer' ||
      namesVessel(last, only) ||
      (wide && (relation !== 'apart' || first.vague !== null || only.term.site?.region === ''))
    ) {
      last.term = only.term
      last.start = only.start
      last.end = only.end
    }
    if (relation === 'same' && (only.finer || isFiner(only.term, last.term))) last.finer = true
    if (relation === 'apart') unit.contradicts ||= contradicts(only, last)
  }
  for (const mention of mentions) {
    if (mention.side !== null) sideFor(unit, mention)
  }
  return []
}

/** 腹部血管CTA(腹主动脉): a vessel behind the vessels of a region is the one of them that is meant. */
const namesVessel = (region: PartMention, part: PartMention): boolean =>
  region.term.text.endsWith('血管') && region.term.site?.vessel === true && part.term.site?.vessel === true

/** Cervical, thoracic, lumbar and sacral spine: one region of the body, and none lies in another. */
const VERTEBRAE = new Set(['030202', '030300', '030400', '030500'])

/** Parts of pregnancy: a fetus has a head and a heart of its own. */
const PREGNANCY = '0611'

/** Two places of different regions of the body, neither inside the other. */
function contradicts(a: PartMention, b: PartMention): boolean {
  const x = a.term.site
  const y = b.term.site
  if (x?.code?.startsWith(PREGNANCY) || y?.code?.startsWith(PREGNANCY)) return false
  if (x !== null && y !== null && x !== y && VERTEBRAE.has(x.code ?? '') && VERTEBRAE.has(y.code ?? '')) return true
  return (
    x !== null && y !== null && x.region !== '' && y.region !== '' && x.region !== y.region && !x.vessel && !y.vessel
  )
}
