import type { Edition, Vocabulary } from '@yingma/core'
import {
  type Change,
  checkChanges,
  contentsOf,
  emptyMemory,
  type MemoryContents,
  readChanges,
  withChanges,
} from '@yingma/normalise'
import type { Rule } from '@yingma/store'

/** What the rules of an institution come to, and the keys of those that say nothing that can be read. */
export interface RuleMemory {
  readonly contents: MemoryContents
  readonly unread: readonly string[]
}

/**
 * The words and switches of an institution, from its rules in the registry. A rule of kind `switch` is named by its key or
 * by `name` and has a `value`; one of kind `term` is a row of the lexicon; one of kind `slots` has `key` and `answer` as a
 * decision of the institution's memory.
 */
export function memoryOfRules(rules: readonly Rule[], edition: Edition, vocabulary: Vocabulary): RuleMemory {
  const changes: Change[] = []
  const unread: string[] = []
  for (const rule of rules) {
    const read = readChanges(rule.key, { changes: [changeOf(rule)] })
    if (read.ok && checkChanges(rule.key, read.value, edition, vocabulary).length === 0) changes.push(...read.value)
    else unread.push(rule.key)
  }
  const memory = withChanges(emptyMemory('registry'), changes, { at: new Date(0).toISOString(), note: '' })
  return { contents: contentsOf(memory), unread }
}

function changeOf({ kind, key, body }: Rule): unknown {
  const said = (body ?? {}) as Readonly<Record<string, unknown>>
  if (kind === 'switch') return { kind, name: said.name ?? key, value: said.value }
  if (kind === 'term') return { kind, term: said }
  return { kind: 'decision', key: said.key, answer: said.answer }
}
