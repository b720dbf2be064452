import type { InsightProblem } from '../insight-problem.ts'
import type { EarlierExam, Intended } from './recognise.ts'
import { REPEAT_REASON_IDS } from './repeat-reasons.ts'

/** An order of a patient and the exams that he or she had. */
export interface RecognitionRequest {
  readonly intended: Intended
  readonly earlier: readonly EarlierExam[]
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')
const TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$/u

/** Reads requests, one JSON object a line; everything wrong is told with its line. */
export function readRecognitionRequests(
  text: string,
  file: string,
):
  | { readonly ok: true; readonly value: readonly RecognitionRequest[] }
  | { readonly ok: false; readonly problems: readonly InsightProblem[] } {
  const value: RecognitionRequest[] = []
  const problems: InsightProblem[] = []
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '') continue
    const bad = (place: string, rule: string) =>
      problems.push({ code: 'insight.request-invalid', file, line: index + 1, place, rule })
    const parsed = parse(line)
    const before = problems.length
    if (isFields(parsed)) check(parsed, bad)
    else bad('', 'JSON object')
    if (problems.length === before) value.push(parsed as unknown as RecognitionRequest)
  }
  return problems.length === 0 ? { ok: true, value } : { ok: false, problems }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}

type Bad = (place: string, rule: string) => void

function check({ intended, earlier }: Fields, bad: Bad): void {
  if (isFields(intended)) {
    checkExam(intended, 'intended', bad)
    if (intended.reason !== undefined && !REPEAT_REASON_IDS.some((id) => id === intended.reason))
      bad('intended.reason', REPEAT_REASON_IDS.join(' | '))
  } else bad('intended', 'object')
  if (!Array.isArray(earlier)) {
    bad('earlier', 'list')
    return
  }
  for (const [index, exam] of (earlier as unknown[]).entries()) {
    const place = `earlier.${index}`
    if (!isFields(exam)) {
      bad(place, 'object')
      continue
    }
    checkExam(exam, place, bad)
    for (const field of ['id', 'institution']) if (typeof exam[field] !== 'string') bad(`${place}.${field}`, 'text')
    if (exam.marks !== undefined && !isTexts(exam.marks)) bad(`${place}.marks`, 'texts')
  }
}

function checkExam(exam: Fields, place: string, bad: Bad): void {
  if (!isTexts(exam.codes) || (exam.codes as unknown[]).length === 0) bad(`${place}.codes`, 'codes')
  if (typeof exam.at !== 'string' || !TIME.test(exam.at)) bad(`${place}.at`, '2025-06-20T10:00:00')
  if (exam.sex !== undefined && exam.sex !== 'M' && exam.sex !== 'F') bad(`${place}.sex`, 'M | F')
  if (exam.age !== undefined && typeof exam.age !== 'number') bad(`${place}.age`, 'number')
}
