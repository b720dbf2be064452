import type { Edition } from '@yingma/core'
import { type Normalised, type Normaliser, STATES, type State } from '@yingma/normalise'
import { type Calibration, calibrationOf } from './calibration.ts'
import { asksForItems, type GoldName } from './gold.ts'
import { createIsRight } from './is-right.ts'

/** Names, and the exams that carried them. */
export interface Count {
  readonly names: number
  readonly exams: number
}

/** The figures of a group of labelled names. */
export interface Figures {
  readonly all: Count
  /** The whole set of items right, or the state that the label asks for. */
  readonly right: Count
  /** The label asks for items. */
  readonly withItems: Count
  /** `mapped` with items, of those whose label asks for some. */
  readonly accepted: Count
  readonly acceptedRight: Count
  readonly withoutItems: Count
  /** `mapped` with items although the label asks for none. */
  readonly leaked: Count
}

export interface JudgedName {
  readonly gold: GoldName
  readonly result: Normalised
  readonly codes: readonly string[]
  readonly isRight: boolean
}

export interface Evaluation {
  readonly figures: Figures
  /** By the words of whoever labelled the names; where they have none, by the classes that the reading found. */
  readonly byPhenomenon: readonly { readonly phenomenon: string; readonly figures: Figures }[]
  /** What the label asks for → the state that came out → names. */
  readonly states: Readonly<Record<string, Readonly<Partial<Record<State, number>>>>>
  readonly calibration: Calibration | null
  readonly names: readonly JudgedName[]
}

/** Reads every labelled name and holds the answers against the labels. */
export function evaluate(golds: readonly GoldName[], normaliser: Normaliser, edition: Edition): Evaluation {
  const isRight = createIsRight(edition)
  const names = golds.map((gold): JudgedName => {
    const result = normaliser.normalise(gold.input)
    const codes = result.items.flatMap(({ code }) => code ?? [])
    return { gold, result, codes, isRight: isRight(gold, { state: result.state, codes }) }
  })
  const groups = new Map<string, JudgedName[]>()
  for (const name of names) {
    const { phenomena } = name.gold
    for (const phenomenon of phenomena.length > 0 ? phenomena : name.result.classes)
      groups.set(phenomenon, [...(groups.get(phenomenon) ?? []), name])
  }
  const byPhenomenon = [...groups].map(([phenomenon, group]) => ({ phenomenon, figures: figuresOf(group) }))
  byPhenomenon.sort((a, b) => errorsOf(b.figures) - errorsOf(a.figures) || b.figures.all.names - a.figures.all.names)
  const answered = names.filter(({ codes }) => codes.length > 0)
  return {
    figures: figuresOf(names),
    byPhenomenon,
    states: statesOf(names),
    calibration: calibrationOf(
      answered.map(({ result, isRight: right }) => ({ confidence: result.confidence, isRight: right })),
    ),
    names,
  }
}

function errorsOf({ all, right }: Figures): number {
  return all.names - right.names
}

function figuresOf(names: readonly JudgedName[]): Figures {
  const count = (holds: (name: JudgedName) => boolean): Count => {
    const found = names.filter(holds)
    return { names: found.length, exams: found.reduce((sum, { gold }) => sum + gold.exams, 0) }
  }
  const isAccepted = ({ result, codes }: JudgedName) => result.state === 'mapped' && codes.length > 0
  return {
    all: count(() => true),
    right: count((name) => name.isRight),
    withItems: count(({ gold }) => asksForItems(gold)),
    accepted: count((name) => isAccepted(name) && asksForItems(name.gold)),
    acceptedRight: count((name) => isAccepted(name) && asksForItems(name.gold) && name.isRight),
    withoutItems: count(({ gold }) => !asksForItems(gold)),
    leaked: count((name) => isAccepted(name) && !asksForItems(name.gold) && !name.isRight),
  }
}

function statesOf(names: readonly JudgedName[]): Evaluation['states'] {
  const table: Record<string, Partial<Record<State, number>>> = {}
  for (const { gold, result } of names) {
    const [label] = gold.labels
    const asked = label?.kind === 'state' ? label.state : 'items'
    table[asked] ??= {}
    const row = table[asked]
    row[result.state] = (row[result.state] ?? 0) + 1
  }
  return Object.fromEntries(
    Object.entries(table).map(([asked, row]) => [
      asked,
      Object.fromEntries(STATES.filter((state) => row[state] !== undefined).map((state) => [state, row[state]])),
    ]),
  )
}
