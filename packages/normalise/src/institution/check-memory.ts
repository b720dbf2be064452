import { type Codec, createCodec, type Edition, type Vocabulary } from '@yingma/core'
import { compileLexicon } from '../lexicon/compile-lexicon.ts'
import { lexiconTerm } from './institution.ts'
import type { Change, InstitutionMemory } from './memory.ts'
import type { MemoryProblem } from './memory-problem.ts'

/** Holds a memory against the edition: its codes are items, derived codes or local items of such, its words mean something. */
export function checkMemory(
  file: string,
  memory: InstitutionMemory,
  edition: Edition,
  vocabulary: Vocabulary,
): readonly MemoryProblem[] {
  return memory.versions.flatMap(({ changes }, at) =>
    checkChanges(file, changes, edition, vocabulary, `versions[${at}].`),
  )
}

/** The same for changes that are proposed. `prefix` stands before their places. */
export function checkChanges(
  file: string,
  changes: readonly Change[],
  edition: Edition,
  vocabulary: Vocabulary,
  prefix = '',
): readonly MemoryProblem[] {
  const codec = createCodec(edition)
  const terms = changes.flatMap((change) =>
    change.kind === 'term' && change.removed !== true ? [lexiconTerm(change.term)] : [],
  )
  const unknown = terms.length === 0 ? [] : compileLexicon(edition, { ...vocabulary, terms }).unknown
  return [
    ...changes.flatMap((change, at) => checkCodes(file, change, codec, `${prefix}changes[${at}].answer`)),
    ...unknown.map(
      ({ term, kind, value, scope }): MemoryProblem => ({
        code: 'memory-unknown-meaning',
        file,
        term,
        kind,
        value,
        scope,
      }),
    ),
  ]
}

function checkCodes(file: string, change: Change, codec: Codec, at: string): readonly MemoryProblem[] {
  if (change.kind !== 'decision' || change.answer === null) return []
  const { answer } = change
  const codes =
    answer.kind === 'items' ? answer.codes : answer.kind === 'by-column' ? Object.values(answer.codes).flat() : []
  return codes.flatMap((item): MemoryProblem[] => {
    const decoded = codec.decode(item)
    if (decoded.kind !== 'invalid' && decoded.kind !== 'well-formed') return []
    return [{ code: 'memory-unknown-item', file, at, item, nearest: decoded.nearest.map(({ code }) => code) }]
  })
}
