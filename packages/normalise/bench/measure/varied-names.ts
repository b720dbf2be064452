import type { Vocabulary } from '@yingma/core'
import type { NormaliseInput } from '../../src/index.ts'
import { loadCases } from './labelled.ts'
import { random } from './random.ts'

/**
 * This many distinct names, the same at every run, in the proportion that real tables have: many spellings of few
 * exams (206,560 names for 1,107 items). Each name of the case files is written again and again: with hardware before
 * it, a note, a charging word or a purpose behind it, in other brackets, other case, full width or spaces. One name in
 * ten is two of them joined.
 */
export function variedNames(count: number, vocabulary: Vocabulary): readonly NormaliseInput[] {
  const next = random(4_117)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const wordsOf = (kind: string): readonly string[] =>
    vocabulary.terms.filter((term) => term.kind === kind && term.language !== 'en').map(({ term }) => term)
  const [notes, charges, purposes, hardware] = ['note', 'charge', 'purpose', 'hardware'].map(wordsOf) as [
    readonly string[],
    readonly string[],
    readonly string[],
    readonly string[],
  ]
  const bases = loadCases()
    .names.map(({ input }) => ({ name: input.name, modality: input.modality ?? '' }))
    .filter(({ name }) => name.length > 2 && name.length <= 60)
  const bracketed = (word: string): string => pick([`(${word})`, `（${word}）`, `[${word}]`, `【${word}】`])
  const ways: readonly ((name: string) => string)[] = [
    (name) => name + bracketed(pick(notes)),
    (name) => name + bracketed(pick(notes)) + bracketed(pick(charges)),
    (name) => name + bracketed(pick(charges)),
    (name) => name + bracketed(pick(purposes)),
    (name) => `${pick(hardware)}${name}`,
    (name) => `${name} ${pick(notes)}`,
    (name) => name.replaceAll('(', '（').replaceAll(')', '）') + bracketed(pick(notes)),
    (name) => name.toLowerCase() + bracketed(pick(notes)),
    (name) => bracketed(pick(notes)) + name,
    (name) => `${name}+${pick(bases).name}`,
  ]
  const names = new Map<string, NormaliseInput>()
  while (names.size < count) {
    const { name, modality } = pick(bases)
    const varied = pick(ways)(name)
    if (!names.has(varied)) names.set(varied, { name: varied, modality })
  }
  return [...names.values()]
}
