import { type AuditedExam, type ChargedLine, type ExamItem, type Modifiers, modifiersOfReading } from '@yingma/charge'
import type { Normaliser } from '@yingma/normalise'

/** One charge line of an exam, its cells as the table has them. */
export interface ExamLine {
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
  readonly department?: string | null
  readonly patientClass?: string | null
  /** Left out where the table has no such column; empty where it has one and the order gives no indication. */
  readonly indication?: string | null
}

/** Makes one exam of its lines; what is said of the whole exam stands in the first, for department, class and indication in any. */
export type ExamReader = (
  lines: readonly ExamLine[],
  exam: { readonly id: string; readonly date: string },
) => AuditedExam

/** Makes the reader of exams; the normaliser is asked for at the first exam name and each name is read once. */
export function createExamReader(normaliser: () => Normaliser): ExamReader {
  const readings = new Map<string, Exam>()
  return (lines, { id, date }) => examOf(lines, id, date, examsOfLines(readings, normaliser))
}

interface Exam {
  readonly codes: readonly string[]
  readonly modifiers: Modifiers
}

/** Most lines of an exam say the same items as the one before: they are read once. */
function examsOfLines(readings: Map<string, Exam>, normaliser: () => Normaliser): (line: ExamLine) => Exam | null {
  let before: ExamLine | null = null
  return (line) => {
    const same = before !== null && line.items === before.items && line.name === before.name
    const alike = same && line.modality === before?.modality
    before = line
    return alike ? null : readExam(line, readings, normaliser)
  }
}

function readExam(line: ExamLine, readings: Map<string, Exam>, normaliser: () => Normaliser): Exam {
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

/** `read` says null for a line that adds nothing to the one before. */
function examOf(
  lines: readonly ExamLine[],
  id: string,
  date: string,
  read: (line: ExamLine) => Exam | null,
): AuditedExam {
  const items = new Map<string, ExamItem>()
  const modifiers: Record<string, Modifiers[keyof Modifiers]> = {}
  for (const line of lines) {
    const exam = read(line)
    for (const code of exam?.codes ?? []) items.set(code, { code })
    Object.assign(modifiers, exam?.modifiers, saidModifiers(line.modifiers))
  }
  const [first] = lines
  const sex = sexOf(first?.sex)
  const performed = flag(first?.performed)
  const guidance = flag(first?.guidance)
  const filmConsent = flag(first?.filmConsent)
  const department = said(lines, 'department')
  const inpatient = inpatientOf(said(lines, 'patientClass'))
  const indicated = indicatedOf(lines)
  const printed = first?.filmsPrinted == null || first.filmsPrinted === '' ? undefined : Number(first.filmsPrinted)
  return {
    id,
    date,
    items: [...items.values()],
    lines: lines.map(lineOf),
    ...(Object.keys(modifiers).length > 0 && { modifiers }),
    ...(sex !== undefined && { sex }),
    ...(performed !== undefined && { performed }),
    ...(guidance !== undefined && { guidance }),
    ...(filmConsent !== undefined && { filmConsent }),
    ...(department !== undefined && { department }),
    ...(inpatient !== undefined && { inpatient }),
    ...(indicated !== undefined && { indicated }),
    ...(printed !== undefined && Number.isFinite(printed) && { filmsPrinted: printed }),
  }
}

function lineOf(line: ExamLine, at: number): ChargedLine {
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

function saidModifiers(text: string | null | undefined): Modifiers | null {
  if (text == null || text === '') return null
  const words = text.split(/[+,;|\s[\]']+/u).filter((word) => word !== '')
  return modifiersOfReading('', words)
}

function sexOf(text: string | null | undefined): 'male' | 'female' | undefined {
  if (/^(?:男|男性|m|male|1)$/iu.test(text ?? '')) return 'male'
  return /^(?:女|女性|f|female|2)$/iu.test(text ?? '') ? 'female' : undefined
}

/** What the first line says that says anything. */
function said(lines: readonly ExamLine[], field: 'department' | 'patientClass'): string | undefined {
  return lines.map((line) => line[field]?.trim() ?? '').find((text) => text !== '')
}

function inpatientOf(text: string | undefined): boolean | undefined {
  if (/^(?:(?:普通)?住院(?:患者|病人)?|i|imp|inp|inpatient)$/iu.test(text ?? '')) return true
  return /^(?:(?:普通)?(?:门诊|急诊|门急诊|体检)(?:患者|病人)?|[oe]|amb|emer|outp|outpatient|emergency)$/iu.test(
    text ?? '',
  )
    ? false
    : undefined
}

/** Words of a cell that mean that no indication is given, as a regular expression of program and engine alike. */
export const NO_INDICATION = '(?:|无|否|没有|[-—/]+|n|no|none|false|0|f)'
const NONE = new RegExp(`^${NO_INDICATION}$`, 'iu')

/** Whether any line gives an indication; undefined where the table does not tell. */
function indicatedOf(lines: readonly ExamLine[]): boolean | undefined {
  const known = lines.filter((line) => line.indication !== undefined)
  if (known.length === 0) return undefined
  return known.some((line) => !NONE.test((line.indication ?? '').trim()))
}

function flag(text: string | null | undefined): boolean | undefined {
  if (/^(?:是|有|y|yes|true|1|t)$/iu.test(text ?? '')) return true
  return /^(?:否|无|n|no|false|0|f)$/iu.test(text ?? '') ? false : undefined
}
