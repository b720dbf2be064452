import type { Edition, OrganGroup, Vocabulary } from '@yingma/core'
import { ColumnWords } from './check/column-words.ts'
import { columnsText, compareColumns } from './check/compare-columns.ts'
import { readModalityColumn } from './check/modality-column.ts'
import { compileLexicon, type Lexicon } from './lexicon/compile-lexicon.ts'
import { CT, isProjection, MG, MR, PET, RF, SPECT, US } from './lexicon/groups.ts'
import { assemble } from './parse/assemble.ts'
import { type GroupReading, inferGroups, possible } from './parse/infer-group.ts'
import { joinExams } from './parse/join-exams.ts'
import { groupOfModality } from './parse/method-groups.ts'
import { readExams } from './parse/read-exams.ts'
import { UnitReader } from './parse/read-units.ts'
import {
  CLASS_CHARGING,
  CLASS_HARDWARE,
  CLASS_NOTE,
  CLASS_PURPOSE,
  emptyUnit,
  type Mention,
  type Unit,
} from './parse/unit.ts'
import type { Verdict } from './placed-result.ts'
import { ReadingCache } from './reading-cache.ts'
import { type Exam, emptyOutcome, type Outcome, openFacet, say } from './resolve/exam.ts'
import { ExamResolver } from './resolve/exam-resolver.ts'
import { ItemTable } from './resolve/item-table.ts'
import { VesselTable } from './resolve/vessel-table.ts'
import type { Flag, NameClass, Normalised, NormaliseInput, Normaliser, Reason, ResultItem } from './result.ts'
import { FoldedText } from './text/fold.ts'
import { type Token, TokenScanner } from './text/scan-tokens.ts'
import { confidenceOf } from './verdict/confidence.ts'
import { judge } from './verdict/judge.ts'

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

  #read(input: NormaliseInput, tokens: readonly Token[], column: number): FreshReading {
    const units = new UnitReader(tokens).read(0, tokens.length, false)
    const { exams, loose } = assemble(units)
    const outcome = emptyOutcome()
    const state = {
      inferred: 0,
      conflict: new Set<Flag>(),
      uncovered: false,
      nonExam: null as Reason | null,
      classes: 0,
      unknown: 0,
    }
    state.classes = this.#scanner.classes
    for (const unit of units) state.classes |= unit.classes
    // Of the units as joined: a joined one counts what both said, once.
    for (const unit of exams) state.unknown += unit.unknown
    for (const unit of loose) state.unknown += unit.unknown
    const read: Exam[] = []
    let agreed = column < 0
    let told = false
    const groups = inferGroups(exams, column)
    for (const [i, unit] of exams.entries()) {
      const nonExam = nonExamOf(unit)
      if (nonExam !== null) {
        state.nonExam ??= nonExam
        continue
      }
      if (this.#special(unit, outcome, state)) continue
      const { group, source } = groups[i] as GroupReading
      if (source !== 'said') state.inferred++
      if (group >= 0 && source !== 'column') {
        told = true
        agreed ||=
          group === column || (isProjection(group) && isProjection(column)) || (column === PET && group === SPECT)
      }
      if (source === 'column') agreed = true
      if (unit.contradicts) state.conflict.add('conflict:name')
      const angiography = angiographyOf(unit, group)
      if (angiography !== undefined) {
        state.uncovered = true
        this.#notCovered(outcome, angiography)
      } else if (group < 0) this.#unknownModality(unit, outcome)
      else if (unit.alternative && unit.parts.length > 1) this.#eitherPart(unit, group, outcome)
      else read.push(...readExams(unit, group, this.#text))
    }
    if (told && !agreed) state.conflict.add('conflict:modality')
    for (const unit of loose) state.nonExam ??= looseReason(unit)
    if (exams.length === 0 && state.nonExam === null) {
      if (column >= 0 && state.unknown > 0) this.#columnOnly(column, outcome)
      else state.nonExam = 'no-content'
    }
    if (state.nonExam !== null && read.every((exam) => exam.bare)) read.length = 0
    const joined = joinExams(read, this.#organs, this.#lexicon.sites)
    compareColumns(input, joined, this.#words, state.conflict, outcome)
    for (const exam of joined) this.#exams.resolve(exam, outcome)
    return this.#judged(outcome, state)
  }

  /** Protocols and methods that the edition does not cover. True when the unit is dealt with. */
  #special(unit: Unit, outcome: Outcome, state: { uncovered: boolean }): boolean {
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
    state.uncovered = true
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

  #judged(
    outcome: Outcome,
    state: {
      inferred: number
      conflict: Set<Flag>
      uncovered: boolean
      nonExam: Reason | null
      classes: number
      unknown: number
    },
  ): FreshReading {
    const items = this.#resultItems(outcome)
    const confidence = confidenceOf(outcome, {
      unknown: state.unknown,
      inferred: state.inferred,
      exams: outcome.answers.length,
    })
    const { state: verdict, reason } = judge(outcome, {
      nonExam: state.nonExam,
      conflict: state.conflict.size > 0,
      uncovered: state.uncovered,
      confidence,
    })
    const judged = {
      state: verdict,
      confidence,
      modifiers: outcome.modifiers,
      defaults: outcome.defaults,
      classes: classesOf(state, outcome, verdict === 'not-exam', items.length),
      flags: [...state.conflict, ...(outcome.flags as Flag[])],
      ...(reason === null ? {} : { reason }),
      candidates: outcome.candidates,
      rules: outcome.rules,
    }
    return { verdict: judged, items }
  }

  /** One entry per item: duplicates count once, their spans together. */
  #resultItems(outcome: Outcome): ResultItem[] {
    const items: ResultItem[] = []
    for (const { code, relation, missing, closest, spans } of outcome.answers) {
      if (code !== null && items.some((item) => item.code === code)) continue
      if (code === null) {
        items.push({ code, relation: 'none', missing, closest, spans })
        continue
      }
      const item = this.#items.get(code)
      if (item === undefined) items.push({ code, relation, spans })
      else items.push({ code, relation, name: item.name, facets: item.facets, spans })
    }
    return items
  }
}

/**
 * 造影 of vessels, outside of CT and MR: the catheter study (脑血管造影), which the edition does not cover. Vessels that
 * fluoroscopy has a part for (下肢静脉) are its own.
 */
function angiographyOf(unit: Unit, group: number): Mention | undefined {
  if (group < 0) return unit.methods.find((method) => method.term.alone !== null)
  if (group !== RF) return undefined
  const foreign = unit.parts.some(
    ({ term }) => term.site?.vessel === true && term.meanings[RF]?.sites.some((site) => site.vessel) !== true,
  )
  return foreign ? unit.methods[0] : undefined
}

/** A unit that says a service instead of an exam. */
function nonExamOf(unit: Unit): Reason | null {
  const reason = unit.nonExam?.nonExam ?? null
  const imaging = unit.modality !== null || unit.methods.length > 0
  if (reason === null) {
    if (unit.surcharge && unit.parts.length === 0) return 'surcharge'
    return null
  }
  if (reason === 'consultation') return reason
  if (reason === 'treatment' && unit.methods.length === 0) return reason
  if (reason === 'guidance') return guidanceHasItem(unit) ? null : reason
  if (unit.parts.length === 0)
    return reason === 'treatment' || reason === 'film' || reason === 'consumable' ? reason : imaging ? null : reason
  return imaging ? null : reason
}

/** CT and MR guidance are published; ultrasound intervention is published for many parts. */
function guidanceHasItem(unit: Unit): boolean {
  const group = groupOfModality(unit.modality)
  if (group === CT || group === MR) return true
  if (group === MG) return unit.methods.some((method) => method.term.meanings[MG]?.scan === 'M7')
  return group === US && unit.parts.length > 0
}

function looseReason(unit: Unit): Reason | null {
  if (unit.nonExam !== null) return unit.nonExam.nonExam
  if (unit.surcharge) return 'surcharge'
  return null
}

function classesOf(
  state: { classes: number; conflict: Set<Flag> },
  outcome: Outcome,
  notExam: boolean,
  count: number,
): NameClass[] {
  const classes: NameClass[] = []
  if (count > 1) classes.push('several-items')
  if ((state.classes & CLASS_PURPOSE) !== 0) classes.push('purpose')
  if (state.conflict.size > 0) classes.push('contradiction')
  if ((state.classes & CLASS_HARDWARE) !== 0) classes.push('hardware')
  if ((state.classes & CLASS_CHARGING) !== 0) classes.push('charging')
  if (outcome.defaults.includes('scan')) classes.push('method-not-said')
  if (outcome.defaults.includes('position') || outcome.ambiguous === 'position') classes.push('position-not-said')
  if (outcome.ambiguous === 'part') classes.push('part-not-said')
  if ((state.classes & CLASS_NOTE) !== 0) classes.push('note')
  if (notExam) classes.push('not-exam')
  return classes
}
