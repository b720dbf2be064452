import type { Offer } from './offers.ts'
import { DECLINE, type Prompt } from './prompt.ts'

/** What an answer came to after it was held against the list. */
export type Pick =
  | { readonly kind: 'picked'; readonly offer: Offer }
  | { readonly kind: 'declined' }
  /** A well-formed answer that is none of the candidates. */
  | { readonly kind: 'outside-list' }
  | { readonly kind: 'malformed' }

const LONGEST = 2000
/** Models like to put a fence round JSON. */
const FENCED = /^```(?:json)?\s*([\s\S]*?)\s*```$/u

/** Reads the text of an answer. Exactly `{"pick": id}` counts; whatever else is said beside makes it malformed. */
export function readAnswer(text: string, { offers }: Prompt): Pick {
  if (text.length > LONGEST) return { kind: 'malformed' }
  const trimmed = text.trim()
  let value: unknown
  try {
    value = JSON.parse(FENCED.exec(trimmed)?.[1] ?? trimmed)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { kind: 'malformed' }
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'pick') return { kind: 'malformed' }
  const { pick } = value as { readonly pick: unknown }
  if (typeof pick !== 'string') return { kind: 'malformed' }
  if (pick === DECLINE) return { kind: 'declined' }
  const offer = offers.get(pick)
  return offer === undefined ? { kind: 'outside-list' } : { kind: 'picked', offer }
}
