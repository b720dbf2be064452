import {
  AUDIT_KINDS,
  type AuditedExam,
  type Auditor,
  type ChargedLine,
  createAuditor,
  type ExamItem,
  explainSuspicion,
  type Modifiers,
  modifiersOfReading,
  type Pricer,
  type PriceSchedule,
  type Suspicion,
} from '@yingma/charge'
import type { Language } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'

/** One line of the session that stands for a shape, as the engine gives it. */
export interface ShapeLine {
  readonly shape_id: number
  readonly sessions: number
  readonly day: string | null
  readonly quantity: number | null
  readonly cents: number | null
  readonly items?: string | null
  readonly name?: string | null
  readonly modality?: string | null
  readonly priceCode?: string | null
  readonly priceName?: string | null
  readonly kind?: string | null
  readonly sex?: string | null
  readonly modifiers?: string | null
  readonly performed?: string | null
  readonly guidance?: string | null
  readonly filmConsent?: string | null
  readonly filmsPrinted?: string | null
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
  const readings = new Map<string, Exam>()
  return (lines) => {
    const [first] = lines
    if (first === undefined) return { findings: [], problems: [] }
    const day = first.day ?? ''
    const auditor = auditors.find(
      ([schedule]) => day >= schedule.validFrom && (schedule.validTo === null || day <= schedule.validTo),
    )
    if (auditor === undefined) return { findings: [], problems: ['price-date-outside'] }
    const exam = examOf(lines, day, (line) => readExam(line, readings, normaliser))
    if (exam.items.length === 0) return { findings: [], problems: ['audit-no-items'] }
    const { suspicions, problems } = auditor[1].audit(exam)
    return {
      findings: suspicions.map((suspicion) => findingOf(suspicion, exam.lines, schedules, language)),
      problems: [...new Set(problems.map((problem) => problem.code))],
    }
  }
}

interface Exam {
  readonly codes: readonly string[]
  readonly modifiers: Modifiers
}

function readExam(line: ShapeLine, readings: Map<string, Exam>, normaliser: () => Normaliser): Exam {
  const codes = (line.items ?? '').split(/[+,;|、\s[\]']+/u).filter((code) => code !== '')
  if (codes.length > 0 || line.name == null || line.name === '') return { codes, modifiers: {} }
  const key = `${line.modality ?? ''}|${line.name}`
  const known = readings.get(key)
  if (known) return known
  const { name, modality } = line
  const reading = normaliser().normalise({ name, ...(modality ? { modality } : {}) })
  const sure = reading.state === 'mapped' || reading.state === 'review'
  const complete = reading.items.every((item) => item.code !== null)
  const exam = {
    codes: sure && complete ? reading.items.flatMap((item) => item.code ?? []) : [],
    modifiers: modifiersOfReading(name, reading.modifiers),
  }
  readings.set(key, exam)
  return exam
}

function examOf(lines: readonly ShapeLine[], day: string, read: (line: ShapeLine) => Exam): AuditedExam {
  const items = new Map<string, ExamItem>()
  const modifiers: Record<string, Modifiers[keyof Modifiers]> = {}
  for (const line of lines) {
    const exam = read(line)
    for (const code of exam.codes) items.set(code, { code })
    Object.assign(modifiers, exam.modifiers, saidModifiers(line.modifiers))
  }
  const [first] = lines
  const sex = sexOf(first?.sex)
  const performed = flag(first?.performed)
  const guidance = flag(first?.guidance)
  const filmConsent = flag(first?.filmConsent)
  const printed = first?.filmsPrinted == null || first.filmsPrinted === '' ? undefined : Number(first.filmsPrinted)
  return {
    id: String(first?.shape_id ?? ''),
    date: day,
    items: [...items.values()],
    lines: lines.map(lineOf),
    ...(Object.keys(modifiers).length > 0 && { modifiers }),
    ...(sex !== undefined && { sex }),
    ...(performed !== undefined && { performed }),
    ...(guidance !== undefined && { guidance }),
    ...(filmConsent !== undefined && { filmConsent }),
    ...(printed !== undefined && Number.isFinite(printed) && { filmsPrinted: printed }),
  }
}

function lineOf(line: ShapeLine, at: number): ChargedLine {
  const name = line.priceName ?? ''
  return {
    id: String(at),
    code: line.priceCode ?? '',
    ...(name !== '' && { name }),
    kind: /胶片|film/iu.test(`${line.kind ?? ''}${name}`) ? 'film' : 'service',
    quantity: line.quantity ?? Number.NaN,
    amountCents: line.cents ?? 0,
  }
}

function saidModifiers(text: string | null | undefined): Modifiers {
  const words = (text ?? '').split(/[+,;|\s[\]']+/u).filter((word) => word !== '')
  return modifiersOfReading('', words)
}

function sexOf(text: string | null | undefined): 'male' | 'female' | undefined {
  if (/^(?:男|男性|m|male|1)$/iu.test(text ?? '')) return 'male'
  return /^(?:女|女性|f|female|2)$/iu.test(text ?? '') ? 'female' : undefined
}

function flag(text: string | null | undefined): boolean | undefined {
  if (/^(?:是|有|y|yes|true|1|t)$/iu.test(text ?? '')) return true
  return /^(?:否|无|n|no|false|0|f)$/iu.test(text ?? '') ? false : undefined
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
