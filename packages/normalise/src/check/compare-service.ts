import { isProjection, MODALITIES } from '../lexicon/groups.ts'
import type { Term } from '../lexicon/term.ts'
import { type Exam, type Outcome, say } from '../resolve/exam.ts'
import type { Flag } from '../result.ts'

/** Parts of one sex, by the beginning of their codes or by the name of their site (radiology and ultrasound). */
const MALE = [
  '060102',
  '0608',
  '060108',
  '0612',
  '输精管',
  'U113',
  'U114',
  'U115',
  'U116',
  'U117',
  'U118',
  'U123',
  'U507',
  'U508',
]
const FEMALE = ['060101', '0611', 'U6', 'U7']
const SEXES: Readonly<Record<string, 'male' | 'female'>> = {
  男: 'male',
  m: 'male',
  male: 'male',
  女: 'female',
  f: 'female',
  female: 'female',
}

/** The charge booked with the order is of another modality, or says another contrast than the name. */
export function compareCharge(words: readonly Term[], exams: readonly Exam[], conflicts: Set<Flag>): void {
  const groups = words.flatMap((term) => (term.modality === null ? [] : [MODALITIES[term.modality]?.group ?? -1]))
  if (groups.length > 0 && !exams.some((exam) => groups.some((group) => agree(group, exam.group)))) {
    conflicts.add('conflict:charge')
    return
  }
  const booked = new Set(words.flatMap((term) => exams.flatMap((exam) => contrastOf(term.meanings[exam.group]?.scan))))
  const said = new Set(exams.flatMap((exam) => exam.scans.flatMap(({ code }) => contrastOf(code))))
  if (booked.size > 0 && said.size > 0 && ![...booked].some((contrast) => said.has(contrast)))
    conflicts.add('conflict:charge')
}

const agree = (a: number, b: number): boolean => a === b || (isProjection(a) && isProjection(b))

const contrastOf = (scan: string | null | undefined): readonly string[] =>
  scan === '11' ? ['plain'] : scan === '21' ? ['contrast'] : scan === '22' ? ['plain', 'contrast'] : []

/** A part that the patient's sex does not have: to be looked at, never changed. */
export function compareSex(sex: string, exams: readonly Exam[], outcome: Outcome): void {
  const said = SEXES[sex.trim().toLowerCase()]
  if (said === undefined) return
  const other = said === 'male' ? FEMALE : MALE
  const has = (exam: Exam): boolean => other.some((part) => (exam.site?.code ?? exam.site?.key ?? '').startsWith(part))
  if (exams.some(has)) say(outcome.flags, 'check:sex')
}
