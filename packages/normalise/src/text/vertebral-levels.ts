import { isDigit, isLetter } from './fold.ts'

/** The sections of the spine from above: their letter, their character, and a word of the lexicon for one vertebra of it. */
const SECTIONS = [
  { letter: 'c', han: '颈', vertebra: '颈3' },
  { letter: 't', han: '胸', vertebra: '胸3' },
  { letter: 'l', han: '腰', vertebra: '腰3' },
  { letter: 's', han: '骶', vertebra: '骶骨' },
] as const
/** Levels of two sections are those of the segment where they meet; L3-S1 is how discs of the lumbar spine are written. */
const MEETING: readonly (string | null)[] = ['颈胸段', '胸腰段', '腰3']
const SPACE = 32
const RANGE_MARKS = new Set([...'-~/至到'].map((c) => c.charCodeAt(0)))
const BY_UNIT = new Map(
  SECTIONS.flatMap(({ letter, han }, index) => [letter, han].map((c) => [c.charCodeAt(0), index] as const)),
)
const THORACIC = 1

/** The levels that a name gives: where they end, and the word of the lexicon that means as much. */
export interface VertebralLevels {
  readonly end: number
  readonly word: string
}

/**
 * Levels from one vertebra to another: C3-C7, L3-S1, 骶1-5, T11-L2. T1-T2 are weightings of MR, and one level alone may be
 * anything.
 */
export function vertebralLevels(chars: Uint16Array, length: number, at: number): VertebralLevels | null {
  const from = BY_UNIT.get(chars[at] as number)
  if (from === undefined || (isLetter(chars[at] as number) && at > 0 && isLetter(chars[at - 1] as number))) return null
  const first = numberAt(chars, length, at + 1)
  if (first === null) return null
  const mark = chars[first.end]
  if (first.end >= length || !(mark === SPACE || RANGE_MARKS.has(mark as number))) return null
  const second = first.end + 1
  const to = BY_UNIT.get(chars[second] as number)
  if (to === undefined && mark === SPACE) return null
  const last = numberAt(chars, length, to === undefined ? second : second + 1)
  if (last === null) return null
  if (from === THORACIC && (to ?? from) === THORACIC && last.value <= 2) return null
  const word = wordOf(from, to ?? from)
  return word === null ? null : { end: last.end, word }
}

function wordOf(from: number, to: number): string | null {
  if (from === to) return SECTIONS[from]?.vertebra ?? null
  return to === from + 1 ? (MEETING[from] ?? null) : null
}

/** A vertebra's number: one or two digits. */
function numberAt(
  chars: Uint16Array,
  length: number,
  at: number,
): { readonly value: number; readonly end: number } | null {
  let end = at
  let value = 0
  while (end < length && end < at + 2 && isDigit(chars[end] as number))
    value = value * 10 + (chars[end++] as number) - 48
  return end === at || value === 0 || (end < length && isDigit(chars[end] as number)) ? null : { value, end }
}
