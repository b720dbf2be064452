import type { Normaliser } from '@yingma/normalise'
import type { OldName } from '@yingma/store'
import { type Answered, answerOfRules, readingText } from '../build/answer.ts'
import type { Answer } from '../model/dictionary.ts'
import { inputOf, OLD_COLUMNS, type OldEntry } from '../model/old-entry.ts'

export interface RegistryAnswers {
  /** Rules with the words and switches of the institution; its decisions stand with the names. */
  readonly normaliser: Normaliser
  /** Whether a reading of which the rules are sure counts as accepted without a decision. */
  readonly acceptMapped: boolean
}

/**
 * Answers the names of a registry by what is settled there. A decision that waits for its second person settles nothing,
 * a rejected name is no exam.
 */
export function answerFromRegistry(
  names: readonly OldName[],
  { normaliser, acceptMapped }: RegistryAnswers,
): readonly Answered[] {
  return names.map((name, at) => {
    const entry = entryOf(name, at + 1)
    const verdict = normaliser.normalise(inputOf(entry))
    return {
      entry,
      answer: name.settled ? settledAnswer(name) : answerOfRules(verdict, acceptMapped),
      modifiers: verdict.modifiers,
      reading: readingText(verdict),
    }
  })
}

function settledAnswer({ status, codes }: OldName): Answer {
  if (status === 'rejected') return { kind: 'not-exam', by: 'decision' }
  return codes === null || codes.length === 0
    ? { kind: 'no-item', by: 'decision' }
    : { kind: 'items', codes, by: 'decision' }
}

/** The registry keeps no prices of old names: what an exam cost before is told by a file only. */
function entryOf({ localCode, name, modality, columns, exams }: OldName, row: number): OldEntry {
  const filled = OLD_COLUMNS.map((column) => [column, columns[column] ?? ''] as const).filter(([, text]) => text !== '')
  return {
    row,
    code: localCode ?? '',
    name,
    modality,
    columns: Object.fromEntries(filled),
    priceCents: null,
    exams,
  }
}
