import { type ChargeProblem, renderChargeProblem } from '@yingma/charge'
import type { Call } from '../command-line/call.ts'

/** Says on the standard error what a reader should know though nothing is refused. */
export function remarkText(remarks: readonly ChargeProblem[], { json, language, terminal }: Call): void {
  for (const remark of remarks) {
    const text = renderChargeProblem(remark, language)
    terminal.err(json ? `${JSON.stringify({ remark: { ...remark, text } })}\n` : `  ${text}\n`)
  }
}
