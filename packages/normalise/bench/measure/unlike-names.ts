import type { LexiconTerm, Vocabulary } from '@yingma/core'
import type { NormaliseInput } from '../../src/index.ts'
import { loadCases } from './labelled.ts'
import { random } from './random.ts'

/** Column, lexicon scope and cumulative share of the names, about as hospitals have them. */
const GROUPS = [
  { column: 'CT', scope: 'CT', words: ['CT', 'CT', ''], upTo: 0.48 },
  { column: 'MR', scope: 'MR', words: ['MR', 'MRI', '磁共振', ''], upTo: 0.61 },
  { column: 'DR', scope: 'XR', words: ['DR', 'DR片', 'X线', ''], upTo: 0.9 },
  { column: 'US', scope: 'US', words: ['彩超', 'B超', '超声'], upTo: 1 },
] as const

/**
 * The hardest table: this many distinct names of which hardly two say the same, the same at every run: the names of the case files as they are, with a note, with hardware
 * before them and in pairs, then names put together from the lexicon: hardware, side, part, method or view, notes in
 * brackets, one name in five of two or three exams.
 */
export function unlikeNames(count: number, vocabulary: Vocabulary): readonly NormaliseInput[] {
  const next = random(20_251)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const chance = (share: number): boolean => next() < share
  const termsOf = (kind: string, scope = ''): readonly string[] =>
    vocabulary.terms
      .filter((term: LexiconTerm) => term.kind === kind && term.language !== 'en')
      .filter((term) => scope === '' || term.scope.length === 0 || term.scope.includes(scope))
      .map(({ term }) => term)
  const [notes, purposes, hardware, charges] = ['note', 'purpose', 'hardware', 'charge'].map((kind) => termsOf(kind))
  const groups = GROUPS.map((group) => ({
    ...group,
    parts: termsOf('part', group.scope),
    methods: termsOf(group.scope === 'XR' ? 'position' : group.scope === 'US' ? 'detail' : 'scan', group.scope),
  }))
  const cases = loadCases().names.map(({ input }) => ({ name: input.name, modality: input.modality ?? '' }))
  const short = cases.filter(({ name }) => name.length > 0 && name.length <= 60)
  const tail = (): string => {
    if (chance(0.55)) return ''
    const words = pick([notes, purposes, charges])
    return pick([`(${pick(words!)})`, `（${pick(words!)}）`, `[${pick(words!)}]`])
  }
  const exam = (group: (typeof groups)[number]): string => {
    const side = chance(0.3) ? pick(['左', '右', '双', '左侧', '右侧', '双侧']) : ''
    const [part, method, word] = [pick(group.parts), chance(0.85) ? pick(group.methods) : '', pick(group.words)]
    return pick([`${side}${part}${word}${method}`, `${word}${side}${part}${method}`, `${side}${part}${method}${word}`])
  }
  const made = (): NormaliseInput => {
    if (chance(0.2)) {
      const { name, modality } = pick(short)
      const varied = pick([`${pick(hardware!)}${name}`, `${name}${tail()}`, `${name}+${pick(short).name}`])
      return { name: varied, modality }
    }
    const at = next()
    const group = groups.find(({ upTo }) => at < upTo) ?? groups[0]!
    const exams = Array.from({ length: chance(0.8) ? 1 : 2 + Math.floor(next() * 2) }, () => exam(group))
    return {
      name: `${chance(0.15) ? pick(hardware!) : ''}${exams.join(pick(['+', '，', '、', '|']))}${tail()}`,
      modality: group.column,
    }
  }
  const names = new Map<string, NormaliseInput>(short.map((input) => [input.name, input]))
  while (names.size < count) {
    const input = made()
    if (!names.has(input.name)) names.set(input.name, input)
  }
  return [...names.values()].slice(0, count)
}
