import type { Edition } from '@yingma/core'
import type { State } from '@yingma/normalise'
import type { Evaluation } from '../evaluate/evaluate.ts'
import { createIsRight } from '../evaluate/is-right.ts'
import type { Suggester, SuggestOutcome } from './create-suggester.ts'

/** What asking came to for the names of one state. */
export interface HelpFigures {
  readonly names: number
  /** Right without help, were the rules' own choice taken: what help is held against. */
  readonly rightByRules: number
  /** Names with a suggestion. */
  readonly settled: number
  readonly settledRight: number
  readonly settledWrong: number
  /** Suggestions that are right where the rules' choice is not. */
  readonly gain: number
  /** Suggestions that are wrong where the rules' choice is right. */
  readonly harm: number
  readonly outcomes: Readonly<Partial<Record<SuggestOutcome, number>>>
}

export type HelpByState = Readonly<Partial<Record<State, HelpFigures>>>

/** Asks about every labelled name whose state is open and holds suggestions against labels, state by state. */
export async function measureHelp(
  evaluation: Evaluation,
  suggester: Suggester,
  edition: Edition,
): Promise<HelpByState> {
  const isRight = createIsRight(edition)
  const byState: Partial<Record<State, Counting>> = {}
  for (const { gold, result, codes } of evaluation.names) {
    if (result.state !== 'review' && result.state !== 'ambiguous') continue
    const suggestion = await suggester.suggest(result)
    const figures = byState[result.state] ?? emptyCount()
    byState[result.state] = figures
    const byRules = codes.length === result.items.length && isRight(gold, { state: 'mapped', codes })
    figures.names++
    if (byRules) figures.rightByRules++
    figures.outcomes[suggestion.outcome] = (figures.outcomes[suggestion.outcome] ?? 0) + 1
    if (suggestion.codes === null) continue
    const byModel = isRight(gold, { state: 'mapped', codes: suggestion.codes })
    figures.settled++
    if (byModel) figures.settledRight++
    else figures.settledWrong++
    if (byModel && !byRules) figures.gain++
    if (!byModel && byRules) figures.harm++
  }
  return byState
}

type Counting = { -readonly [K in keyof HelpFigures]: HelpFigures[K] } & {
  outcomes: Partial<Record<SuggestOutcome, number>>
}

function emptyCount(): Counting {
  return { names: 0, rightByRules: 0, settled: 0, settledRight: 0, settledWrong: 0, gain: 0, harm: 0, outcomes: {} }
}
