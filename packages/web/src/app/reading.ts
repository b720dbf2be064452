import { useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../api/client.ts'
import { usePreferences } from './preferences.ts'

/** What the normaliser says of a name; the server passes its segments on as they are. */
export interface Reading extends Omit<Answer<'POST /normalise'>, 'items'> {
  readonly items: readonly Segment[]
}

export interface Segment {
  readonly code: string | null
  readonly relation: string
  readonly name?: string
  readonly missing?: readonly string[]
  readonly closest?: readonly string[]
  readonly spans?: readonly (readonly [number, number, string])[]
}

export function readingFrom(answer: unknown): Reading | undefined {
  return typeof answer === 'object' && answer !== null && 'items' in answer ? (answer as Reading) : undefined
}

export type ReadingTexts = Answer<'GET /normalise/texts'>
export type TextKind = keyof ReadingTexts

/** Words for the codes in a reading, in the language that is spoken; a code without a text is shown as it is. */
export function useReadingTexts(): (kind: TextKind, code: string) => string {
  const { language } = usePreferences()
  const { data } = useQuery({
    queryKey: ['reading-texts', language],
    queryFn: ({ signal }) => ask('GET /normalise/texts', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (kind, code) => data?.[kind]?.[code] ?? code
}
