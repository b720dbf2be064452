import { gb18030Length } from '../text/gb18030.ts'
import type { Charset } from './charset.ts'

/** Bytes of a message from `start` to `end`, end exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** The encoding characters of a message, as its MSH-1 and MSH-2 say. */
export interface Delimiters {
  readonly field: number
  readonly component: number
  readonly repetition: number
  /** Null where the message defines none: then nothing can be escaped. */
  readonly escape: number | null
  readonly subcomponent: number | null
}

export const CR = 0x0d
export const LF = 0x0a

/** The segments of a message in its bytes. They end with CR; LF and CR LF, which files have, are taken too. */
export function segmentsOf(bytes: Uint8Array): Range[] {
  const segments: Range[] = []
  let start = 0
  for (let at = 0; at <= bytes.length; at++) {
    const byte = at < bytes.length ? bytes[at] : CR
    if (byte !== CR && byte !== LF) continue
    if (at > start) segments.push({ start, end: at })
    start = at + 1
  }
  return segments
}

/** Whether the segment has this name of three characters. */
export function isSegment(bytes: Uint8Array, { start, end }: Range, name: string): boolean {
  return end - start >= 3 && [0, 1, 2].every((at) => bytes[start + at] === name.charCodeAt(at))
}

/**
 * Cuts a range at a separator. In GB18030 the second byte of a character can be `^`, `|`, `~` or `\`: such bytes part
 * nothing.
 */
export function cut(bytes: Uint8Array, { start, end }: Range, separator: number, charset: Charset): Range[] {
  const pieces: Range[] = []
  let from = start
  for (let at = start; at < end; ) {
    if (bytes[at] === separator) {
      pieces.push({ start: from, end: at })
      from = at + 1
    }
    at += charset === 'gb18030' ? gb18030Length(bytes, at) : 1
  }
  pieces.push({ start: from, end })
  return pieces
}

/** Reads MSH-1 and MSH-2; null where they are not what HL7 allows. */
export function delimitersOf(bytes: Uint8Array, { start, end }: Range): Delimiters | null {
  const field = bytes[start + 3]
  if (field === undefined) return null
  const marks: number[] = []
  for (let at = start + 4; at < end && bytes[at] !== field; at++) marks.push(bytes[at]!)
  const [component, repetition, escaping = null, subcomponent = null] = marks
  if (component === undefined || repetition === undefined || marks.length > 5) return null
  const all = [field, ...marks]
  const distinct = new Set(all).size === all.length
  return distinct && all.every(isMark) ? { field, component, repetition, escape: escaping, subcomponent } : null
}

/** A printable ASCII character that no name or number is written with. */
function isMark(byte: number): boolean {
  return byte > 0x20 && byte < 0x7f && !/[A-Za-z0-9]/.test(String.fromCharCode(byte))
}

/** The text without its escape sequences; null where it holds one that is no plain character (another charset, hex data). */
export function unescapeText(text: string, delimiters: Delimiters): string | null {
  if (delimiters.escape === null) return text
  const pieces = text.split(String.fromCharCode(delimiters.escape))
  if (pieces.length === 1) return text
  if (pieces.length % 2 === 0) return null
  let plain = ''
  for (const [at, piece] of pieces.entries()) {
    if (at % 2 === 0) plain += piece
    else {
      const meant = meaningOf(piece, delimiters)
      if (meant === null) return null
      plain += meant
    }
  }
  return plain
}

function meaningOf(sequence: string, delimiters: Delimiters): string | null {
  const byName: Readonly<Record<string, number | null>> = {
    F: delimiters.field,
    S: delimiters.component,
    T: delimiters.subcomponent,
    R: delimiters.repetition,
    E: delimiters.escape,
  }
  const mark = byName[sequence]
  if (mark != null) return String.fromCharCode(mark)
  // Highlighting and line breaks of formatted text mean a space to a reader of names.
  return /^(?:H|N|\.br|\.sp\d*)$/.test(sequence) ? ' ' : null
}

/** The text with every delimiter in it escaped; null where one is and the message has no escape character. */
export function escapeText(text: string, delimiters: Delimiters): string | null {
  const names: readonly (readonly [number | null, string])[] = [
    [delimiters.field, 'F'],
    [delimiters.component, 'S'],
    [delimiters.subcomponent, 'T'],
    [delimiters.repetition, 'R'],
    [delimiters.escape, 'E'],
  ]
  const mark = delimiters.escape === null ? null : String.fromCharCode(delimiters.escape)
  let escaped = ''
  for (const character of text) {
    const name = names.find(([byte]) => byte !== null && character.charCodeAt(0) === byte)?.[1]
    if (name === undefined) escaped += character
    else if (mark === null) return null
    else escaped += `${mark}${name}${mark}`
  }
  return escaped
}
