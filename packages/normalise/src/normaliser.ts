import type { Edition, OrganGroup, Vocabulary } from '@yingma/core'
import { compareColumns } from './check/compare-columns.ts'
import { readModalityColumn } from './check/modality-column.ts'
import { compileLexicon, type Lexicon } from './lexicon/compile-lexicon.ts'
import { CT, isProjection, MG, MR, PET, RF, SPECT, US } from './lexicon/groups.ts'
import { assemble } from './parse/assemble.ts'
import { inferGroup } from './parse/infer-group.ts'
import { groupOfModality } from './parse/method-groups.ts'
import { joinExams, readExams } from './parse/read-exams.ts'
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
import { type Exam, emptyOutcome, type Outcome, openFacet, say, unanswered } from './resolve/exam.ts'
import { ItemTable } from './resolve/item-table.ts'
import { resolveFluoroscopy } from './resolve/resolve-fluoroscopy.ts'
import { resolveMammography } from './resolve/resolve-mammography.ts'
import { resolveNuclear } from './resolve/resolve-nuclear.ts'
import { resolveProjection } from './resolve/resolve-projection.ts'
import { resolveSectional } from './resolve/resolve-sectional.ts'
import { UltrasoundResolver } from './resolve/resolve-ultrasound.ts'
import { VesselTable } from './resolve/vessel-table.ts'
import type { Flag, NameClass, Normalised, NormaliseInput, Normaliser, Reason, ResultItem } from './result.ts'
import { FoldedText } from './text/fold.ts'
import { TokenScanner } from './text/scan-tokens.ts'
import { confidenceOf } from './verdict/confidence.ts'
import { judge } from './verdict/judge.ts'

/** Makes a normaliser for an edition. Building takes some tens of milliseconds; keep it. */
export function createNormaliser(edition: Edition, vocabulary: Vocabulary): Normaliser {
  return new StructureNormaliser(edition, vocabulary)
}

/** Longer names are cut here for reading; the rest is echoed and never silently used. */
const LONGEST = 2000

class StructureNormaliser implements Normaliser {
  readonly #lexicon: Lexicon
  readonly #text = new FoldedText()
  readonly #scanner: TokenScanner
  readonly #items: ItemTable
  readonly #vessels: VesselTable
  readonly #ultrasound: UltrasoundResolver
  readonly #organs: readonly OrganGroup[]

  constructor(edition: Edition, vocabulary: Vocabulary) {
    this.#lexicon = compileLexicon(edition, vocabulary)
    this.#scanner = new TokenScanner(this.#lexicon, this.#text)
    this.#items = new ItemTable(edition)
    this.#vessels = new VesselTable(vocabulary.vessels, this.#lexicon.sites)
    this.#ultrasound = new UltrasoundResolver(this.#items)
    this.#organs = vocabulary.organGroups
  }

  normalise(input: NormaliseInput): Normalised {
    const column = readModalityColumn(input.modality, this.#lexicon)
    const units = this.#read(input.name)
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
    for (const unit of units) {
      state.classes |= unit.classes
      state.unknown += unit.unknown
    }
    const read: Exam[] = []
    let agreed = column.group < 0
    let told = false
    for (const unit of exams) {
      const nonExam = nonExamOf(unit)
      if (nonExam !== null) {
        state.nonExam ??= nonExam
        continue
      }
      if (this.#special(unit, outcome, state)) continue
      const { group, source } = inferGroup(unit, column.group)
      if (source !== 'said') state.inferred++
      if (group >= 0 && source !== 'column') {
        told = true
        agreed ||=
          group === column.group ||
          (isProjection(group) && isProjection(column.group)) ||
          (column.group === PET && group === SPECT)
      }
      if (source === 'column') agreed = true
      if (unit.contradicts) state.conflict.add('conflict:name')
      if (group < 0 && unit.methods.some((method) => method.term.alone !== null)) {
        state.uncovered = true
        this.#notCovered(outcome, unit.methods.find((method) => method.term.alone !== null) as Mention)
      } else if (group < 0) this.#unknownModality(unit, outcome)
      else read.push(...readExams(unit, group, this.#text))
    }
    if (told && !agreed) state.conflict.add('conflict:modality')
    for (const unit of loose) state.nonExam ??= looseReason(unit)
    if (exams.length === 0 && state.nonExam === null) {
      if (column.group >= 0 && state.unknown > 0) this.#columnOnly(column.group, outcome)
      else state.nonExam = 'no-content'
    }
    if (state.nonExam !== null && read.every((exam) => exam.bare)) read.length = 0
    const joined = joinExams(read, this.#organs, this.#lexicon.sites)
    compareColumns(input, joined, this.#lexicon, state.conflict, outcome)
    for (const exam of joined) this.#resolve(exam, outcome)
    return this.#result(input, outcome, state)
  }

  #read(name: string): Unit[] {
    this.#text.set(name.length > LONGEST ? name.slice(0, LONGEST) : name, this.#lexicon.fold)
    const tokens = this.#scanner.scan()
    return new UnitReader(tokens).read(0, tokens.length, false)
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

  #unknownModality(unit: Unit, outcome: Outcome): void {
    const [exam] = readExams(unit, CT, this.#text)
    if (exam === undefined) return
    const codes: string[] = []
    for (const group of [CT, MR]) {
      const trial = emptyOutcome()
      for (const read of readExams(unit, group, this.#text)) if (read.site !== null) this.#resolve(read, trial)
      for (const { code } of trial.answers) if (code !== null) codes.push(code)
    }
    openFacet(outcome, exam, 'modality', codes)
  }

  #resolve(exam: Exam, outcome: Outcome): void {
    for (const modifier of exam.modifiers) say(outcome.modifiers, modifier)
    if (exam.group === MG && exam.site === null && exam.missing === null && (exam.positions.length > 0 || !exam.bare)) {
      exam.site = this.#lexicon.sites.get('radiology-parts', '乳腺') ?? null
    }
    if (exam.group === US && exam.vague !== null) this.#limbVessels(exam)
    if (exam.missing !== null && exam.group === MR && exam.scans.some((scan) => scan.code === '74')) exam.missing = null
    if (exam.missing !== null && exam.group === RF && isArthrography(exam)) {
      exam.scans = [{ code: 'Xj', segment: 0 }]
      resolveFluoroscopy({ ...exam, relation: 'narrower' }, this.#items, outcome)
      return
    }
    if (exam.missing !== null) {
      unanswered(outcome, exam, ['part'], this.#items.closest({ scan: exam.scans[0]?.code ?? '11' }))
      return
    }
    if (exam.vague !== null) {
      openFacet(outcome, exam, 'part', [])
      return
    }
    if (exam.group === CT || exam.group === MR)
      resolveSectional(exam, { items: this.#items, vessels: this.#vessels, sites: this.#lexicon.sites }, outcome)
    else if (exam.group === MG) resolveMammography(exam, this.#items, outcome)
    else if (exam.group === RF) resolveFluoroscopy(exam, this.#items, outcome)
    else if (exam.group === US) this.#ultrasound.resolve(exam, outcome)
    else if (exam.group === PET || exam.group === SPECT) resolveNuclear(exam, this.#items, outcome)
    else resolveProjection(exam, this.#items, outcome)
  }

  /** Doppler of a leg or an arm: its veins or its arteries, as said. */
  #limbVessels(exam: Exam): void {
    const limb = exam.vague === 'lower-limb' ? '下肢' : exam.vague === 'upper-limb' ? '上肢' : null
    if (limb === null || exam.vascular === null || exam.vascular === 'any') return
    exam.site = this.#lexicon.sites.get('ultrasound-parts', limb + (exam.vascular === 'vein' ? '静脉' : '动脉')) ?? null
    if (exam.site !== null) exam.vague = null
  }

  #result(
    input: NormaliseInput,
    outcome: Outcome,
    state: {
      inferred: number
      conflict: Set<Flag>
      uncovered: boolean
      nonExam: Reason | null
      classes: number
      unknown: number
    },
  ): Normalised {
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
    return {
      name: input.name,
      modality: input.modality ?? '',
      ...(input.count === undefined ? {} : { count: input.count }),
      state: verdict,
      confidence,
      items,
      modifiers: outcome.modifiers,
      defaults: outcome.defaults,
      classes: classesOf(state, outcome, verdict === 'not-exam', items.length),
      flags: [...state.conflict, ...(outcome.flags as Flag[])],
      ...(reason === null ? {} : { reason }),
      candidates: outcome.candidates,
      rules: outcome.rules,
    }
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
      items.push({ code, relation, spans, ...(item === undefined ? {} : { name: item.name, facets: item.facets }) })
    }
    return items
  }
}

/** Contrast into a joint that fluoroscopy has no part for. */
const isArthrography = (exam: Exam): boolean =>
  exam.scans.some((scan) => scan.code === 'Xj') ||
  (exam.scans.some((scan) => scan.code === 'X1') && (exam.place?.key.endsWith('关节') ?? false))

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
