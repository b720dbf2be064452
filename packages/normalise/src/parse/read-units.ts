import type { Term } from '../lexicon/term.ts'
import { CLOSE, DASH, NUMBER, OPEN, SEPARATOR, type Token, UNKNOWN } from '../text/scan-tokens.ts'
import { mergeBracket } from './merge-bracket.ts'
import { clash } from './method-groups.ts'
import { isFiner, pushPart, replacePart, settleSide, takeSide } from './part-mentions.ts'
import { relate } from './relate.ts'
import { emptyUnit, hasContent, type Joint, joinSides, type Unit } from './unit.ts'
import { betterModality, hasModifier, noteClass, takeHardware, takeNumber } from './unit-words.ts'

/** Separators of a list inside one exam, or between exams that share a head or a tail. */
const LIST_MARKS = new Set([...'、/及和与~&'].map((c) => c.charCodeAt(0)))

/** As much doubt as an unknown word, which a single character is not. */
const STRANGE_PLACE = 1

/** Reads tokens into units: splits at separators outside brackets, reads brackets as units of their own and merges them. */
export class UnitReader {
  readonly #tokens: readonly Token[]
  #segment = 0
  /** Number of the last phrase that began within a unit; method words of one number stood together. */
  #phrase = 0
  #units: Unit[] = []
  #unit: Unit
  #negated = false
  #inner = false
  /** Behind 含: the parts that follow are covered by the exam, not exams of their own. */
  #covering = false

  /** The bracket that is read stands behind a part. */
  readonly #behindPart: boolean

  constructor(tokens: readonly Token[], segment = 0, behindPart = false) {
    this.#tokens = tokens
    this.#behindPart = behindPart
    this.#segment = segment
    this.#unit = emptyUnit('start', segment, 0)
  }

  get segment(): number {
    return this.#segment
  }

  /** The units of tokens[from..to). Inside brackets (`inner`) nested brackets are read flat. */
  read(from: number, to: number, inner: boolean): Unit[] {
    this.#units = []
    this.#inner = inner
    this.#unit = emptyUnit('start', this.#segment, this.#tokens[from]?.start ?? 0)
    for (let i = from; i < to; i++) {
      const token = this.#tokens[i] as Token
      if (token.gap && i > from) this.#finish('space', token.start)
      if (token.kind === OPEN) {
        if (inner) continue
        const close = matching(this.#tokens, i, to)
        this.#bracket(i + 1, close)
        i = close < to && (this.#tokens[close] as Token).kind === CLOSE ? close : close - 1
      } else if (token.kind === SEPARATOR) {
        this.#finish(LIST_MARKS.has(token.unit) ? 'list' : 'separator', token.end)
      } else if (token.kind === DASH) {
        this.#finish('dash', token.end)
      } else if (token.kind === CLOSE) {
        // `][` parts exams even when the first bracket was never opened
        const next = this.#tokens[i + 1]
        if (!inner && next !== undefined && next.kind === OPEN && i + 1 < to) this.#finish('separator', token.end)
      } else if (!inner && this.#splitsPlace(i)) {
        // 肝胆腴脾: a strange character between two places may be a third one
        this.#unit.unknown += STRANGE_PLACE
        this.#take(token)
      } else if (endsNegation(this.#tokens, i, to) && hasContent(this.#unit)) {
        this.#dropNegated(token)
      } else {
        this.#take(token)
      }
    }
    this.#finish('separator', this.#unit.end)
    return this.#units
  }

  #splitsPlace(index: number): boolean {
    const tokens = this.#tokens
    return (tokens[index] as Token).kind === UNKNOWN && isPlace(tokens[index - 1]) && isPlace(tokens[index + 1])
  }

  /** (双肾除外): the place before the word, or all that its unit says, is not in the exam. */
  #dropNegated(token: Token): void {
    const { parts, joint } = this.#unit
    if (parts.length > 1) parts.pop()
    else this.#unit = emptyUnit(joint, this.#segment, token.end)
  }

  #finish(joint: Joint, start: number): void {
    const unit = this.#unit
    settleSide(unit)
    if (hasContent(unit)) this.#units.push(unit)
    else if (unit.joint !== 'start' && joint === 'space') joint = unit.joint
    if (joint === 'separator' || joint === 'juxta') this.#negated = false
    // (含双肾、肾上腺)
    this.#covering &&= this.#behindPart && joint === 'list'
    this.#segment++
    this.#unit = emptyUnit(joint, this.#segment, start)
  }

  #bracket(from: number, to: number): void {
    if (to <= from) return
    const reader = new UnitReader(this.#tokens, this.#segment + 1, this.#unit.parts.length > 0)
    const inner = reader.read(from, to, true)
    this.#segment = reader.segment
    const added = mergeBracket(this.#unit, inner)
    for (const unit of added) this.#units.push(unit)
    this.#unit.end = Math.max(this.#unit.end, (this.#tokens[to - 1] as Token).end)
  }

  #take(token: Token): void {
    const unit = this.#unit
    unit.end = token.end
    if (token.kind === UNKNOWN) {
      unit.unknown += token.end - token.start
      return
    }
    if (token.kind === NUMBER) {
      takeNumber(unit, token.term)
      return
    }
    const term = token.term as Term
    if (term.plain === 'negation') this.#negated = true
    if (term.plain === 'upgrade') this.#upgrade()
    if (term.plain === 'including' && (unit.parts.length > 0 || this.#behindPart)) this.#covering = true
    if (term.plain === 'or') unit.alternative = true
    if (this.#covering && term.partMask !== 0) {
      this.#finer(unit)
      return
    }
    if (this.#negated) {
      if (term.plain !== 'negation') noteClass(unit, term)
      return
    }
    if (term.modality !== null && unit.modality !== null && clash(term, unit.modality.term)) unit.contradicts = true
    // CT平扫(头颅)CT三维成像: the modality said again begins another phrase
    if (
      term.modality !== null &&
      term.modality === unit.modality?.term.modality &&
      unit.parts.length > 0 &&
      unit.methods.length > 0
    )
      this.#phrase = ++this.#segment
    if (term.modality !== null && (unit.modality === null || betterModality(term, unit.modality.term))) {
      if (unit.modality === null) unit.modalityLeads = unit.parts.length === 0
      unit.modality = { term, start: token.start, end: token.end }
    }
    if (term.side !== null) this.#side(term, token)
    if (term.partMask !== 0 && !this.#isMethodHere(term)) this.#part(term, token)
    const current = this.#unit
    if (term.methodMask !== 0 || term.vascular !== null) {
      if (current.parts.length === 0) current.methodLeads = true
      else current.methodTrails = true
      current.methods.push({
        term,
        start: token.start,
        end: token.end,
        segment: Math.max(current.segment, this.#phrase),
      })
    }
    if (hasModifier(term)) current.modifiers.push({ term, start: token.start, end: token.end })
    if (term.nonExam !== null && current.nonExam === null) current.nonExam = term
    if (term.uncovered !== null) current.uncovered ??= { term, start: token.start, end: token.end }
    if (term.protocol !== null) current.protocol ??= { term, start: token.start, end: token.end }
    if (term.surcharge) current.surcharge = true
    if (term.plain === 'finer') this.#finer(current)
    if (term.plain === 'hardware') takeHardware(current, term)
    noteClass(current, term)
  }

  /** A word that can be a part or a method (阴道, 动脉) is a method when its unit already has a part. */
  #isMethodHere(term: Term): boolean {
    if (term.vascular !== null) return this.#inner || this.#unit.parts.length > 0
    if (this.#unit.parts.length === 0 || term.meanings.some((meaning) => (meaning?.positions.length ?? 0) > 0))
      return false
    return term.methodMask !== 0 && (term.partMask & ~term.methodMask) === 0
  }

  /** 升级: what stood before is replaced by what follows; a part stays when no other is named. */
  #upgrade(): void {
    this.#unit.modality = null
    this.#unit.methods = []
    this.#unit.methodTrails = false
    for (const part of this.#unit.parts) part.finer = false
  }

  #side(term: Term, token: Token): void {
    const unit = this.#unit
    if (unit.tagSide && unit.side !== null && joinSides(unit.side, term.side) === 'both' && term.side !== 'both')
      unit.contradicts = true
    unit.side = joinSides(unit.side, term.side)
    unit.sideStart = token.start
    unit.sideEnd = token.end
  }

  #finer(unit: Unit): void {
    const part = unit.parts[unit.parts.length - 1]
    if (part === undefined) unit.finer = true
    else part.finer = true
  }

  #part(term: Term, token: Token): void {
    const unit = this.#unit
    const last = unit.parts[unit.parts.length - 1]
    if (last !== undefined && (unit.side === null || last.side === null || unit.side === last.side)) {
      const relation = relate(term, last.term)
      if (relation !== 'apart' && unit.alternative) {
        if (relation === 'wider') replacePart(last, term, token)
        unit.alternative = false
        return
      }
      if (relation === 'same' || relation === 'wider') {
        takeSide(last, unit)
        if (relation === 'same' && isFiner(term, last.term)) last.finer = true
        if (last.term.meanings.some((m) => m?.relation === 'broader')) replacePart(last, term, token)
        return
      }
      if (relation === 'finer') {
        takeSide(last, unit)
        replacePart(last, term, token)
        return
      }
    }
    if (
      last !== undefined &&
      unit.methodTrails &&
      unit.methods.some((m) => m.start >= last.end && m.term.methodMask !== 0)
    ) {
      const side = unit.side
      const { sideStart, sideEnd } = unit
      if (side !== null && sideStart > last.start) unit.side = null
      this.#finish('juxta', token.start)
      if (side !== null && sideStart > last.start) Object.assign(this.#unit, { side, sideStart, sideEnd })
      this.#unit.end = token.end
    }
    if (this.#unit === unit && unit.promoted && last !== undefined) {
      unit.contradicts = true
      unit.promoted = false
    }
    pushPart(this.#unit, term, token)
  }
}

/** A word of a place, as far as the tokens tell. */
const isPlace = (token: Token | undefined): boolean =>
  token !== undefined && token.term !== null && token.term.partMask !== 0 && !token.gap

/** A word that may stand behind what it negates (除外) does so when nothing follows it before the next mark. */
function endsNegation(tokens: readonly Token[], index: number, to: number): boolean {
  const token = tokens[index] as Token
  if (token.term?.plain !== 'negation' || token.term.plainValue !== 'exclude-either') return false
  const next = index + 1 < to ? tokens[index + 1] : undefined
  return next === undefined || next.kind === SEPARATOR || next.kind === CLOSE || next.kind === OPEN
}

/** Index of the bracket that closes tokens[open]; an unclosed one ends at the next hard separator that names an exam. */
function matching(tokens: readonly Token[], open: number, to: number): number {
  let depth = 0
  for (let i = open; i < to; i++) {
    const kind = (tokens[i] as Token).kind
    if (kind === OPEN) depth++
    else if (kind === CLOSE && --depth === 0) return i
  }
  for (let i = open + 1; i < to; i++) {
    const token = tokens[i] as Token
    if (token.kind === CLOSE) return i
    if (token.kind === SEPARATOR && !LIST_MARKS.has(token.unit) && token.unit !== 43) return i
  }
  return to
}
