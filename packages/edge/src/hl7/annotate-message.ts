import type { ExamCoder, ExamCoding } from '../coding/exam-coder.ts'
import { type Charset, charsetOf, decodeText, labelledCharset } from './charset.ts'
import {
  alternateOf,
  type CodedField,
  type FieldContext,
  type Insertion,
  isFieldReason,
  isSameExam,
  readCodedField,
} from './coded-field.ts'
import { modalityOfSection } from './diagnostic-sections.ts'
import { cut, type Delimiters, delimitersOf, isSegment, type Range, segmentsOf } from './er7.ts'
import type { Annotated, FieldOutcome, MessageReason } from './outcome.ts'

/**
 * Which OBX-3 are coded: those that name an exam, be it the order's or another that the name says whole (`read`); those
 * that repeat the order's OBR-4 (`same`); none.
 */
export const OBX_CHOICES = ['read', 'same', 'none'] as const
export type ObxChoice = (typeof OBX_CHOICES)[number]

export interface AnnotateOptions {
  readonly coder: ExamCoder
  /** Name of the coding system of items in component 6, `99YINGMA` if not said. */
  readonly system?: string
  readonly obx?: ObxChoice
  /** Encoding of messages whose MSH-18 says none. */
  readonly charset?: Charset
  /** Bytes of the longest message that is looked into; longer ones pass as they came. */
  readonly maxMessage?: number
}

export const DEFAULT_SYSTEM = '99YINGMA'
export const DEFAULT_MAX_MESSAGE = 8 * 1024 * 1024

/** Messages that carry exams: orders, imaging orders, results. */
const MESSAGES = new Set(['ORM', 'OMI', 'ORU'])

const passed = (bytes: Uint8Array, reason: MessageReason): Annotated => ({ bytes, passed: reason, fields: [] })

/**
 * Adds the standard coding to OBR-4 and OBX-3 of one message (ER7: `MSH|^~\&|…`, segments ended by CR, LF or CR LF) as
 * alternate identifier, components 4 to 6 of CE and CWE. It only adds: every other byte of the message stays, and what
 * cannot be coded for certain stays as it came, with the reason. Fields other than MSH-1, 2, 9, 18, OBR-4, OBR-24 and
 * OBX-3 are never read.
 */
export function annotateMessage(bytes: Uint8Array, options: AnnotateOptions): Annotated {
  if (bytes.length > (options.maxMessage ?? DEFAULT_MAX_MESSAGE)) return passed(bytes, 'too-long')
  try {
    return annotate(bytes, options)
  } catch (error) {
    // A fault of this program must not stop the line. The caller counts it; the text of an error could quote the message.
    if (error instanceof Error) return passed(bytes, 'failed')
    throw error
  }
}

function annotate(bytes: Uint8Array, options: AnnotateOptions): Annotated {
  const segments = segmentsOf(bytes)
  const header = segments.find((segment) => isSegment(bytes, segment, 'MSH'))
  if (header === undefined) return passed(bytes, 'not-a-message')
  const delimiters = delimitersOf(bytes, header)
  if (delimiters === null) return passed(bytes, 'not-a-message')
  const { type, label } = readHeader(bytes, header, delimiters)
  if (!MESSAGES.has(type)) return passed(bytes, 'other-message')
  const charset = labelledCharset(label)
  if (charset === 'unknown') return passed(bytes, 'charset')

  const message = new MessageAnnotator(bytes, delimiters, charset ?? options.charset ?? null, options)
  for (const segment of segments) {
    if (segment.start <= header.start) continue
    if (isSegment(bytes, segment, 'MSH')) return passed(bytes, 'not-a-message')
    if (isSegment(bytes, segment, 'OBR')) message.order(segment)
    else if (isSegment(bytes, segment, 'OBX')) message.observation(segment)
  }
  return { bytes: insert(bytes, message.insertions), passed: null, fields: message.fields }
}

function readHeader(bytes: Uint8Array, header: Range, delimiters: Delimiters): { type: string; label: string } {
  const charset = charsetOf(bytes.subarray(header.start, header.end), null)
  const fields = cut(bytes, header, delimiters.field, charset)
  // MSH-1 is the separator itself, so MSH-n is piece n - 1.
  const first = (number: number, separator: number): string => {
    const field = fields[number - 1]
    const piece = field === undefined ? undefined : cut(bytes, field, separator, charset)[0]
    return piece === undefined ? '' : (decodeText(bytes.subarray(piece.start, piece.end), charset) ?? '')
  }
  return { type: first(9, delimiters.component).trim(), label: first(18, delimiters.repetition) }
}

class MessageAnnotator {
  readonly fields: FieldOutcome[] = []
  readonly insertions: Insertion[] = []
  readonly #bytes: Uint8Array
  readonly #delimiters: Delimiters
  readonly #label: Charset | null
  readonly #options: AnnotateOptions
  /** The exam of the last OBR, which the OBX behind it report on. */
  #order: { readonly field: CodedField; readonly coding: ExamCoding | null } | null = null

  constructor(bytes: Uint8Array, delimiters: Delimiters, label: Charset | null, options: AnnotateOptions) {
    this.#bytes = bytes
    this.#delimiters = delimiters
    this.#label = label
    this.#options = options
  }

  order(segment: Range): void {
    this.#order = null
    const context = this.#contextOf(segment)
    const fields = cut(this.#bytes, segment, this.#delimiters.field, context.charset)
    const range = fields[4]
    if (range === undefined) return
    const left = this.#codeOrder(context, range, fields[24])
    this.fields.push({ field: 'OBR-4', left })
  }

  #codeOrder(context: FieldContext, range: Range, section: Range | undefined): FieldOutcome['left'] {
    const field = readCodedField(context, range)
    if (isFieldReason(field)) return field
    this.#order = { field, coding: null }
    if (field.text === '' && field.identifier === '') return 'no-text'
    const said = section === undefined ? '' : firstComponent(context, section)
    const modality = said === null ? '' : modalityOfSection(said)
    if (modality === null) return 'not-imaging'
    const { text, identifier } = field
    const result = this.#options.coder.code({ text, localCode: identifier, modality })
    if (!result.coded) return text === '' ? 'no-text' : result.why
    this.#order = { field, coding: result.coding }
    return this.#add(context, field, range, result.coding)
  }

  observation(segment: Range): void {
    const { obx = 'read', coder } = this.#options
    if (obx === 'none') return
    const context = this.#contextOf(segment)
    const range = cut(this.#bytes, segment, this.#delimiters.field, context.charset)[3]
    if (range === undefined) return
    const field = readCodedField(context, range)
    if (isFieldReason(field)) {
      this.fields.push({ field: 'OBX-3', left: field })
      return
    }
    this.fields.push({
      field: 'OBX-3',
      left: this.#codeObservation(context, field, range, obx === 'read' ? coder : null),
    })
  }

  #codeObservation(
    context: FieldContext,
    field: CodedField,
    range: Range,
    coder: ExamCoder | null,
  ): FieldOutcome['left'] {
    const { subcomponent } = this.#delimiters
    // `CT01&IMP` is a section of the report on CT01, not the exam.
    if (subcomponent !== null && field.identifier.includes(String.fromCharCode(subcomponent))) return 'section'
    if (this.#order !== null && isSameExam(field, this.#order.field)) {
      return this.#order.coding === null ? 'no-exam-of-order' : this.#add(context, field, range, this.#order.coding)
    }
    if (coder === null) return 'no-exam-of-order'
    if (field.text === '') return 'no-text'
    // No modality is lent from the order: a finding (肝脏) would become an exam by it.
    const result = coder.code({ text: field.text, localCode: '', modality: '' })
    return result.coded ? this.#add(context, field, range, result.coding) : result.why
  }

  #add(context: FieldContext, field: CodedField, range: Range, coding: ExamCoding): FieldOutcome['left'] {
    const insertions = alternateOf(context, field, range, coding)
    if (isFieldReason(insertions)) return insertions
    this.insertions.push(...insertions)
    return null
  }

  #contextOf({ start, end }: Range): FieldContext {
    const { system = DEFAULT_SYSTEM } = this.#options
    const charset = charsetOf(this.#bytes.subarray(start, end), this.#label)
    return { bytes: this.#bytes, delimiters: this.#delimiters, charset, system }
  }
}

function firstComponent({ bytes, delimiters, charset }: FieldContext, range: Range): string | null {
  const piece = cut(bytes, range, delimiters.component, charset)[0]!
  return decodeText(bytes.subarray(piece.start, piece.end), charset)
}

/** Insertions come in the order of their places. */
function insert(bytes: Uint8Array, insertions: readonly Insertion[]): Uint8Array {
  if (insertions.length === 0) return bytes
  const pieces: Uint8Array[] = []
  let from = 0
  for (const { at, bytes: added } of insertions) {
    pieces.push(bytes.subarray(from, at), added)
    from = at
  }
  pieces.push(bytes.subarray(from))
  return Buffer.concat(pieces)
}
