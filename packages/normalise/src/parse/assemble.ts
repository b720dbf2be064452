import { isProjection, MODALITIES } from '../lexicon/groups.ts'
import type { Term } from '../lexicon/term.ts'
import { relate } from './relate.ts'
import { joinSides, type Mention, type MethodMention, type Unit } from './unit.ts'

/** The units of a name after scopes are resolved, and what belonged to no exam. */
export interface Assembly {
  /** Units that name an exam (a part, or a method or modality that no part could take). */
  readonly exams: Unit[]
  /** Units that name none: film, surcharge, notes. */
  readonly loose: Unit[]
}

const GROUP_BITS_PROJECTION = (1 << 2) | (1 << 3) | (1 << 4)

/** Groups in which every method word of the list means something; all groups when there is no method word. */
export function methodMask(methods: readonly MethodMention[]): number {
  let mask = 0xff
  for (const method of methods) {
    if (method.term.methodMask === 0 || method.term.plain === 'filler') continue
    mask &= widen(method.term.methodMask)
  }
  return mask
}

/** DR, MG and RF words may stand with one another's modality. */
const widen = (mask: number): number => ((mask & GROUP_BITS_PROJECTION) === 0 ? mask : mask | GROUP_BITS_PROJECTION)

export const groupOfModality = (modality: Mention | null): number =>
  modality === null ? -1 : (MODALITIES[modality.term.modality as string]?.group ?? -1)

/** Resolves heads, tails and lists over the units of one name. */
export function assemble(units: readonly Unit[]): Assembly {
  const joined = joinLoose(units)
  const loose: Unit[] = []
  const exams = attach(joined, loose)
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
    } else if (previous.parts.length === 0) {
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
      loose.push(unit)
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

/** A method of another modality without a part is an exam of the part before it (头颅CT+MRA). */
function copyParts(from: Unit, method: Unit): Unit {
  method.parts = from.parts.map((part) =>
    part.side !== null || method.side === null
      ? { ...part }
      : { ...part, side: method.side, sideStart: method.sideStart, sideEnd: method.sideEnd },
  )
  return method
}

const complete = (unit: Unit): boolean =>
  unit.methods.length > 0 || unit.modality !== null || unit.hardware !== null || unit.uncovered !== null

/** A unit without a method shares that of its right neighbour when it trails, else that of its left one when it leads. */
function shareMethods(exams: readonly Unit[]): void {
  for (let i = exams.length - 2; i >= 0; i--) {
    const unit = exams[i] as Unit
    const next = exams[i + 1] as Unit
    if (complete(unit) || unit.parts.length === 0 || next.parts.length === 0) continue
    if (next.methods.length > 0 && next.methodTrails && !next.methodLeads) {
      unit.methods = next.methods
      unit.methodTrails = true
      unit.group = next.group
    }
    if (next.modality !== null && !next.modalityLeads) unit.modality = next.modality
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

function shareModality(exams: readonly Unit[]): void {
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
    if (unit.modality === null && next.modality !== null && !next.modalityLeads && modalityFits(unit, next.modality))
      unit.modality = next.modality
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
  return group < 0 || (methodMask(unit.methods) & (1 << group)) !== 0
}

/** 左膝、踝关节: the side before the first part of a list holds for the parts behind it that have none. */
function shareSides(exams: readonly Unit[]): void {
  let lead: { side: Unit['side']; sideStart: number; sideEnd: number } | null = null
  for (const unit of exams) {
    for (let i = 0; i < unit.parts.length; i++) {
      const part = unit.parts[i] as Unit['parts'][number]
      if (part.side !== null) {
        lead = part.sideLeads ? part : null
      } else if (lead !== null && (i > 0 || unit.joint === 'list') && sidable(part.term)) {
        part.side = lead.side
        part.sideStart = lead.sideStart
        part.sideEnd = lead.sideEnd
      } else if (i === 0 && unit.joint !== 'list') {
        lead = null
      }
    }
  }
}

const sidable = (term: Term): boolean =>
  term.meanings.some((meaning) => meaning?.sites.some((site) => site.left !== null) ?? false)
