import type { Normalised } from '../result.ts'
import { sameSet } from './canonical.ts'
import type { Expectation, Reading } from './case-file.ts'

const codesOf = (answer: Normalised): readonly string[] =>
  answer.items.flatMap((item) => (item.code === null || item.relation === 'none' ? [] : [item.code]))

const fits = (reading: Reading, answer: Normalised): boolean =>
  reading.state === answer.state && (reading.codes === undefined || sameSet(reading.codes, codesOf(answer)))

const write = (reading: Reading): string => [reading.state, reading.codes?.join('+') ?? ''].join(' ').trim()

/**
 * What is wrong with an answer, one sentence each; empty when it is as expected.
 * A conflict that no reading expects is wrong too, whatever the codes.
 */
export function judge(expected: Expectation, answer: Normalised): readonly string[] {
  const wrong: string[] = []
  if (!expected.readings.some((reading) => fits(reading, answer))) {
    const got = write({ state: answer.state, codes: codesOf(answer) })
    wrong.push(`expected ${expected.readings.map(write).join(' | ')}, got ${got}`)
  }
  const conflictExpected =
    expected.readings.some((r) => r.state === 'conflict') ||
    expected.lists.flags?.some((f) => f.startsWith('conflict:'))
  if (!conflictExpected) {
    const flags = answer.flags.filter((flag) => flag.startsWith('conflict:'))
    if (flags.length > 0) wrong.push(`unexpected ${flags.join(', ')}`)
  }
  const coded = answer.items.filter((item) => item.code !== null)
  if (expected.relation !== undefined && coded.length === 1 && coded[0]?.relation !== expected.relation) {
    wrong.push(`expected relation ${expected.relation}, got ${coded[0]?.relation}`)
  }
  if (expected.reason !== undefined && answer.reason !== expected.reason) {
    wrong.push(`expected reason ${expected.reason}, got ${answer.reason ?? 'none'}`)
  }
  const offered = answer.candidates.flatMap((candidate) => candidate.codes).map((code) => code.toLowerCase())
  const notOffered = (expected.candidates ?? []).filter((code) => !offered.includes(code.toLowerCase()))
  if (notOffered.length > 0) wrong.push(`candidates lack ${notOffered.join(', ')}`)
  const given: Record<keyof Expectation['lists'], readonly string[]> = {
    modifiers: answer.modifiers,
    flags: answer.flags,
    defaults: answer.defaults,
    classes: answer.classes,
    missing: answer.items.flatMap((item) => item.missing ?? []),
  }
  for (const key of ['modifiers', 'flags', 'defaults', 'classes', 'missing'] as const) {
    const wanted = expected.lists[key]
    if (wanted === undefined) continue
    if (wanted.length === 0 && given[key].length > 0) wrong.push(`${key} should be empty, got ${given[key].join(', ')}`)
    const lacking = wanted.filter((value) => !given[key].includes(value))
    if (lacking.length > 0) wrong.push(`${key} lack ${lacking.join(', ')} (got ${given[key].join(', ') || 'none'})`)
  }
  return wrong
}
