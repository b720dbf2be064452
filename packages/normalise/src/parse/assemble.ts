import { isProjection } from '../lexicon/groups.ts'

import type { Term } from '../lexicon/term.ts'
import { clash, groupOfModality, methodMask } from './method-groups.ts'
import { relate } from './relate.ts'
import { shareBones, shareMethods, shareModality, shareNodes, shareSides, shareVertebrae } from './share-scopes.ts'
import { joinSides, type MethodMention, type Unit } from './unit.ts'

/** The units of a name after scopes are resolved, and what belonged to no exam. */
export interface Assembly {
  /** Units that name an exam (a part, or a method or modality that no part could take). */
  readonly exams: Unit[]
  /** Units that name none: film, surcharge, notes. */
  readonly loose: Unit[]
}

/** Resolves heads, tails and lists over the units of one name. */
export function assemble(units: readonly Unit[]): Assembly {
  const joined = joinLoose(units)
  const loose: Unit[] = []
  const exams = attach(joined, loose)
  shareVertebrae(exams)
  shareNodes(exams)
  shareBones(exams)
  shareMethods(exams)
  shareModality(exams)
  shareSides(exams)
  return { exams, loose }
}

const says = (unit: Unit): boolean =>
  unit.methods.length > 0 ||
  unit.modality !== null ||
  unit.side !== null ||
  unit.modifiers.length > 0 ||
  unit.hardware !== null ||
  unit.finer

/** Units parted only by a space or a dash are one when one of them has no part (CT-胸部, 胸部 平扫). */
function joinLoose(units: readonly Unit[]): Unit[] {
  const joined: Unit[] = []
  for (const unit of units) {
    const previous = joined[joined.length - 1]
    const tight = unit.joint === 'space' || unit.joint === 'dash'
    if (previous === undefined || !tight) {
      joined.push(unit)
    } else if (unit.parts.length === 0) {
      mergeTail(previous, unit)
    } else if (previous.parts.length === 0 || isVague(previous) || isAround(previous, unit)) {
      keepVesselKind(previous)
      previous.parts = []
      mergeHead(previous, unit)
      joined[joined.length - 1] = unit
    } else if (sameParts(previous, unit) && (previous.methods.length === 0 || unit.methods.length === 0)) {
      mergeTail(previous, unit)
    } else {
      joined.push(unit)
    }
  }
  return joined
}

/** 浅表彩超-乳腺, Spine^Lumbar: a place too wide to choose, or the kind of a vessel, yields to the place that follows. */
const isVague = (unit: Unit): boolean =>
  unit.parts.every(
    ({ term: { meanings, vascular } }) =>
      vascular !== null ||
      (meanings.some((meaning) => meaning !== null && meaning.vague !== null) &&
        meanings.every((meaning) => meaning === null || meaning.vague !== null || meaning.relation === 'broader')),
  )

/** PET/CT局部 胸部: a word for any region yields to the region that follows. */
const isAround = (previous: Unit, unit: Unit): boolean =>
  previous.parts.length === 1 &&
  unit.parts.length === 1 &&
  previous.parts.every(({ term }) =>
    term.meanings.every((meaning) => meaning === null || meaning.relation === 'broader'),
  ) &&
  relate((unit.parts[0] as { term: Term }).term, (previous.parts[0] as { term: Term }).term) === 'finer'

/** 静脉 双下肢: the kind of vessel stays, whatever place follows. */
function keepVesselKind(unit: Unit): void {
  for (const { term, start, end } of unit.parts) {
    if (term.vascular !== null) unit.methods.push({ term, start, end, segment: unit.segment })
  }
}

const sameParts = (a: Unit, b: Unit): boolean =>
  b.parts.length === 1 &&
  a.parts.length === 1 &&
  relate((b.parts[0] as { term: Term }).term, (a.parts[0] as { term: Term }).term) === 'same' &&
  (a.parts[0]?.side ?? b.parts[0]?.side) === (b.parts[0]?.side ?? a.parts[0]?.side)

function mergeWords(into: Unit, from: Unit): void {
  into.modifiers.push(...from.modifiers)
  into.classes |= from.classes
  into.surcharge ||= from.surcharge
  into.hardware ??= from.hardware
  into.nonExam ??= from.nonExam
  into.uncovered ??= from.uncovered
  into.protocol ??= from.protocol
  into.alternative ||= from.alternative
  into.unknown += from.unknown
  into.contradicts ||= from.contradicts
}

/** `unit` follows `into` and has no part of its own (or the same one). */
function mergeTail(into: Unit, unit: Unit): void {
  mergeWords(into, unit)
  into.end = unit.end
  if (into.modality === null) {
    into.modality = unit.modality
    into.modalityLeads = into.parts.length === 0
  }
  into.methods.push(...unit.methods)
  if (unit.methods.length > 0) {
    if (into.parts.length > 0) into.methodTrails = true
    else into.methodLeads = true
  }
  const last = into.parts[into.parts.length - 1]
  const side = unit.side ?? unit.parts[0]?.side ?? null
  if (side !== null) {
    const from = unit.side !== null ? unit : (unit.parts[0] as { sideStart: number; sideEnd: number })
    if (last === undefined) {
      into.side = joinSides(into.side, side)
      into.sideStart = from.sideStart
      into.sideEnd = from.sideEnd
    } else if (last.side === null) {
      last.side = side
      last.sideStart = from.sideStart
      last.sideEnd = from.sideEnd
    }
  }
  if (unit.finer && last !== undefined) last.finer = true
}

/** `head` stands before `unit` and has no part. */
function mergeHead(head: Unit, unit: Unit): void {
  mergeWords(unit, head)
  unit.start = head.start
  unit.joint = head.joint
  if (head.modality !== null && unit.modality !== null && clash(head.modality.term, unit.modality.term))
    unit.contradicts = true
  if (head.modality !== null && (unit.modality === null || unit.modality.term.modality === 'DR')) {
    unit.modality = head.modality
    unit.modalityLeads = true
  }
  if (head.methods.length > 0) {
    unit.methods.unshift(...head.methods)
    unit.methodLeads = true
  }
  if (head.side !== null) giveSide(unit, head)
  const first = unit.parts[0]
  if (head.finer && first !== undefined) first.finer = true
}

function giveSide(unit: Unit, from: Unit): void {
  const first = unit.parts[0]
  if (first === undefined) return
  first.side = joinSides(from.side, first.side)
  first.sideLeads = true
  if (first.sideEnd === 0 || from.sideStart < first.sideStart) first.sideStart = from.sideStart
  first.sideEnd = Math.max(first.sideEnd, from.sideEnd)
}

/** Gives units without a part to the exam that they belong to. */
function attach(units: readonly Unit[], loose: Unit[]): Unit[] {
  const exams: Unit[] = []
  let head: Unit | null = null
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as Unit
    if (unit.parts.length > 0) {
      if (head !== null) mergeHead(head, unit)
      head = null
      exams.push(unit)
      continue
    }
    const previous = anchor(exams)
    dropImpliedBasics(unit)
    if (unit.protocol !== null || (unit.uncovered !== null && unit.methods.length === 0)) {
      exams.push(unit)
      continue
    }
    if (!says(unit) || (unit.nonExam !== null && unit.methods.length === 0 && unit.modality === null)) {
      if (head !== null && unit.nonExam?.nonExam === 'guidance') head.nonExam ??= unit.nonExam
      else loose.push(unit)
      continue
    }
    if (unit.surcharge) {
      attachSurcharge(previous, unit)
      loose.push(unit)
      continue
    }
    const next = units[i + 1]
    const nextOpen = next !== undefined && next.parts.length > 0
    if (unit.methods.length === 0 && unit.modality === null) {
      if (unit.side !== null && nextOpen) giveSide(next, unit)
      else if (previous !== undefined) mergeTail(previous, unit)
      else head = joinHeads(head, unit)
    } else if (previous === undefined) {
      head = joinHeads(head, unit)
    } else if (unit.methods.length === 0) {
      if (nextOpen && next.modality === null) mergeHead(unit, next)
      else if (previous.modality === null) mergeTail(previous, unit)
      else exams.push(copyParts(previous, unit))
    } else if (
      unit.modality !== null &&
      exams.length > 1 &&
      unit.methods.some((method) => method.term.vascular !== null)
    ) {
      unit.free = true
      exams.push(unit)
    } else if (fitsModality(previous, unit)) {
      previous.plainImplied ||= previous.methods.length === 0 && previous.modality !== null
      mergeTail(previous, unit)
    } else {
      exams.push(copyParts(previous, unit))
    }
  }
  if (head !== null) exams.push(head)
  return exams
}

/** Heads that follow one another are one head. */
function joinHeads(head: Unit | null, unit: Unit): Unit {
  if (head === null) return unit
  mergeTail(head, unit)
  return head
}

/** The last exam with a part named for itself; one whose scan implies its part (MRCP) is no place for further methods. */
function anchor(exams: readonly Unit[]): Unit | undefined {
  for (let i = exams.length - 1; i >= 0; i--) {
    const exam = exams[i] as Unit
    if (exam.parts.some((part) => part.term.methodMask === 0)) return exam
  }
  return exams[exams.length - 1]
}

const isBasic = (method: MethodMention): boolean =>
  method.term.meanings.some((meaning) => meaning?.scan === '11' || meaning?.scan === '21' || meaning?.scan === '22')

/** MR增强单脏器波谱分析: 增强 of a technique named without a part is a word of its price, no scan of the neighbour. */
function dropImpliedBasics(unit: Unit): void {
  if (unit.modality === null || unit.methods.length < 2) return
  const special = unit.methods.filter((method) => method.term.methodMask !== 0 && !isBasic(method))
  if (special.length > 0)
    unit.methods = unit.methods.filter(
      (method) => !isBasic(method) || !special.some((other) => other.segment === method.segment),
    )
}

/** 加收 of a special technique belongs to the exam before it: only the technique, never 平扫 or 增强. */
function attachSurcharge(previous: Unit | undefined, unit: Unit): void {
  if (previous === undefined) return
  previous.modifiers.push(...unit.modifiers)
  const special = unit.methods.filter((method) => !isBasic(method))
  if (fitsModality(previous, unit)) previous.methods.push(...special)
}

function fitsModality(unit: Unit, method: Unit): boolean {
  const known = groupOfModality(unit.modality)
  const own = groupOfModality(method.modality)
  if (own >= 0 && known >= 0) return own === known || (isProjection(own) && isProjection(known))
  const mask = methodMask(method.methods)
  if (known >= 0) return (mask & (1 << known)) !== 0
  const before = methodMask(unit.methods)
  if (own >= 0) return (before & (1 << own)) !== 0
  return (before & mask) !== 0
}

/**
 * A method of another modality without a part is an exam of the part before it (头颅CT+MRA); a side behind it is that of
 * the part (膝关节CT+MR(左)).
 */
function copyParts(from: Unit, method: Unit): Unit {
  for (const part of from.parts) {
    if (part.side !== null || method.side === null) continue
    part.side = method.side
    part.sideStart = method.sideStart
    part.sideEnd = method.sideEnd
  }
  method.parts = from.parts.map((part) => ({ ...part }))
  return method
}
