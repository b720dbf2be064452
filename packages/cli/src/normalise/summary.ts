import { CLASSES, FLAGS, type Flag, type NameClass, STATES, type State } from '@yingma/normalise'
import type { Counted } from './verdicts.ts'

/** How many distinct inputs, rows and exams. */
export interface Tally {
  names: number
  rows: number
  exams: number
}

export interface Summary {
  readonly total: Tally
  readonly states: Readonly<Record<State, Tally>>
  readonly classes: Readonly<Partial<Record<NameClass, Tally>>>
  readonly flags: Readonly<Partial<Record<Flag, Tally>>>
  /** The names that a person must look at or that have no item, most exams first. */
  readonly unmapped: readonly {
    readonly name: string
    readonly modality: string
    readonly state: State
    readonly exams: number
  }[]
}

const TOP = 10

/** Sums up a run; things that are no exams are not counted as unmapped. */
export function summarise(all: readonly Counted<unknown>[], top = TOP): Summary {
  const empty = (): Tally => ({ names: 0, rows: 0, exams: 0 })
  const total = empty()
  const states = Object.fromEntries(STATES.map((state) => [state, empty()])) as Record<State, Tally>
  const classes = new Map<NameClass, Tally>(CLASSES.map((name) => [name, empty()]))
  const flags = new Map<Flag, Tally>(FLAGS.map((flag) => [flag, empty()]))
  const unmapped: Counted<unknown>[] = []
  for (const counted of all) {
    add(total, counted)
    add(states[counted.state], counted)
    for (const name of counted.classes) add(classes.get(name), counted)
    for (const flag of counted.flags) add(flags.get(flag), counted)
    if (counted.state !== 'mapped' && counted.state !== 'not-exam') unmapped.push(counted)
  }
  unmapped.sort((a, b) => b.exams - a.exams)
  const said = <K extends string>(tallies: ReadonlyMap<K, Tally>): Partial<Record<K, Tally>> =>
    Object.fromEntries([...tallies].filter(([, { names }]) => names > 0)) as Partial<Record<K, Tally>>
  return {
    total,
    states,
    classes: said(classes),
    flags: said(flags),
    unmapped: unmapped
      .slice(0, top)
      .map(({ input, state, exams }) => ({ name: input.name, modality: input.modality ?? '', state, exams })),
  }
}

function add(tally: Tally | undefined, { rows, exams }: Counted<unknown>): void {
  if (tally === undefined) return
  tally.names++
  tally.rows += rows
  tally.exams += exams
}
