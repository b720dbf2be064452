import { isNewborn } from '../lexicon/compile-lexicon.ts'
import { CT, MODALITIES, US, XR } from '../lexicon/groups.ts'
import type { Meaning } from '../lexicon/term.ts'
import type { Exam, SaidScan } from '../resolve/exam.ts'
import type { Modifier, Span } from '../result.ts'
import type { FoldedText } from '../text/fold.ts'
import { CLASS_TRAUMA, type PartMention, type Unit } from './unit.ts'

/** The published scan of a guidance: 47 of CT, 7h of MR, C5 of ultrasound. */
const GUIDANCE: Readonly<Record<number, string>> = { 0: '47', 1: '7h', 5: 'C5' }
const HEADS = ['20', '30', '40', '44', '45', '50', 'A0', 'C0'] as const

const SIDES = { left: 1, right: 2, both: 3, single: 4 } as const

/** The exams of one unit in its group: one for each place named. */
export function readExams(unit: Unit, group: number, text: FoldedText): Exam[] {
  const shared = readShared(unit, group, text)
  const exams: Exam[] = []
  const bit = 1 << group
  let placed = false
  for (const said of unit.parts) {
    const part = group === XR ? filmedPart(said) : said
    if ((part.term.partMask & bit) === 0) continue
    placed = true
    const meaning = part.term.meanings[group] as Meaning
    const places = Math.max(1, meaning.sites.length)
    for (let index = 0; index < places; index++) exams.push(examOf(unit, shared, part, meaning, index, text))
  }
  if (placed) return exams
  if (unit.parts.length === 0 || group < 0) return [examOf(unit, shared, null, null, 0, text)]
  for (const part of unit.parts) {
    if ((part.term.methodMask & bit) !== 0) continue
    const exam = examOf(unit, shared, part, null, 0, text)
    exam.missing = part.term.text
    exams.push(exam)
  }
  return exams.length > 0 ? exams : [examOf(unit, shared, null, null, 0, text)]
}

/** 颈正侧位: films have no part for the neck, so the spine of that height is meant. */
const filmedPart = (part: PartMention): PartMention =>
  (part.term.partMask & (1 << XR)) === 0 && part.term.text.length === 1 && part.term.asVertebra !== null
    ? { ...part, term: part.term.asVertebra }
    : part

/** What all exams of a unit share. */
interface Shared {
  readonly group: number
  readonly head: string
  readonly method: Methods
  readonly modifiers: Modifier[]
  readonly spans: Span[]
  readonly vascular: string | null
  readonly newborn: boolean
  readonly signs: readonly number[]
}

function readShared(unit: Unit, group: number, text: FoldedText): Shared {
  const modality = unit.modality === null ? undefined : MODALITIES[unit.modality.term.modality as string]
  const own = modality !== undefined && modality.group === group && group > US
  const method = readMethods(unit, group)
  const guided = unit.nonExam?.nonExam === 'guidance' ? GUIDANCE[group] : undefined
  if (guided !== undefined && !method.scans.some((scan) => scan.code === 'C6')) {
    method.scans = [{ code: guided, segment: unit.segment }]
  }
  return {
    group,
    head: own ? modality.head : (HEADS[group] as string),
    method,
    modifiers: readModifiers(unit, group),
    spans: methodSpans(unit, group, text),
    vascular: vascularWord(unit),
    newborn: unit.modifiers.some((word) => isNewborn(word.term.text)),
    signs: signsOf(unit, group),
  }
}

/** Numbers of all words that the exams of a unit share, and of how they stood: equal numbers, equal resolution. */
function signsOf(unit: Unit, group: number): number[] {
  const flags = (unit.free ? 1 : 0) | (unit.plainImplied ? 2 : 0) | (unit.side === null ? 0 : 4 * SIDES[unit.side])
  const signs = [group, unit.modality?.term.sense ?? -1, unit.classes & CLASS_TRAUMA, flags]
  if (unit.nonExam?.nonExam === 'guidance') signs.push(-2)
  for (const method of unit.methods) {
    signs.push(
      method.term.sense,
      unit.methods.findIndex((other) => other.segment === method.segment),
    )
  }
  if (unit.modality !== null && unit.methods.length > 0) signs.push(unit.methods[0]?.segment === unit.segment ? -3 : -4)
  for (const word of unit.modifiers) signs.push(-5, word.term.sense)
  return signs
}

function examOf(
  unit: Unit,
  shared: Shared,
  part: PartMention | null,
  meaning: Meaning | null,
  index: number,
  text: FoldedText,
): Exam {
  const site = meaning?.sites[index] ?? null
  const relation = meaning?.relation ?? 'equivalent'
  return {
    group: shared.group,
    head: shared.head,
    site,
    side: part?.side ?? unit.side,
    relation: part?.finer === true && relation === 'equivalent' && meaning !== null ? 'narrower' : relation,
    vague: site === null ? (meaning?.vague ?? null) : null,
    missing: site === null ? (meaning?.missing ?? null) : null,
    place: part?.term.site ?? null,
    newborn: shared.newborn,
    qualifier: (unit.classes & CLASS_TRAUMA) === 0 ? null : '外伤',
    scans: shared.method.scans,
    processings: shared.method.processings,
    positions: shared.method.positions,
    routes: shared.method.routes,
    details: shared.method.details,
    vascular: shared.vascular,
    modifiers: shared.modifiers,
    bare: part === null && unit.methods.length === 0,
    alternative: unit.alternative,
    free: unit.free,
    plainImplied: unit.plainImplied,
    spans: part === null ? shared.spans : [...partSpans(part, text), ...shared.spans],
    list: unit.group,
    signs: [
      ...shared.signs,
      part === null ? -6 : part.term.sense,
      index,
      part === null || part.side === null ? 0 : SIDES[part.side],
      part?.finer === true ? 1 : 0,
    ],
  }
}

function vascularWord(unit: Unit): string | null {
  let word: string | null = null
  for (const { term } of unit.methods) {
    if (term.vascular === null) continue
    if (word === null || word === 'any') word = term.vascular
    else if (term.vascular !== 'any' && term.vascular !== word) word = 'any'
  }
  return word
}

type Methods = Pick<Exam, 'scans' | 'processings' | 'positions' | 'routes' | 'details'>

function readMethods(unit: Unit, group: number): Methods {
  const scans: SaidScan[] = []
  const methods: Methods = { scans, processings: [], positions: [], routes: [], details: [] }
  for (const { term, segment } of unit.methods) {
    const meaning = term.meanings[group]
    if (meaning == null) continue
    if (meaning.scan !== null) scans.push({ code: meaning.scan, segment })
    if (meaning.processing !== null && !(meaning.scan !== null && group === CT))
      pushNew(methods.processings, meaning.processing)
    for (const position of meaning.positions) pushNew(methods.positions, position)
    if (meaning.route !== null) pushNew(methods.routes, meaning.route)
    if (meaning.detail !== null) pushNew(methods.details, meaning.detail)
  }
  const own = unit.modality?.term.meanings[group]
  if (own?.scan != null && !scans.some((scan) => scan.code === own.scan))
    scans.push({ code: own.scan, segment: unit.segment })
  return methods
}

function pushNew(list: string[], value: string): void {
  if (!list.includes(value)) list.push(value)
}

function readModifiers(unit: Unit, group: number): Modifier[] {
  const modifiers: Modifier[] = unit.modality?.term.modality === 'MDR' ? ['bedside'] : []
  for (const { term } of unit.modifiers) {
    const modifier = term.meanings[group]?.modifier
    if (modifier != null && !modifiers.includes(modifier)) modifiers.push(modifier)
  }
  return modifiers
}

const spanOf = (start: number, end: number, facet: string, text: FoldedText): Span => [
  text.at[start] as number,
  (text.at[end - 1] as number) + 1,
  facet,
]

function partSpans(part: PartMention, text: FoldedText): Span[] {
  const spans = [spanOf(part.start, part.end, 'part', text)]
  if (part.side !== null && part.sideEnd > part.sideStart)
    spans.push(spanOf(part.sideStart, part.sideEnd, 'side', text))
  return spans
}

function methodSpans(unit: Unit, group: number, text: FoldedText): Span[] {
  const spans: Span[] = []
  if (unit.modality !== null) spans.push(spanOf(unit.modality.start, unit.modality.end, 'modality', text))
  for (const { term, start, end } of unit.methods) {
    const meaning = term.meanings[group]
    if (meaning == null) continue
    if (meaning.scan !== null) spans.push(spanOf(start, end, 'scan', text))
    else if (meaning.processing !== null) spans.push(spanOf(start, end, 'processing', text))
    else if (meaning.positions.length > 0) spans.push(spanOf(start, end, 'position', text))
    else if (meaning.route !== null) spans.push(spanOf(start, end, 'route', text))
    else if (meaning.detail !== null) spans.push(spanOf(start, end, 'detail', text))
  }
  return spans
}
