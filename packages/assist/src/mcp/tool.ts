import type { Language, Text } from '@yingma/core'
import type { z } from 'zod'
import type { AgentLibrary, CallerAccess } from './library.ts'

/** What a tool says: an answer in the form of its output, or a text why there is none and what to do. */
export type Told<O> = { readonly answer: O } | { readonly problem: string }

/** One tool for agents. Its schemas are checked on the way in and out; what they do not name does not pass. */
export interface AgentTool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly title: Text
  readonly description: Text
  readonly input: I
  readonly output: O
  /** Writes into the registry: offered only to callers whose key has the scope for it. */
  readonly writes?: boolean
  run(input: z.output<I>, context: ToolContext): Told<z.input<O>> | Promise<Told<z.input<O>>>
}

export interface ToolContext {
  readonly library: AgentLibrary
  readonly access: CallerAccess
  readonly language: Language
}

/** Keeps the types of the schemas together with the function that answers them. */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(tool: AgentTool<I, O>): AgentTool {
  return tool as unknown as AgentTool
}

/** Leaves out what was not said: the libraries tell "not said" from "said empty". */
export function said<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never
}
