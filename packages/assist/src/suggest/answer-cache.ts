import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Prompt } from './prompt.ts'

/** Answers that were given before, by model and question: a second run asks only what is new. */
export interface AnswerCache {
  get(model: string, prompt: Prompt): string | undefined
  set(model: string, prompt: Prompt, answer: string): void
}

interface Line {
  readonly key: string
  readonly answer: string
}

/**
 * A cache in a file of JSON Lines, which is only ever added to; without a file it lasts as long as the run. A file that
 * cannot be read or written throws at once, before anything is asked.
 */
export function createAnswerCache(file?: string): AnswerCache {
  const known = new Map<string, string>(file === undefined ? [] : linesOf(file).map(({ key, answer }) => [key, answer]))
  if (file !== undefined) appendFileSync(file, '')
  return {
    get: (model, prompt) => known.get(keyOf(model, prompt)),
    set: (model, prompt, answer) => {
      const key = keyOf(model, prompt)
      known.set(key, answer)
      if (file !== undefined) appendFileSync(file, `${JSON.stringify({ key, answer } satisfies Line)}\n`)
    },
  }
}

/** Lines that cannot be read were cut off by a crash: what they held is asked again. */
function linesOf(file: string): readonly Line[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text): Line[] => {
      try {
        const { key, answer } = JSON.parse(text) as Partial<Line>
        return typeof key === 'string' && typeof answer === 'string' ? [{ key, answer }] : []
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
        return []
      }
    })
}

function keyOf(model: string, { messages }: Prompt): string {
  return createHash('sha256')
    .update(JSON.stringify([model, messages]))
    .digest('hex')
}
