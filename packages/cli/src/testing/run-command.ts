import { readFile } from 'node:fs/promises'
import type { Terminal } from '../command-line/terminal.ts'
import { main } from '../main.ts'

/** What one call left: exit code and both outputs. */
export interface Ran {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** Runs a command line in this process, in English unless it says otherwise, not on a terminal. */
export async function runCommand(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  let out = ''
  let err = ''
  const terminal: Terminal = {
    out: (text) => {
      out += text
    },
    copyOut: async (path) => {
      out += await readFile(path, 'utf8')
    },
    err: (text) => {
      err += text
    },
    paint: (_style, text) => text,
    paintErr: (_style, text) => text,
    outIsTerminal: false,
    errIsTerminal: false,
  }
  const exit = await main(args, env, terminal)
  return { exit, out, err }
}
