import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'

const STYLES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const

export type Style = keyof typeof STYLES

/** Where a command writes. Results go out, everything said about them goes to the standard error. */
export interface Terminal {
  out(text: string): void
  /** Writes a file out, byte by byte. */
  copyOut(path: string): Promise<void>
  err(text: string): void
  /** Colours the text where the results are shown on a terminal. */
  paint(style: Style, text: string): string
  /** The same for the standard error. */
  paintErr(style: Style, text: string): string
  /** Whether the results are shown on a terminal. */
  readonly outIsTerminal: boolean
  /** Whether the standard error is shown on a terminal: only there progress is drawn. */
  readonly errIsTerminal: boolean
}

/** The terminal of this process. Colours are off when not a terminal, and where NO_COLOR is set. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process
  const plain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb'
  const painter = (colour: boolean) => (style: Style, text: string) =>
    colour ? `\u001b[${STYLES[style]}m${text}\u001b[0m` : text
  return {
    out: (text) => void stdout.write(text),
    copyOut: (path) => pipeline(createReadStream(path), stdout, { end: false }),
    err: (text) => void stderr.write(text),
    paint: painter(stdout.isTTY === true && !plain),
    paintErr: painter(stderr.isTTY === true && !plain),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
  }
}
