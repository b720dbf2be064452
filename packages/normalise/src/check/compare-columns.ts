import { within } from '../lexicon/site.ts'
import type { SideWord, Term } from '../lexicon/term.ts'
import { type Exam, type Outcome, say } from '../resolve/exam.ts'
import type { Flag, NormaliseInput } from '../result.ts'
import type { ColumnWords } from './column-words.ts'
import { compareCharge, compareSex } from './compare-service.ts'

const COLUMNS = ['part', 'side', 'position', 'method', 'contrast', 'charge', 'sex', 'ageGroup'] as const

/** All that the columns besides name and modality say, in one text; empty where they say nothing. */
export function columnsText(input: NormaliseInput): string {
  let text = ''
  for (let i = 0; i < COLUMNS.length; i++) {
    const said = input[COLUMNS[i] as (typeof COLUMNS)[number]]
    if (said !== undefined && said !== '') text += `${i}${said}\n`
  }
  return text
}

/**
 * Holds the other columns against the reading: a column fills a facet that the name leaves open, and a disagreement is
 * a flag, never a tie-break.
 */
export function compareColumns(
  input: NormaliseInput,
  exams: readonly Exam[],
  words: ColumnWords,
  conflicts: Set<Flag>,
  outcome: Outcome,
): void {
  if (columnsText(input) === '') return
  for (const exam of exams) exam.signs = []
  if (exams.length === 0) return
  if (words.of(input.ageGroup).some((term) => term.meanings.some((meaning) => meaning?.modifier === 'child'))) {
    for (const exam of exams) if (!exam.modifiers.includes('child')) exam.modifiers = [...exam.modifiers, 'child']
  }
  const part = words.of(input.part)
  const side = sideLetter(input.side) ?? sideOf([...words.of(input.side), ...part])
  if (part.length > 0) comparePart(part, exams, conflicts, outcome)
  if (side !== null) compareSide(side, exams, conflicts, outcome)
  const methods = [...words.of(input.method), ...words.of(input.contrast), ...words.of(input.position)]
  if (methods.length > 0) compareMethod(methods, exams, conflicts, outcome)
  compareCharge(words.of(input.charge), exams, conflicts)
  if (input.sex !== undefined) compareSex(input.sex, exams, outcome)
}

const SIDE_LETTERS: Readonly<Record<string, SideWord>> = { L: 'left', R: 'right', B: 'both' }

/** DICOM laterality: L, R or B. */
const sideLetter = (value: string | undefined): SideWord | null =>
  SIDE_LETTERS[(value ?? '').trim().toUpperCase()] ?? null

function sideOf(terms: readonly Term[]): SideWord | null {
  for (const term of terms) if (term.side !== null) return term.side
  return null
}

function comparePart(terms: readonly Term[], exams: readonly Exam[], conflicts: Set<Flag>, outcome: Outcome): void {
  let compared = false
  let agrees = false
  for (const exam of exams) {
    for (const term of terms) {
      const meaning = term.meanings[exam.group]
      const [site] = meaning?.sites ?? []
      if (site === undefined) continue
      if (exam.site === null) {
        if (exams.length > 1 || exam.missing !== null) continue
        exam.site = site
        exam.vague = null
        exam.relation = meaning?.relation ?? 'equivalent'
        say(outcome.rules, 'part-from-column')
        return
      }
      compared = true
      agrees ||=
        within(site, exam.site) ||
        within(exam.site, site) ||
        site.region === exam.site.region ||
        exam.site.vessel ||
        site.vessel
    }
  }
  if (compared && !agrees) conflicts.add('conflict:part')
}

function compareSide(side: SideWord, exams: readonly Exam[], conflicts: Set<Flag>, outcome: Outcome): void {
  const sided = exams.filter((exam) => exam.site !== null && exam.site.left !== null)
  for (const exam of sided) {
    if (exam.side === null || exam.side === 'single') {
      exam.side = side
      say(outcome.rules, 'side-from-column')
    }
  }
  if (side === 'single' || sided.length === 0) return
  const said = sided.map((exam) => exam.side)
  if (!said.includes(side) && !(side === 'both' && said.includes('left') && said.includes('right')))
    conflicts.add('conflict:side')
}

function compareMethod(terms: readonly Term[], exams: readonly Exam[], conflicts: Set<Flag>, outcome: Outcome): void {
  const said = new Set(exams.filter((exam) => exam.positions.length > 0))
  for (const term of terms) {
    for (const exam of exams) {
      const meaning = term.meanings[exam.group]
      if (meaning == null) continue
      if (meaning.scan !== null) compareScan(meaning.scan, exam, conflicts, outcome)
      if (meaning.positions.length > 0) {
        if (!said.has(exam)) exam.positions = [...exam.positions, ...meaning.positions]
        else if (exams.length === 1 && !meaning.positions.some((position) => exam.positions.includes(position)))
          conflicts.add('conflict:position')
      }
    }
  }
}

const CONTRAST: Readonly<Record<string, string>> = { '11': 'plain', '21': 'contrast', '22': 'contrast' }

function compareScan(scan: string, exam: Exam, conflicts: Set<Flag>, outcome: Outcome): void {
  const column = CONTRAST[scan]
  const said = exam.scans.map(({ code }) => CONTRAST[code]).filter((word) => word !== undefined)
  if (exam.scans.length === 0) {
    exam.scans = [...exam.scans, { code: scan, segment: -1 }]
    say(outcome.rules, 'method-from-column')
  } else if (column !== undefined && said.length > 0 && !said.includes(column)) {
    conflicts.add('conflict:contrast')
  }
}
