import type { PriceSchedule } from '../model/schedule.ts'

/** What tells exams of one patient apart. */
export interface Performed {
  readonly patient: string
  readonly date: string
  readonly order?: string
  readonly device?: string
}

/**
 * Parts what was done into exams, as caps and once-per-exam rules count them: one order, else one day and device; by day
 * and device alone where the switch `exam` says so. What lies in one exam keeps its order.
 */
export function groupExams<T extends Performed>(
  performed: readonly T[],
  schedule: PriceSchedule,
): readonly (readonly T[])[] {
  const exams = new Map<string, T[]>()
  for (const one of performed) {
    const byOrder = schedule.settings.exam !== 'day-and-device' && one.order !== undefined
    const key = JSON.stringify(
      byOrder ? [one.patient, 'order', one.order] : [one.patient, 'day', one.date, one.device ?? ''],
    )
    const exam = exams.get(key)
    if (exam) exam.push(one)
    else exams.set(key, [one])
  }
  return [...exams.values()]
}
