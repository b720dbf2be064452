import { createCodec, type Edition, type LexiconTerm, type Vocabulary } from '@yingma/core'
import { createNormaliser } from '../normaliser.ts'
import type { Normalised, NormaliseInput, Normaliser } from '../result.ts'
import { nameKey } from './contents.ts'
import { decidedResult } from './decided-result.ts'
import type { DecisionAnswer, MemoryContents, MemoryTerm } from './memory.ts'
import { applySwitches } from './switches.ts'

/** What the normaliser of an institution is made of. */
export interface InstitutionSources {
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  /** The general normaliser of the same edition and vocabulary, to save the making of one where no words are added. */
  readonly general?: Normaliser
}

/**
 * The normaliser of an institution. Its decisions come before all rules, looked up by local code, then by name and
 * modality, then by name; its words are read beside the general ones; its switches work on what the rules give.
 */
export function createInstitution(
  contents: MemoryContents,
  { edition, vocabulary, general }: InstitutionSources,
): Normaliser {
  const rules =
    contents.terms.length === 0 && general !== undefined
      ? general
      : createNormaliser(edition, { ...vocabulary, terms: [...vocabulary.terms, ...contents.terms.map(lexiconTerm)] })
  const codec = createCodec(edition)
  return {
    normalise(input: NormaliseInput): Normalised {
      const decision = decisionOf(input, contents)
      const read = rules.normalise(input)
      return decision === undefined
        ? applySwitches(read, input, contents.switches, codec, edition)
        : decidedResult(read, input, decision, codec)
    },
  }
}

function decisionOf(input: NormaliseInput, { decisions }: MemoryContents): DecisionAnswer | undefined {
  if (decisions.size === 0) return undefined
  const code = input.localCode?.trim() ?? ''
  const byCode = code === '' ? undefined : decisions.get(`code:${code}`)
  const modality = input.modality ?? ''
  const found =
    byCode ??
    decisions.get(nameKey(input.name, modality)) ??
    (modality === '' ? undefined : decisions.get(nameKey(input.name, '')))
  return found?.answer
}

/** A word of the institution as a row of the lexicon. */
export function lexiconTerm({ term, kind, value, scope = [] }: MemoryTerm): LexiconTerm {
  return { term, kind, value, language: 'zh-Hans', form: 'synonym', scope, note: 'institution' }
}
