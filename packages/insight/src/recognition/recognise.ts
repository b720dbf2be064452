import type { Edition } from '@yingma/core'
import { createRanges, type ExamRange, type Ranges, type Relation } from './exam-range.ts'
import { daySeconds, entriesByCode, type ListEntry, type RegionalList } from './regional-list.ts'
import type { RepeatReason } from './repeat-reasons.ts'

/** An exam that the patient had, pseudonymous. */
export interface EarlierExam {
  readonly id: string
  readonly codes: readonly string[]
  readonly institution: string
  /** Wall-clock time, `2026-03-01T08:30:00` or a day. */
  readonly at: string
  /** Marks on its report. */
  readonly marks?: readonly string[]
  readonly sex?: 'M' | 'F'
  readonly age?: number
}

export interface Intended {
  readonly codes: readonly string[]
  readonly at: string
  readonly sex?: 'M' | 'F'
  readonly age?: number
  /** One of the six reasons, where the doctor means to repeat all the same. */
  readonly reason?: RepeatReason
}

/** Why an earlier exam is recognised or is not: a closed list, texts in the catalogue. */
export type Why =
  | 'same'
  | 'covers'
  | 'covered-by'
  | 'partly'
  | 'same-unit'
  | 'other'
  | 'too-old'
  | 'later'
  | 'unreadable-time'
  | 'not-listed'
  | 'outside-dates'
  | 'institution-not-listed'
  | 'mark-missing'
  | 'unknown-code'
  | 'another-person'

export interface EarlierVerdict {
  readonly exam: string
  readonly code: string
  readonly relation: Relation | null
  readonly isRecognised: boolean
  readonly why: readonly Why[]
  readonly ageDays: number | null
}

export interface OrderedVerdict {
  readonly code: string
  /** `recognise`: an earlier exam stands for it; `together`: several do; `repeat`: one does, but a reason was given; `perform`. */
  readonly advice: 'recognise' | 'together' | 'repeat' | 'perform'
  readonly reason: RepeatReason | null
  readonly list: string | null
  readonly windowDays: number | null
  readonly earlier: readonly EarlierVerdict[]
}

export interface Recogniser {
  readonly ranges: Ranges
  recognise(intended: Intended, earlier: readonly EarlierExam[]): readonly OrderedVerdict[]
}

/** Answers against the lists of a region; an item on several lists has the first one that holds on the day. */
export function createRecogniser(edition: Edition, lists: readonly RegionalList[]): Recogniser {
  const ranges = createRanges(edition)
  const tables = lists.map((list) => ({
    list,
    institutions: new Set(list.institutions),
    entries: entriesByCode(list, edition),
  }))

  function recognise(intended: Intended, earlier: readonly EarlierExam[]): readonly OrderedVerdict[] {
    const at = secondsOf(intended.at)
    return intended.codes.map((code) => judge(code, intended, at, earlier))
  }

  function judge(code: string, intended: Intended, at: number, earlier: readonly EarlierExam[]): OrderedVerdict {
    const ordered = ranges.rangeOf(code)
    const listed = entryOn(code, at)
    const shown: ExamRange[] = []
    const verdicts = earlier.flatMap((exam) =>
      exam.codes.map((earlierCode) => {
        const verdict = compare(exam, earlierCode, ordered, intended, at, listed)
        const range = ranges.rangeOf(earlierCode)
        const isUsable = verdict.why.every(
          (why) => why === 'partly' || why === 'covered-by' || why === 'same' || why === 'covers',
        )
        if (range !== undefined && isUsable) shown.push(range)
        return verdict
      }),
    )
    const isCovered = verdicts.some(({ isRecognised }) => isRecognised)
    const isTogether = !isCovered && ordered !== undefined && shown.length > 1 && ranges.coverTogether(shown, ordered)
    const advice =
      !isCovered && !isTogether
        ? 'perform'
        : intended.reason !== undefined
          ? 'repeat'
          : isCovered
            ? 'recognise'
            : 'together'
    return {
      code,
      advice,
      reason: advice === 'repeat' ? (intended.reason ?? null) : null,
      list: listed.entry === undefined ? null : listed.id,
      windowDays: listed.entry?.windowDays ?? null,
      earlier: verdicts,
    }
  }

  function compare(
    exam: EarlierExam,
    code: string,
    ordered: ExamRange | undefined,
    intended: Intended,
    at: number,
    listed: Listed,
  ): EarlierVerdict {
    const range = ranges.rangeOf(code)
    if (ordered === undefined || range === undefined)
      return { exam: exam.id, code, relation: null, isRecognised: false, why: ['unknown-code'], ageDays: null }
    const relation = ranges.relation(range, ordered)
    const then = secondsOf(exam.at)
    const ageDays = Number.isNaN(then) || Number.isNaN(at) ? null : Math.floor((at - then) / 86_400)
    const against: Why[] = [
      ...isAnother(exam, intended, ageDays),
      ...timeOf(ageDays, listed.entry),
      ...listOf(exam, listed),
    ]
    const isWide = relation === 'same' || relation === 'covers'
    const isRecognised = isWide && against.length === 0
    return { exam: exam.id, code, relation, isRecognised, why: [relation, ...against], ageDays }
  }

  interface Listed {
    readonly entry: ListEntry | undefined
    readonly id: string
    readonly mark: string
    readonly institutions: ReadonlySet<string>
    readonly isElsewhen: boolean
  }

  function entryOn(code: string, at: number): Listed {
    let isElsewhen = false
    for (const { list, institutions, entries } of tables) {
      for (const entry of entries.get(code.toUpperCase()) ?? []) {
        const until = entry.to === undefined ? Number.POSITIVE_INFINITY : daySeconds(entry.to) + 86_400
        if (at >= daySeconds(entry.from) && at < until)
          return { entry, id: list.id, mark: list.mark, institutions, isElsewhen: false }
        isElsewhen = true
      }
    }
    return { entry: undefined, id: '', mark: '', institutions: NOBODY, isElsewhen }
  }

  function listOf(exam: EarlierExam, listed: Listed): readonly Why[] {
    if (listed.entry === undefined) return [listed.isElsewhen ? 'outside-dates' : 'not-listed']
    if (listed.institutions.size > 0 && !listed.institutions.has(exam.institution)) return ['institution-not-listed']
    // A report that says its marks must say this one; one that says none is judged by the list alone.
    return exam.marks !== undefined && !exam.marks.includes(listed.mark) ? ['mark-missing'] : []
  }

  return { ranges, recognise }
}

const NOBODY: ReadonlySet<string> = new Set()

function timeOf(ageDays: number | null, entry: ListEntry | undefined): readonly Why[] {
  if (ageDays === null) return ['unreadable-time']
  if (ageDays < 0) return ['later']
  return entry !== undefined && ageDays > entry.windowDays ? ['too-old'] : []
}

/** Two tokens may meet by a wrong identifier: sex and age, which travel with them, must fit. */
function isAnother(exam: EarlierExam, intended: Intended, ageDays: number | null): readonly Why[] {
  if (exam.sex !== undefined && intended.sex !== undefined && exam.sex !== intended.sex) return ['another-person']
  if (exam.age === undefined || intended.age === undefined || ageDays === null) return []
  const expected = intended.age - ageDays / 365.25
  return Math.abs(exam.age - expected) > 2 ? ['another-person'] : []
}

/** Wall-clock seconds of a time as text; NaN where it is none. */
function secondsOf(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?/u.exec(text)
  if (match === null) return Number.NaN
  return Date.parse(`${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}Z`) / 1000
}
