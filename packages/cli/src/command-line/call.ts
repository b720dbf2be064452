import type { Language, Text } from '@yingma/core'
import type { Terminal } from './terminal.ts'

/** The options of one call, checked against those that the command has. */
export class Options {
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values
  }

  has(name: string): boolean {
    return this.#values.has(name)
  }

  /** The value of an option that may be given once. */
  get(name: string): string | undefined {
    return this.#values.get(name)?.[0]
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? []
  }
}

/** What a command is run with. */
export interface Call {
  readonly operands: readonly string[]
  readonly options: Options
  readonly language: Language
  /** Machines read the output: one JSON document, problems as JSON too. */
  readonly json: boolean
  readonly terminal: Terminal
}

/** The text in the language of the call. */
export function inLanguage(text: Text, language: Language): string {
  return text[language]
}
