import type { ExamCoding } from '../coding/exam-coder.ts'
import { type Charset, decodeText, encodeText } from './charset.ts'
import { cut, type Delimiters, escapeText, type Range, unescapeText } from './er7.ts'
import type { FieldReason } from './outcome.ts'

/** How a message is to be read, and under which names codings are written. */
export interface FieldContext {
  readonly bytes: Uint8Array
  readonly delimiters: Delimiters
  readonly charset: Charset
  /** Name of the coding system of items; that of sets is the same with `SET` behind it. */
  readonly system: string
}

/** A coded field (CE, CWE) in the bytes of its message: identifier, text, system, then the same of the alternate. */
export interface CodedField {
  readonly components: readonly Range[]
  readonly identifier: string
  readonly text: string
  readonly system: string
}

/** Bytes to put in, at a place of the original. */
export interface Insertion {
  readonly at: number
  readonly bytes: Uint8Array
}

/** Places of the alternate identifier, its text and its system, counted from 0. */
const ALTERNATE = [3, 4, 5] as const

/** Reads a coded field whose alternate is free; otherwise says why it has to stay as it is. */
export function readCodedField(context: FieldContext, range: Range): CodedField | FieldReason {
  const { bytes, delimiters, charset, system } = context
  if (cut(bytes, range, delimiters.repetition, charset).length > 1) return 'repeats'
  const components = cut(bytes, range, delimiters.component, charset)
  const texts = [0, 1, 2].map((at) => readText(context, components[at]))
  const [identifier = null, text = null, own = null] = texts
  if (identifier === null || text === null || own === null) return 'text-unreadable'
  const alternateSystem = readText(context, components[5])
  if ([own, alternateSystem].some((name) => name === system || name === setSystem(system))) return 'already-coded'
  if (ALTERNATE.some((at) => lengthOf(components[at]) > 0)) return 'alternate-taken'
  return { components, identifier: unquoted(identifier), text: unquoted(text), system: own }
}

/** What has to be put in for the coding to stand in components 4 to 6; all other bytes stay. */
export function alternateOf(
  context: FieldContext,
  field: CodedField,
  range: Range,
  coding: ExamCoding,
): readonly Insertion[] | FieldReason {
  const { delimiters, charset, system } = context
  const name = nameBytes(context, coding.name) ?? nameBytes(context, coding.nameEn)
  if (name === null) return 'text-not-writable'
  const identifier = encodeText(coding.identifier, charset)
  const systemName = encodeText(coding.isSet ? setSystem(system) : system, charset)
  if (identifier === null || systemName === null) return 'text-not-writable'
  const insertions: Insertion[] = []
  for (const [at, value] of [identifier, name, systemName].entries()) {
    const place = field.components[ALTERNATE[at]!]
    if (place !== undefined) insertions.push({ at: place.start, bytes: value })
    else {
      const separators = at === 0 ? ALTERNATE[0] - (field.components.length - 1) : 1
      const before = new Uint8Array(separators).fill(delimiters.component)
      insertions.push({ at: range.end, bytes: concat(before, value) })
    }
  }
  return insertions
}

/** The name of the coding system of sets. */
function setSystem(system: string): string {
  return `${system}SET`
}

export function isFieldReason(value: CodedField | readonly Insertion[] | FieldReason): value is FieldReason {
  return typeof value === 'string'
}

/** Whether two fields name the same exam of the sender. */
export function isSameExam(a: CodedField, b: CodedField): boolean {
  if (a.identifier !== '' && b.identifier !== '') return a.identifier === b.identifier && a.system === b.system
  return a.text !== '' && a.text === b.text
}

function readText({ bytes, delimiters, charset }: FieldContext, range: Range | undefined): string | null {
  if (range === undefined) return ''
  const text = decodeText(bytes.subarray(range.start, range.end), charset)
  return text === null ? null : unescapeText(text, delimiters)
}

function nameBytes({ delimiters, charset }: FieldContext, name: string): Uint8Array | null {
  const escaped = escapeText(name, delimiters)
  return escaped === null ? null : encodeText(escaped, charset)
}

/** `""` is HL7's "delete what you have". */
function unquoted(text: string): string {
  return text === '""' ? '' : text.trim()
}

function lengthOf(range: Range | undefined): number {
  return range === undefined ? 0 : range.end - range.start
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length)
  joined.set(a)
  joined.set(b, a.length)
  return joined
}
