import type { QuoteStep } from '../model/quote.ts'

/** Looks up what the texts need: the name of a price item, the wording of a rule. */
export interface Words {
  price(code: string): string
  rule(id: string): string
}

/** One language: a text for every step. */
export type StepTexts = {
  readonly [C in QuoteStep['code']]: (step: Extract<QuoteStep, { readonly code: C }>, words: Words) => string
}
