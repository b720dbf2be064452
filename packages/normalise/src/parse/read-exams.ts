import type { OrganGroup } from '@yingma/core'
import { isNewborn } from '../lexicon/compile-lexicon.ts'
import { CT, GROUPS, MODALITIES, MR, US } from '../lexicon/groups.ts'
import type { SiteTable } from '../lexicon/site.ts'
import type { Meaning } from '../lexicon/term.ts'
import type { Exam, SaidScan } from '../resolve/exam.ts'
import type { Modifier, Span } from '../result.ts'
import type { FoldedText } from '../text/fold.ts'
import { CLASS_TRAUMA, type PartMention, type Unit } from './unit.ts'

/** The published scan of a guidance: 47 of CT, 7h of MR, C5 of ultrasound. */
const GUIDANCE: Readonly<Record<number, string>> = { 0: '47', 1: '7h', 5: 'C5' }
const HEADS = ['20', '30', '40', '44', '45', '50', 'A0', 'C0'] as const

/** The exams of one unit in its group: one for each place named. */
export function readExams(unit: Unit, group: number, text: FoldedText): Exam[] {
  const modality = unit.modality === null ? undefined : MODALITIES[unit.modality.term.modality as string]
  const head =
    modality !== undefined && modality.group === group && group > US ? modality.head : (HEADS[group] as string)
  const method = readMethods(unit, group)
  const guided = unit.nonExam?.nonExam === 'guidance' ? GUIDANCE[group] : undefined
  if (guided !== undefined && !method.scans.some((scan) => scan.code === 'C6'))
    method.scans = [{ code: guided, segment: unit.segment }]
  const modifiers = readModifiers(unit, group)
  const spans = methodSpans(unit, group, text)
  const known = unit.parts.filter((part) => (part.term.partMask & (1 << group)) !== 0)
  const make = (part: PartMention | null, meaning: Meaning | null, index: number): Exam => ({
    group,
    head,
    site: meaning?.sites[index] ?? null,
    side: part?.side ?? unit.side,
    relation:
      part?.finer === true && meaning?.relation === 'equivalent' ? 'narrower' : (meaning?.relation ?? 'equivalent'),
    vague: meaning === null || meaning.sites.length > 0 ? null : meaning.vague,
    missing: meaning === null || meaning.sites.length > 0 ? null : meaning.missing,
    place: part?.term.site ?? null,
    newborn: unit.modifiers.some((word) => isNewborn(word.term.text)),
    qualifier: (unit.classes & CLASS_TRAUMA) === 0 ? null : '外伤',
    ...method,
    vascular: vascularWord(unit),
    modifiers,
    bare: part === null && unit.methods.length === 0,
    alternative: unit.alternative,
    free: unit.free,
    plainImplied: unit.plainImplied,
    spans: part === null ? spans : [...partSpans(part, text), ...spans],
    list: unit.group,
  })
  if (known.length === 0) {
    if (unit.parts.length === 0 || group < 0) return [make(null, null, 0)]
    const usable = unit.parts.filter((part) => (part.term.methodMask & (1 << group)) === 0)
    if (usable.length === 0) return [make(null, null, 0)]
    return usable.map((part) => ({ ...make(part, null, 0), missing: part.term.text }))
  }
  return known.flatMap((part) => {
    const meaning = part.term.meanings[group] as Meaning
    return meaning.sites.length === 0
      ? [make(part, meaning, 0)]
      : meaning.sites.map((_, index) => make(part, meaning, index))
  })
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

const dictionaryOf = (part: string): string =>
  part.startsWith('U') ? 'ultrasound-parts' : part.startsWith('A') ? 'pet-parts' : 'radiology-parts'

/**
 * Joins the exams of one name: films of one part become one exam with all positions, left and right become both, and a
 * list of organs that one published part names becomes that part.
 */
export function joinExams(exams: readonly Exam[], groups: readonly OrganGroup[], sites: SiteTable): Exam[] {
  let joined = exams.length < 2 ? [...exams] : foldOrgans(joinHeadAndNeck(exams, sites), groups, sites)
  if (joined.length < 2) return joined
  const films: Exam[] = []
  for (const exam of joined) {
    const known = films.find((other) => sameFilmed(other, exam))
    if (known === undefined) films.push(exam)
    else joinFilms(known, exam)
  }
  joined = []
  for (const exam of films) {
    const other = joined.find((candidate) => mirrored(candidate, exam))
    if (other === undefined) joined.push(exam)
    else {
      other.side = 'both'
      other.spans.push(...exam.spans)
    }
  }
  return joined
}

const isFilm = (exam: Exam): boolean => GROUPS[exam.group] === 'XR' || GROUPS[exam.group] === 'MG'

const sameFilmed = (a: Exam, b: Exam): boolean =>
  isFilm(a) &&
  a.group === b.group &&
  a.site !== null &&
  a.site === b.site &&
  (a.side === b.side || a.side === null || b.side === null)

function joinFilms(into: Exam, from: Exam): void {
  into.side ??= from.side
  for (const position of from.positions) pushNew(into.positions, position)
  into.scans.push(...from.scans)
  for (const modifier of from.modifiers) if (!into.modifiers.includes(modifier)) into.modifiers.push(modifier)
  into.spans.push(...from.spans)
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((value) => b.includes(value))
const codesOf = (exam: Exam): readonly string[] =>
  exam.scans.map((scan) => scan.code).filter((code, i, all) => all.indexOf(code) === i && code !== '00')

const mirrored = (a: Exam, b: Exam): boolean =>
  a.group === b.group &&
  a.site !== null &&
  a.site === b.site &&
  ((a.side === 'left' && b.side === 'right') || (a.side === 'right' && b.side === 'left')) &&
  same(codesOf(a), codesOf(b)) &&
  same(a.processings, b.processings) &&
  same(a.positions, b.positions) &&
  a.vascular === b.vascular

/** A vascular scan of the word 头颈 is one study with vessels of its own, not one of the head and one of the neck. */
function joinHeadAndNeck(exams: readonly Exam[], sites: SiteTable): Exam[] {
  const joined: Exam[] = []
  for (const exam of exams) {
    const before = joined[joined.length - 1]
    const oneWord = before !== undefined && before.spans[0]?.[0] === exam.spans[0]?.[0]
    if (
      oneWord &&
      before.site?.code === '010100' &&
      exam.site?.code === '020100' &&
      exam.group <= MR &&
      isVascular(exam)
    ) {
      before.site = sites.get('radiology-parts', '080301') ?? before.site
    } else joined.push(exam)
  }
  return joined
}

const isVascular = (exam: Exam): boolean =>
  exam.vascular !== null || exam.scans.some(({ code }) => code.startsWith('3') || (exam.group === MR && code === '76'))

function foldOrgans(exams: readonly Exam[], groups: readonly OrganGroup[], sites: SiteTable): Exam[] {
  let result = [...exams]
  for (const { part, members, minimum, relation } of groups) {
    const parts = result.filter((exam) => exam.site?.code != null && members.includes(exam.site.code) && foldable(exam))
    const distinct = new Set(parts.map((exam) => exam.site?.code))
    if (distinct.size < minimum || new Set(parts.map((exam) => exam.list)).size > 1) continue
    const [first] = parts
    const site = sites.get(dictionaryOf(part), part)
    if (first === undefined || site === undefined) continue
    const folded: Exam = {
      ...first,
      site,
      side: null,
      relation: relation === 'narrower' ? 'narrower' : 'equivalent',
      spans: parts.flatMap((exam) => exam.spans),
    }
    result = result.flatMap((exam) => (exam === first ? [folded] : parts.includes(exam) ? [] : [exam]))
  }
  return result
}

const foldable = (exam: Exam): boolean => exam.group === CT || exam.group === MR || exam.group === US || exam.group > US
