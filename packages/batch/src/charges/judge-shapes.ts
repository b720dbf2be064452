import {
  AUDIT_KINDS,
  type Auditor,
  type ChargedLine,
  createAuditor,
  explainSuspicion,
  type Pricer,
  type PriceSchedule,
  type Suspicion,
} from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'
import { createExamReader, type ExamLine } from './exam-of-lines.ts'

/** One line of the session that stands for a shape, as the engine gives it. */
export interface ShapeLine extends ExamLine {
  readonly shape_id: number
  readonly sessions: number
  readonly day: string | null
}

export interface JudgeSources {
  /** Pricers of the schedules that lines may fall into. */
  readonly pricers: readonly Pricer[]
  readonly language: Language
  /** Reads exam names where the lines hold no codes; asked for at the first name. */
  normaliser(): Normaliser
}

/** A suspicion of a shape, ready for the engine. */
export interface ShapeFinding {
  readonly kind: string
  readonly type: string
  readonly certainty: string
  readonly warning: boolean
  readonly stakeCents: number
  readonly priceCodes: readonly string[]
  readonly text: string
  readonly evidence: string
}

export interface ShapeJudgement {
  readonly findings: readonly ShapeFinding[]
  /** Codes of what kept the exam from being held against a quote. */
  readonly problems: readonly string[]
}

export type Judge = (lines: readonly ShapeLine[]) => ShapeJudgement

const TYPES = new Map(AUDIT_KINDS.map((kind) => [kind.id, kind.type as string]))

/** Makes the judge: one exam's lines in, its suspicions out. The schedule is that of the day. */
export function createJudge({ pricers, language, normaliser }: JudgeSources): Judge {
  const schedules = pricers.map((pricer) => pricer.schedule)
  const auditors = pricers.map((pricer): [PriceSchedule, Auditor] => [
    pricer.schedule,
    createAuditor(
      pricer,
      schedules.filter((other) => other.validFrom < pricer.schedule.validFrom),
    ),
  ])
  const read = createExamReader(normaliser)
  return (lines) => {
    const [first] = lines
    if (first === undefined) return { findings: [], problems: [] }
    const day = first.day ?? ''
    const auditor = auditors.find(
      ([schedule]) => day >= schedule.validFrom && (schedule.validTo === null || day <= schedule.validTo),
    )
    if (auditor === undefined) return { findings: [], problems: ['price-date-outside'] }
    const exam = read(lines, { id: String(first.shape_id), date: day })
    if (exam.items.length === 0) return { findings: [], problems: ['audit-no-items'] }
    const { suspicions, problems } = auditor[1].audit(exam)
    return {
      findings: suspicions.map((suspicion) => findingOf(suspicion, exam.lines, schedules, language)),
      problems: [...new Set(problems.map((problem) => problem.code))],
    }
  }
}

function findingOf(
  suspicion: Suspicion,
  lines: readonly ChargedLine[],
  schedules: readonly PriceSchedule[],
  language: Language,
): ShapeFinding {
  const concerned = new Set(suspicion.lines)
  return {
    kind: suspicion.kind,
    type: TYPES.get(suspicion.kind) ?? '',
    certainty: suspicion.certainty,
    warning: suspicion.warning,
    stakeCents: suspicion.stakeCents,
    priceCodes: [...new Set(lines.filter((line) => concerned.has(line.id)).map((line) => line.code))],
    text: explainSuspicion(suspicion, schedules, language).join('：'),
    evidence: JSON.stringify(suspicion.evidence),
  }
}
