import { createHash } from 'node:crypto'
import type { Edition, Vocabulary } from '@yingma/core'
import {
  contentsOf,
  createInstitution,
  createNormaliser,
  type InstitutionMemory,
  type Normaliser,
} from '@yingma/normalise'
import { DEFAULT_KEY, type KeyField } from '../columns.ts'
import { ProblemError } from '../problem.ts'
import type { Verdicts } from './verdict-columns.ts'

/** What the verdicts of a run are made from. */
export interface VerdictSources {
  readonly edition: Edition
  readonly vocabulary: Vocabulary
  /** At most one of each institution. */
  readonly memories: readonly InstitutionMemory[]
}

/** One normaliser for all, and one for each institution with a memory; each is made when it is first needed. */
export function memoryVerdicts({ edition, vocabulary, memories }: VerdictSources): Verdicts {
  const byInstitution = new Map(memories.map((memory) => [memory.institution, memory]))
  if (byInstitution.size < memories.length) {
    const value = memories.map(({ institution }) => institution).join(', ')
    throw new ProblemError({ code: 'batch.bad-option', option: '--institution', value })
  }
  const made = new Map<string, Normaliser>()
  const generalNormaliser = () => {
    const general = made.get('') ?? createNormaliser(edition, vocabulary)
    made.set('', general)
    return general
  }
  const normaliserFor = (institution: string): Normaliser => {
    const memory = byInstitution.get(institution)
    if (memory === undefined) return generalNormaliser()
    const own =
      made.get(institution) ??
      createInstitution(contentsOf(memory), { edition, vocabulary, general: generalNormaliser() })
    made.set(institution, own)
    return own
  }
  return { edition, ruled: [...byInstitution.keys()], normaliserFor, prepare: () => void generalNormaliser() }
}

/** The key of a run: the default one and the columns that fill a slot of a decision. */
export function keyOf(memories: readonly InstitutionMemory[]): readonly KeyField[] {
  const slots = memories.flatMap((memory) =>
    [...contentsOf(memory).decisions.values()].flatMap(({ answer }) =>
      answer.kind === 'by-column' ? [answer.column] : [],
    ),
  )
  return [...new Set<KeyField>([...DEFAULT_KEY, ...slots])]
}

/** First 16 digits of the SHA-256 of what a memory holds now, by institution: a run continues under the same ones only. */
export function memoryVersions(memories: readonly InstitutionMemory[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    memories.map((memory) => {
      const { decisions, terms, switches } = contentsOf(memory)
      const held = JSON.stringify([[...decisions], terms, switches])
      const digest = createHash('sha256').update(held).digest('hex').slice(0, 16)
      return [`institution.${memory.institution}`, `${memory.current} ${digest}`]
    }),
  )
}
