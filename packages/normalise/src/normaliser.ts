import type { Edition, OrganGroup, Vocabulary } from '@yingma/core'
import { ColumnWords } from './check/column-words.ts'
import { columnsText, compareColumns } from './check/compare-columns.ts'
import { readModalityColumn } from './check/modality-column.ts'
import { compileLexicon, type Lexicon } from './lexicon/compile-lexicon.ts'
import { CT, isProjection, MG, MR, PET, SPECT, US } from './lexicon/groups.ts'
import { assemble } from './parse/assemble.ts'
import { type GroupReading, inferGroups, possible } from './parse/infer-group.ts'
import { joinExams } from './parse/join-exams.ts'
import { readExams } from './parse/read-exams.ts'
import { UnitReader } from './parse/read-units.ts'
import { emptyUnit, type Mention, type Unit } from './parse/unit.ts'
import type { Verdict } from './placed-result.ts'
import { ReadingCache } from './reading-cache.ts'
import { type Exam, emptyOutcome, type Outcome, openFacet, say } from './resolve/exam.ts'
import { ExamResolver } from './resolve/exam-resolver.ts'
import { ItemTable } from './resolve/item-table.ts'
import { VesselTable } from './resolve/vessel-table.ts'
import type { Flag, Normalised, NormaliseInput, Normaliser, Reason, ResultItem } from './result.ts'
import { FoldedText } from './text/fold.ts'
import { type Token, TokenScanner } from './text/scan-tokens.ts'
import { confidenceOf } from './verdict/confidence.ts'
import { judge } from './verdict/judge.ts'
import { classesOf } from './verdict/name-classes.ts'
import { angiographyOf, looseReason, nonExamOf } from './verdict/non-exam.ts'
import { resultItems } from './verdict/result-items.ts'

/** Makes a normaliser for an edition. Building takes some tens of milliseconds; keep it. */
export function createNormaliser(edition: Edition, vocabulary: Vocabulary): Normaliser {
  return new StructureNormaliser(edition, vocabulary)
}

/** Longer names are cut here for reading; the rest is echoed and never silently used. */
const LONGEST = 2000

interface FreshReading {
  readonly verdict: Verdict
  readonly items: readonly ResultItem[]
}

/** What is found of a name beside its exams. */
interface Findings {
  /** Exams whose modality was not said. */
  inferred: number
  readonly conflict: Set<Flag>
  uncovered: boolean
  nonExam: Reason | null
  /** Bits of CLASS_…. */
  classes: number
  /** Characters that no word of the lexicon explains. */
  unknown: number
  /** Some exam says its modality itself; `agreed`: some exam is of the modality of the column. */
  told: boolean
  agreed: boolean
}

const newFindings = (classes: number): Findings => ({
  inferred: 0,
  conflict: new Set(),
  uncovered: false,
  nonExam: null,
  classes,
  unknown: 0,
  told: false,
  agreed: false,
})

/** Films, mammography and fluoroscopy are one family; PET/CT scanners do scintigraphy too. */
const agrees = (group: number, column: number): boolean =>
  group === column || (isProjection(group) && isProjection(column)) || (column === PET && group === SPECT)

class StructureNormaliser implements Normaliser {
  readonly #lexicon: Lexicon
  readonly #text = new FoldedText()
  readonly #scanner: TokenScanner
  readonly #readings = new ReadingCache()
  readonly #words: ColumnWords
  readonly #items: ItemTable
  readonly #exams: ExamResolver
  readonly #organs: readonly OrganGroup[]

  constructor(edition: Edition, vocabulary: Vocabulary) {
    this.#lexicon = compileLexicon(edition, vocabulary)
    this.#scanner = new TokenScanner(this.#lexicon, this.#text)
    this.#items = new ItemTable(edition)
    this.#words = new ColumnWords(this.#lexicon)
    const vessels = new VesselTable(vocabulary.vessels, this.#lexicon.sites)
    this.#exams = new ExamResolver({ items: this.#items, vessels, sites: this.#lexicon.sites })
    this.#organs = vocabulary.organGroups
  }

  normalise(input: NormaliseInput): Normalised {
    const column = readModalityColumn(input.modality, this.#lexicon)
    this.#text.set(input.name.length > LONGEST ? input.name.slice(0, LONGEST) : input.name, this.#lexicon.fold)
    const tokens = this.#scanner.scan()
    const context = { column: column.group, classes: this.#scanner.classes, columns: columnsText(input) }
    const kept = this.#readings.find(input, tokens, this.#text, context)
    if (kept !== undefined) return kept
    const { verdict, items } = this.#read(input, tokens, column.group)
    return this.#readings.result(input, verdict, items, { tokens, text: this.#text })
  }

  /** Reads a name from its tokens: units, the exams that they name, the items of these, the verdict. */
  #read(input: NormaliseInput, tokens: readonly Token[], column: number): FreshReading {
    const units = new UnitReader(tokens).read(0, tokens.length, false)
    const { exams, loose } = assemble(units)
    const outcome = emptyOutcome()
    const found = newFindings(this.#scanner.classes)
    for (const unit of units) found.classes |= unit.classes
    // Of the units as joined: a joined one counts what both said, once.
    for (const unit of exams) found.unknown += unit.unknown
    for (const unit of loose) found.unknown += unit.unknown
    const groups = inferGroups(exams, column)
    const read = exams.flatMap((unit, i) => this.#readUnit(unit, groups[i] as GroupReading, column, outcome, found))
    if (found.told && !found.agreed && column >= 0) found.conflict.add('conflict:modality')
    for (const unit of loose) found.nonExam ??= looseReason(unit)
    if (exams.length === 0 && found.nonExam === null) {
      if (column >= 0 && found.unknown > 0) this.#columnOnly(column, outcome)
      else found.nonExam = 'no-content'
    }
    const named = found.nonExam !== null && read.every((exam) => exam.bare) ? [] : read
    const joined = joinExams(named, this.#organs, this.#lexicon.sites)
    compareColumns(input, joined, this.#words, found.conflict, outcome)
    for (const exam of joined) this.#exams.resolve(exam, outcome)
    return this.#judged(outcome, found)
  }

  /** The exams of one unit; none for a service, for what the edition does not cover and where the modality is open. */
  #readUnit(unit: Unit, { group, source }: GroupReading, column: number, outcome: Outcome, found: Findings): Exam[] {
    const nonExam = nonExamOf(unit)
    if (nonExam !== null) {
      found.nonExam ??= nonExam
      return []
    }
    if (this.#special(unit, outcome, found)) return []
    if (source !== 'said') found.inferred++
    if (source === 'column') found.agreed = true
    else if (group >= 0) {
      found.told = true
      found.agreed ||= agrees(group, column)
    }
    if (unit.contradicts) found.conflict.add('conflict:name')
    const angiography = angiographyOf(unit, group)
    if (angiography !== undefined) {
      found.uncovered = true
      this.#notCovered(outcome, angiography)
    } else if (group < 0) this.#unknownModality(unit, outcome)
    else if (unit.alternative && unit.parts.length > 1) this.#eitherPart(unit, group, outcome)
    else return readExams(unit, group, this.#text)
    return []
  }

  /** Protocols and methods that the edition does not cover. True when the unit is dealt with. */
  #special(unit: Unit, outcome: Outcome, found: Findings): boolean {
    const { protocol, uncovered } = unit
    if (protocol !== null) {
      const span = [
        this.#text.at[protocol.start] as number,
        (this.#text.at[protocol.end - 1] as number) + 1,
        'protocol',
      ] as const
      for (const code of (protocol.term.protocol as string).split('+')) {
        outcome.answers.push({ code, relation: 'broader', missing: [], closest: [], spans: [span] })
      }
      say(outcome.flags, 'check:institution-protocol')
      say(outcome.rules, 'protocol')
      return true
    }
    if (uncovered === null) return false
    found.uncovered = true
    this.#notCovered(outcome, uncovered)
    return true
  }

  #notCovered(outcome: Outcome, mention: Mention): void {
    say(outcome.rules, 'modality-not-covered')
    const span = [
      this.#text.at[mention.start] as number,
      (this.#text.at[mention.end - 1] as number) + 1,
      'modality',
    ] as const
    outcome.answers.push({ code: null, relation: 'none', missing: ['modality'], closest: [], spans: [span] })
  }

  /** The table says the modality and the name says nothing readable: the part is open. */
  #columnOnly(group: number, outcome: Outcome): void {
    const [exam] = readExams(emptyUnit('start', 0, 0), group, this.#text)
    if (exam !== undefined) openFacet(outcome, exam, 'part', [])
  }

  /** 膀胱或骨盆: one of the two was examined, the name does not say which. */
  #eitherPart(unit: Unit, group: number, outcome: Outcome): void {
    const trial = emptyOutcome()
    const exams = readExams(unit, group, this.#text)
    for (const exam of exams) this.#exams.resolve(exam, trial)
    const [first] = exams
    const codes = trial.answers.flatMap((answer) => answer.code ?? [])
    if (first !== undefined) openFacet(outcome, first, 'part', codes)
  }

  /** 头颅平扫: CT or MR, the name does not say which. */
  #unknownModality(unit: Unit, outcome: Outcome): void {
    const [exam] = readExams(unit, CT, this.#text)
    if (exam === undefined) return
    const codes: string[] = []
    const groups =
      unit.methods.length === 0 ? [] : [CT, MR, MG, US].filter((group) => (possible(unit) & (1 << group)) !== 0)
    for (const group of groups.length === 0 ? [CT, MR] : groups) {
      const trial = emptyOutcome()
      for (const read of readExams(unit, group, this.#text)) {
        if (read.site !== null || (read.missing === null && read.scans.length > 0)) this.#exams.resolve(read, trial)
      }
      for (const { code } of trial.answers) if (code !== null) codes.push(code)
    }
    openFacet(outcome, exam, 'modality', codes)
  }

  /** The verdict on what was found, with the chosen items. */
  #judged(outcome: Outcome, found: Findings): FreshReading {
    const items = resultItems(outcome, this.#items)
    const confidence = confidenceOf(outcome, {
      unknown: found.unknown,
      inferred: found.inferred,
      exams: outcome.answers.length,
    })
    const { state, reason } = judge(outcome, {
      nonExam: found.nonExam,
      conflict: found.conflict.size > 0,
      uncovered: found.uncovered,
      confidence,
    })
    const judged = {
      state,
      confidence,
      modifiers: outcome.modifiers,
      defaults: outcome.defaults,
      classes: classesOf(found, outcome, state === 'not-exam', items.length),
      flags: [...found.conflict, ...(outcome.flags as Flag[])],
      ...(reason === null ? {} : { reason }),
      candidates: outcome.candidates,
      rules: outcome.rules,
    }
    return { verdict: judged, items }
  }
}
