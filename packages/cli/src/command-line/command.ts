import type { Text } from '@yingma/core'
import type { Call } from './call.ts'

/** 0 done, 1 something in the data is wrong, 2 the command was called wrongly. */
export type ExitCode = 0 | 1 | 2

/** One option of a command. Without `value` it is a switch. */
export interface Option {
  /** Without the dashes. */
  readonly name: string
  readonly short?: string
  /** What stands for the value in the help, e.g. `FILE`. */
  readonly value?: string
  readonly choices?: readonly string[]
  /** May be given several times. */
  readonly repeat?: boolean
  readonly text: Text
}

export interface Example {
  readonly line: string
  readonly text: Text
}

/** One command, as its file under commands/ exports it. */
export interface Command {
  /** What stands behind the name in the usage line. */
  readonly usage: string
  readonly operands: { readonly min: number; readonly max: number }
  /** What it is for, in a few sentences. */
  readonly text: Text
  readonly options: readonly Option[]
  readonly examples: readonly Example[]
  run(call: Call): Promise<ExitCode> | ExitCode
}

/** A line of the list of commands: enough for the overview; the command itself is loaded when it is called. */
export interface Entry {
  readonly name: string
  readonly summary: Text
  load(): Promise<{ readonly command: Command }>
}
