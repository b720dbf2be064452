import type { Codec } from '@yingma/core'
import { LABEL_STATES, type Label, type LabelState, type Slot } from './gold.ts'

export type LabelRead =
  | { readonly ok: true; readonly labels: readonly Label[] }
  | { readonly ok: false; readonly kind: 'empty' }
  | { readonly ok: false; readonly kind: 'unreadable'; readonly text: string }
  | { readonly ok: false; readonly kind: 'unknown-code'; readonly item: string; readonly nearest: readonly string[] }

const STATE_WORDS: Readonly<Record<string, LabelState>> = {
  ...Object.fromEntries(LABEL_STATES.map((state) => [state, state])),
  not_exam: 'not-exam',
  无对应项目: 'no-item',
  不是检查: 'not-exam',
}
const MOST_ALTERNATIVES = 200

/**
 * Reads a label: codes joined by `+`, alternatives parted by `|`, or a state. Or slots as JSON, `[["A"],["B","C+D"]]`: each
 * inner list holds the alternatives of one exam; all of them empty means an exam without item. A list of such lists holds
 * alternatives of the whole.
 */
export function readLabel(text: string, codec: Codec, optional: readonly string[] = []): LabelRead {
  const trimmed = text.normalize('NFKC').trim()
  if (trimmed === '') return { ok: false, kind: 'empty' }
  if (trimmed.startsWith('[')) return readSlots(trimmed, codec, optional)
  const labels: Label[] = []
  for (const word of trimmed.split('|').map((part) => part.trim())) {
    const state = STATE_WORDS[word.toLowerCase()]
    if (state !== undefined) {
      labels.push({ kind: 'state', state })
      continue
    }
    const codes = readCodes(word, codec)
    if (!('codes' in codes)) return codes
    labels.push({ kind: 'items', slots: codes.codes.map((code) => [[code]]), optional })
  }
  return { ok: true, labels }
}

function readSlots(text: string, codec: Codec, optional: readonly string[]): LabelRead {
  const whole = parsedLabels(text)
  if (whole === undefined) return { ok: false, kind: 'unreadable', text: text.slice(0, 80) }
  const labels: Label[] = []
  for (const slots of whole) {
    const read: Slot[] = []
    for (const alternatives of slots) {
      const slot: (readonly string[])[] = []
      for (const alternative of alternatives) {
        const codes = readCodes(alternative, codec)
        if (!('codes' in codes)) return codes
        slot.push(codes.codes)
      }
      read.push(slot)
    }
    const isEmpty = read.every((slot) => slot.length === 0)
    labels.push(isEmpty ? { kind: 'state', state: 'no-item' } : { kind: 'items', slots: read, optional })
  }
  return { ok: true, labels }
}

type Slots = readonly (readonly string[])[]

function parsedLabels(text: string): readonly Slots[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (isSlots(value)) return [value]
  return isListOf(value, isSlots) && value.length > 0 ? value : undefined
}

const isSlots = (value: unknown): value is Slots => isListOf(value, isAlternatives)
const isAlternatives = (value: unknown): value is readonly string[] =>
  isListOf(value, (code): code is string => typeof code === 'string')

function isListOf<T>(value: unknown, isOne: (entry: unknown) => entry is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= MOST_ALTERNATIVES && value.every(isOne)
}

function readCodes(
  text: string,
  codec: Codec,
): { readonly codes: readonly string[] } | Extract<LabelRead, { ok: false }> {
  const codes: string[] = []
  for (const item of text.split('+').map((part) => part.trim())) {
    if (!/^[0-9A-Za-z-]{10,40}$/u.test(item)) return { ok: false, kind: 'unreadable', text: text.slice(0, 80) }
    const decoded = codec.decode(item)
    if (decoded.kind === 'invalid' || decoded.kind === 'well-formed')
      return { ok: false, kind: 'unknown-code', item, nearest: decoded.nearest.map(({ code }) => code).slice(0, 3) }
    codes.push(decoded.code)
  }
  return { codes }
}
