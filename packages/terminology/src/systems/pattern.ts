import { RE2JS } from 're2js'
import { TxRefusal } from '../problems/issue.ts'

/** Longer patterns are refused: none that anyone needs is, and the time to compile stays small. */
const LONGEST = 1000
/** `x{1000}` inside of `{1000}` would be a million states: counted repeats are bounded as a whole. */
const MOST_REPEATS = 1000

/**
 * Compiles a regular expression that must fit a whole value. Matching takes time in proportion to the length of the
 * text, whatever the pattern (RE2): look-around and back-references, which cannot be had so, are refused.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  const repeats = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map((match) => Number(match[2] || match[1]))
  if (pattern.length > LONGEST)
    throw new TxRefusal({ code: 'regex-refused', pattern: pattern.slice(0, 50), cause: `> ${LONGEST}` })
  if (repeats.reduce((product, count) => product * Math.max(count, 1), 1) > MOST_REPEATS) {
    throw new TxRefusal({ code: 'regex-refused', pattern, cause: `{n} > ${MOST_REPEATS}` })
  }
  const compiled = compile(pattern)
  return (text) => compiled.matches(text)
}

function compile(pattern: string): ReturnType<typeof RE2JS.compile> {
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    // Whatever the compiler objects to is the caller's pattern; its words say what.
    throw new TxRefusal({ code: 'regex-refused', pattern, cause: (error as Error).message })
  }
}
