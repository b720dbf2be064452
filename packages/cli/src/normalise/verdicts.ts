import type { Normalised, NormaliseInput, Normaliser, State } from '@yingma/normalise'
import { examsOf, type InputColumns, inputKey, inputOf } from './distinct-inputs.ts'

/** One distinct input with what was made of its verdict, and how often it occurred. */
export interface Counted<T> {
  readonly input: NormaliseInput
  /** Local code of its first row. */
  readonly localCode: string
  readonly state: State
  readonly classes: Normalised['classes']
  readonly flags: Normalised['flags']
  readonly made: T
  rows: number
  exams: number
}

/** Gives every row its verdict and normalises equal inputs once. Verdicts themselves are not kept, only what `make` makes of them. */
export class Verdicts<T> {
  readonly #normaliser: Normaliser
  readonly #make: (verdict: Normalised, input: NormaliseInput) => T
  readonly #byKey = new Map<string, Counted<T>>()

  constructor(normaliser: Normaliser, make: (verdict: Normalised, input: NormaliseInput) => T) {
    this.#normaliser = normaliser
    this.#make = make
  }

  /** In the order of first occurrence. */
  all(): readonly Counted<T>[] {
    return [...this.#byKey.values()]
  }

  /** Of the input of a row, which is counted. */
  of(row: readonly string[], columns: InputColumns): Counted<T> {
    const key = inputKey(row, columns)
    const known = this.#byKey.get(key) ?? this.#add(key, row, columns)
    known.rows++
    known.exams += examsOf(row, columns)
    return known
  }

  #add(key: string, row: readonly string[], columns: InputColumns): Counted<T> {
    const input = inputOf(row, columns)
    const verdict = this.#normaliser.normalise(input)
    const { state, classes, flags } = verdict
    const localCode = columns.localCode === null ? '' : (row[columns.localCode] ?? '')
    const made = this.#make(verdict, input)
    const counted: Counted<T> = { input, localCode, state, classes, flags, made, rows: 0, exams: 0 }
    this.#byKey.set(key, counted)
    return counted
  }
}
