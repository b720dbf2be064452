import type { Person } from './server-world.ts'

/** What a valid request of an operation needs besides its schema: real ids, the right person, the present version. */
export interface Ingredients {
  readonly who?: Person | undefined
  readonly params?: Readonly<Record<string, string>>
  /** Fields of body or query by name, where chance would hardly meet something that exists. */
  readonly fields?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  /** Text of the uploaded table, where names and counts will not do. */
  readonly file?: string
}

/** Fields to leave out. */
export const ABSENT = Symbol('absent')

/** As many fields as are named, each left out. */
export function nothing(...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, ABSENT]))
}
