import type { Edition } from '@yingma/core'
import { STATES, type State } from '@yingma/normalise'
import type { Evaluation, JudgedName } from './evaluate.ts'
import { createIsRight, type JudgedAnswer } from './is-right.ts'

/** A result of another version, as it was written down. */
export interface EarlierResult extends JudgedAnswer {
  readonly name: string
  readonly modality: string
}

/** A name whose result is another one now. */
export interface ChangedName {
  readonly name: JudgedName
  readonly before: JudgedAnswer
  readonly after: JudgedAnswer
  /** `fixed`: right now, not before; `broken`: the other way round; `still-right` and `still-wrong`: changed all the same. */
  readonly effect: 'fixed' | 'broken' | 'still-right' | 'still-wrong'
}

export interface Comparison {
  /** Labelled names that the earlier results have. */
  readonly compared: number
  readonly rightBefore: number
  readonly rightAfter: number
  readonly changed: readonly ChangedName[]
}

/** Holds an evaluation against results of another version of the same names: input, before, after. */
export function compareResults(
  evaluation: Evaluation,
  earlier: readonly EarlierResult[],
  edition: Edition,
): Comparison {
  const isRight = createIsRight(edition)
  const known = new Map(earlier.map((result) => [keyOf(result.name, result.modality), result]))
  const changed: ChangedName[] = []
  const right = { before: 0, after: 0, compared: 0 }
  for (const name of evaluation.names) {
    const { input } = name.gold
    const before = known.get(keyOf(input.name, input.modality ?? ''))
    if (before === undefined) continue
    const after: JudgedAnswer = { state: name.result.state, codes: name.codes }
    const wasRight = isRight(name.gold, before)
    right.compared++
    if (wasRight) right.before++
    if (name.isRight) right.after++
    if (essence(before) !== essence(after))
      changed.push({ name, before, after, effect: effectOf(wasRight, name.isRight) })
  }
  return { compared: right.compared, rightBefore: right.before, rightAfter: right.after, changed }
}

function effectOf(before: boolean, after: boolean): ChangedName['effect'] {
  if (before) return after ? 'still-right' : 'broken'
  return after ? 'fixed' : 'still-wrong'
}

function keyOf(name: string, modality: string): string {
  return `${modality}\n${name}`
}

function essence({ state, codes }: JudgedAnswer): string {
  return `${state} ${[...codes].sort().join('+')}`
}

/** A line of results, or undefined when it is none. */
export function readResultLine(line: string): EarlierResult | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { name, modality = '', state, items } = value as Readonly<Record<string, unknown>>
  if (typeof name !== 'string' || typeof modality !== 'string' || !isState(state) || !Array.isArray(items))
    return undefined
  const codes = items.flatMap((item: { code?: unknown } | null) => (typeof item?.code === 'string' ? item.code : []))
  return { name, modality, state, codes }
}

function isState(value: unknown): value is State {
  return (STATES as readonly unknown[]).includes(value)
}
