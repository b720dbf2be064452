import { canonicalSet } from '../../src/cases/canonical.ts'
import type { State } from '../../src/index.ts'
import type { Labelled } from './labelled.ts'

/** What a method says of a name. `score` orders its answers by how sure it is; only the order counts. */
export interface Answer {
  readonly state: State
  readonly codes: readonly string[]
  readonly score: number
}

/** An answer held against its label. */
export interface Judged {
  readonly source: string
  readonly state: State
  /** The whole set and the state are right. */
  readonly right: boolean
  /** Mapped with at least one code. */
  readonly accepted: boolean
  readonly acceptedRight: boolean
  /** The label has at least one item. */
  readonly withItem: boolean
  readonly score: number
}

/** Strict: the whole set of codes, nothing laxer than the conventions; composites and both-sided items compare by their parts. */
export function judgeStrictly(label: Labelled, answer: Answer): Judged {
  const codes = canonicalSet(answer.codes)
  const right = label.statuses.some((status) => {
    if (status === 'ambiguous') return answer.state === 'ambiguous' || answer.state === 'conflict'
    if (status === 'not_exam') return answer.state === 'not-exam'
    return label.readings.some((slots) => holds(slots, label.optional, answer.state, codes))
  })
  const accepted = answer.state === 'mapped' && codes.size > 0
  const withItem = label.statuses[0] === 'mapped' && (label.readings[0]?.some((slot) => slot.length > 0) ?? false)
  const acceptedRight = accepted && right && !label.contradicts
  return { source: label.source, state: answer.state, right, accepted, acceptedRight, withItem, score: answer.score }
}

function holds(
  slots: readonly (readonly string[])[],
  optional: readonly string[],
  state: State,
  codes: ReadonlySet<string>,
): boolean {
  if (slots.every((slot) => slot.length === 0)) return state === 'no-item' && codes.size === 0
  const free = canonicalSet(optional)
  const choose = (at: number, chosen: readonly string[]): boolean => {
    const slot = slots[at]
    if (slot !== undefined) {
      const alternatives = slot.length > 0 ? slot : ['']
      return alternatives.some((codes) =>
        choose(at + 1, [...chosen, ...codes.split('+').filter((code) => code !== '')]),
      )
    }
    const wanted = canonicalSet(chosen)
    return (
      [...wanted].every((code) => codes.has(code)) && [...codes].every((code) => wanted.has(code) || free.has(code))
    )
  }
  return choose(0, [])
}

export interface Accuracy {
  readonly names: number
  readonly strict: number
  /** Of the names that have an item. */
  readonly accepted: number
  /** Of the accepted. */
  readonly precision: number
  /** Accepted, of the names that have no item. */
  readonly leaked: number
}

/** Shares in per cent, rounded to a tenth; NaN-free: an empty base gives 0. */
export function accuracyOf(judged: readonly Judged[]): Accuracy {
  const withItem = judged.filter((one) => one.withItem)
  const without = judged.filter((one) => !one.withItem)
  const accepted = judged.filter((one) => one.accepted)
  return {
    names: judged.length,
    strict: percent(judged.filter((one) => one.right).length, judged.length),
    accepted: percent(withItem.filter((one) => one.accepted).length, withItem.length),
    precision: percent(accepted.filter((one) => one.acceptedRight).length, accepted.length),
    leaked: percent(without.filter((one) => one.accepted).length, without.length),
  }
}

/** The largest share of names, in per cent, that could be accepted in order of score with at least this precision (0 to 1). */
export function coverageAt(precision: number, judged: readonly Judged[]): number {
  const accepted = judged.filter((one) => one.accepted).sort((a, b) => b.score - a.score)
  let right = 0
  let best = 0
  accepted.forEach((one, at) => {
    if (one.acceptedRight) right++
    // A threshold takes all answers of one score or none.
    const cut = accepted[at + 1]?.score !== one.score
    if (cut && right / (at + 1) >= precision) best = at + 1
  })
  return percent(best, judged.length)
}

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10)
