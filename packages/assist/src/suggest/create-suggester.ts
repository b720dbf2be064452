import type { Edition } from '@yingma/core'
import type { Normalised } from '@yingma/normalise'
import { looksLikePerson } from '@yingma/store'
import type { AnswerCache } from './answer-cache.ts'
import type { Budget } from './budget.ts'
import type { ModelClient } from './model-client.ts'
import { type Offer, offersOf } from './offers.ts'
import { type Message, type Prompt, promptOf } from './prompt.ts'
import { type Pick, readAnswer } from './read-answer.ts'

/** How asking ended. Only `agreed` has codes; in every other case the name stays as the rules left it. */
export const OUTCOMES = [
  'agreed',
  'declined',
  'disagreed',
  'outside-list',
  'malformed',
  'timeout',
  'unreachable',
  'over-budget',
  'looks-like-person',
  'not-asked',
] as const
export type SuggestOutcome = (typeof OUTCOMES)[number]

/** A question that was sent and the text that came back. */
export interface Exchange {
  readonly messages: readonly Message[]
  readonly answer: string | null
}

/** What a model suggests for a name. A suggestion for people, with everything that led to it; never a decision. */
export interface Suggestion {
  readonly outcome: SuggestOutcome
  readonly codes: readonly string[] | null
  readonly model: string
  readonly passes: readonly Exchange[]
}

export interface Suggester {
  suggest(result: Normalised): Promise<Suggestion>
}

export interface SuggesterParts {
  readonly client: ModelClient
  readonly budget: Budget
  readonly cache: AnswerCache
  readonly edition: Edition
}

/** The states whose names a model may be asked about. */
const ASKED_STATES: readonly string[] = ['review', 'ambiguous']
const LONGEST_NAME = 300
/** After so many failures in a row the endpoint counts as down, and the run goes on without help. */
const MOST_FAILURES = 4

/** Makes what asks a model about single names. Each name is a question of its own: what one says reaches no other. */
export function createSuggester({ client, budget, cache, edition }: SuggesterParts): Suggester {
  let failures = 0
  const ended = (
    outcome: SuggestOutcome,
    passes: readonly Exchange[] = [],
    codes: readonly string[] | null = null,
  ) => ({
    outcome,
    codes,
    model: client.model,
    passes,
  })

  type Asked =
    | { readonly exchange: Exchange; readonly pick: Pick }
    | { readonly outcome: SuggestOutcome; readonly exchange?: Exchange }

  async function ask(prompt: Prompt): Promise<Asked> {
    const known = cache.get(client.model, prompt)
    if (known !== undefined)
      return { exchange: { messages: prompt.messages, answer: known }, pick: readAnswer(known, prompt) }
    if (failures >= MOST_FAILURES) return { outcome: 'unreachable' }
    if (!(await budget.take())) return { outcome: 'over-budget' }
    const reply = await client.ask(prompt)
    if (!reply.ok) {
      failures = reply.why === 'malformed' ? failures : failures + 1
      return { outcome: reply.why, exchange: { messages: prompt.messages, answer: null } }
    }
    failures = 0
    budget.spend(reply.tokens)
    const pick = readAnswer(reply.text, prompt)
    if (pick.kind === 'picked' || pick.kind === 'declined') cache.set(client.model, prompt, reply.text)
    return { exchange: { messages: prompt.messages, answer: reply.text.slice(0, 2000) }, pick }
  }

  return {
    async suggest(result) {
      if (!ASKED_STATES.includes(result.state) || result.name.length > LONGEST_NAME) return ended('not-asked')
      const isRead = result.items.some(({ spans }) => spans.length > 0)
      if (looksLikePerson(result.name, isRead)) return ended('looks-like-person')
      const offers = offersOf(result, edition)
      if (offers.length === 0) return ended('not-asked')
      const passes: Exchange[] = []
      const picked: Offer[] = []
      for (const pass of [1, 2] as const) {
        const asked = await ask(promptOf(result, offers, pass))
        if (asked.exchange !== undefined) passes.push(asked.exchange)
        if ('outcome' in asked) return ended(asked.outcome, passes)
        if (asked.pick.kind !== 'picked') return ended(asked.pick.kind, passes)
        picked.push(asked.pick.offer)
      }
      const [first, second] = picked
      if (first === undefined || first !== second) return ended('disagreed', passes)
      return ended('agreed', passes, first.codes)
    },
  }
}
