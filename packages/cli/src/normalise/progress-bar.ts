import type { Terminal } from '../command-line/terminal.ts'

const WIDTH = 28
const INTERVAL = 100

/** A line on a terminal that says how far the work is; elsewhere nothing is drawn. */
export interface ProgressBar {
  /** `share` between 0 and 1, null where the end is not known. */
  show(share: number | null, text: string): void
  /** Takes the line away. */
  clear(): void
}

export function createProgressBar({ err, errIsTerminal, paintErr }: Terminal): ProgressBar {
  let last = 0
  let drawn = false
  return {
    show(share, text) {
      const now = Date.now()
      if (!errIsTerminal || now - last < INTERVAL) return
      last = now
      drawn = true
      const filled = Math.round(Math.min(1, share ?? 0) * WIDTH)
      const bar =
        share === null
          ? ''
          : `${paintErr('green', '━'.repeat(filled))}${paintErr('dim', '━'.repeat(WIDTH - filled))} ${Math.floor(Math.min(1, share) * 100)} %  `
      err(`\r\u001b[2K${bar}${text}`)
    },
    clear() {
      if (drawn) err('\r\u001b[2K')
      drawn = false
    },
  }
}
