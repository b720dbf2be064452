import type { Pricer } from '../quote/create-pricer.ts'
import type { AuditedExam, Suspicion } from './model.ts'
import { netLines } from './net-lines.ts'
import { gatingSurcharges, mainsOfKind, UNINDICATED_KINDS, type UnindicatedKind } from './unindicated.ts'

/** Admissions of a department, and how large a share of them may have such an exam without an indication. */
export interface RateInput {
  readonly exams: readonly AuditedExam[]
  /** Inpatients by department. */
  readonly admissions: Readonly<Record<string, number>>
  /** Share by kind: 80 chest CT, 91 gynaecological and urinary, 92 vessels, 93 heart, 82 gating among CT and MR exams. */
  readonly thresholds: Readonly<Record<string, number>>
}

/**
 * Kinds that show only as a rate: exams of inpatients without an indication against the admissions of their department, and
 * gating surcharges against CT and MR exams. A rate is a reason to look, never more: certainty A, nothing at stake by itself
 * but what the exams beyond the threshold were charged.
 */
export function auditRates(pricer: Pricer, given: RateInput): readonly Suspicion[] {
  const input = { ...given, exams: given.exams.map(withoutRefunds) }
  const suspicions: Suspicion[] = []
  for (const kind of ['82', ...UNINDICATED_KINDS] as const) {
    const threshold = input.thresholds[kind]
    if (threshold === undefined) continue
    const departments = new Set(input.exams.map((exam) => exam.department ?? ''))
    for (const department of departments) {
      const exams = input.exams.filter((exam) => (exam.department ?? '') === department)
      const { cases, of } =
        kind === '82' ? gating(pricer, exams) : unindicated(pricer, kind, exams, input.admissions[department] ?? 0)
      if (of === 0 || cases.length <= threshold * of) continue
      suspicions.push(suspicionOf(kind, department, cases, of, threshold))
    }
  }
  return suspicions
}

/** What was refunded is no case; an exam whose refunds do not match stays as it was charged. */
function withoutRefunds(exam: AuditedExam): AuditedExam {
  const { lines, problems } = netLines(exam.lines)
  return problems.length > 0 ? exam : { ...exam, lines }
}

interface Rate {
  readonly cases: readonly AuditedExam[]
  readonly of: number
}

function unindicated(pricer: Pricer, kind: UnindicatedKind, exams: readonly AuditedExam[], admissions: number): Rate {
  const cases = exams.filter(
    (exam) => exam.inpatient === true && exam.indicated !== true && mainsOfKind(pricer, kind, exam).size > 0,
  )
  return { cases, of: admissions }
}

function gating(pricer: Pricer, exams: readonly AuditedExam[]): Rate {
  const codes = gatingSurcharges(pricer.schedule)
  const sectional = exams.filter((exam) =>
    vocabulariesOf(pricer, exam).some((v) => ['xct', 'mr', 'cta', 'mra', 'organ'].includes(v)),
  )
  return { cases: sectional.filter((exam) => exam.lines.some((line) => codes.has(line.code))), of: sectional.length }
}

function vocabulariesOf(pricer: Pricer, exam: AuditedExam): readonly string[] {
  return exam.items.flatMap((item) => {
    const billing = pricer.billingOf(item.code)
    const sectional = /^[23]/.test(item.code)
    if (!sectional || billing === undefined || 'missing' in billing) return []
    return billing.services.flatMap((s) => s.units.map((u) => u.vocabulary))
  })
}

function suspicionOf(
  kind: string,
  department: string,
  cases: readonly AuditedExam[],
  of: number,
  threshold: number,
): Suspicion {
  const beyond = cases.slice(Math.floor(threshold * of))
  return {
    id: `${department}/${kind}`,
    exam: '',
    kind,
    certainty: 'A',
    evidence: [{ code: 'rate', department, cases: cases.length, of, threshold }],
    lines: cases.flatMap((exam) => exam.lines.map((line) => line.id)),
    stakeCents: beyond.reduce((sum, exam) => sum + exam.lines.reduce((n, line) => n + line.amountCents, 0), 0),
    warning: true,
    rebuttals: [],
    closing: null,
  }
}
