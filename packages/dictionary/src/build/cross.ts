import { MODIFIERS, type Modifiers, type Pricer } from '@yingma/charge'
import type { Crossed } from '../model/dictionary.ts'
import type { Answered } from './answer.ts'

const KNOWN: ReadonlySet<string> = new Set(MODIFIERS)

/** Each old entry with its answer and what an exam of it costs by the schedule; the set is quoted as one session. */
export function crossEntries(answered: readonly Answered[], pricer: Pricer | null, date: string): readonly Crossed[] {
  return answered.map(({ entry, answer, modifiers }): Crossed => {
    const none = { entry, answer, newCents: null, newPartial: false, unpriced: [] }
    if (pricer === null || answer.kind !== 'items') return none
    const said: Modifiers = Object.fromEntries(modifiers.filter((one) => KNOWN.has(one)).map((one) => [one, true]))
    const quote = pricer.quote({ date, items: answer.codes.map((code) => ({ code })), modifiers: said })
    if (!quote.ok) return { ...none, unpriced: quote.problems }
    const priced = quote.lines.length > 0
    return {
      entry,
      answer,
      newCents: priced ? quote.totalCents : null,
      newPartial: quote.partial,
      unpriced: quote.unpriced,
    }
  })
}
