import { foldSpelling } from '@yingma/core'
import { keyText, type MemoryContents, type Normalised, type Normaliser } from '@yingma/normalise'
import type { Answer } from '../model/dictionary.ts'
import { inputOf, type OldEntry } from '../model/old-entry.ts'

/** An old entry with its answer, and what its name says that decides charges. */
export interface Answered {
  readonly entry: OldEntry
  readonly answer: Answer
  /** Modifiers of the name: bedside, child … */
  readonly modifiers: readonly string[]
  /** What the rules alone read, to tell apart two names under one code. */
  readonly reading: string
}

export interface MemoryAnswers {
  /** The normaliser of the institution: its decisions before its rules. */
  readonly normaliser: Normaliser
  readonly decisions: MemoryContents['decisions']
  /** Whether a reading of which the rules are sure counts as accepted without a decision. */
  readonly acceptMapped: boolean
}

/** Answers old entries from the memory of an institution, as files hold it. */
export function answerFromMemory(
  entries: readonly OldEntry[],
  { normaliser, decisions, acceptMapped }: MemoryAnswers,
): readonly Answered[] {
  return entries.map((entry) => {
    const verdict = normaliser.normalise(inputOf(entry))
    const decided = decisionOf(entry, decisions)
    const { localCode: _, ...nameOnly } = inputOf(entry)
    const reading = decided === undefined ? verdict : normaliser.normalise(nameOnly)
    return {
      entry,
      answer: decided === undefined ? answerOfRules(verdict, acceptMapped) : answerOfDecision(verdict, decided),
      modifiers: verdict.modifiers,
      reading: readingText(reading),
    }
  })
}

function decisionOf(entry: OldEntry, decisions: MemoryContents['decisions']) {
  const byCode = entry.code === '' ? undefined : decisions.get(keyText({ localCode: entry.code }))
  const found =
    byCode ??
    decisions.get(keyText({ name: entry.name, modality: entry.modality })) ??
    decisions.get(keyText({ name: entry.name }))
  return found?.answer
}

function answerOfDecision(verdict: Normalised, decided: NonNullable<ReturnType<typeof decisionOf>>): Answer {
  switch (decided.kind) {
    case 'no-item':
    case 'not-exam':
      return { kind: decided.kind, by: 'decision' }
    case 'items':
      return { kind: 'items', codes: decided.codes, by: 'decision' }
    case 'by-column': {
      const codes = codesOf(verdict)
      if (verdict.state === 'mapped' && codes.length > 0) return { kind: 'items', codes, by: 'decision' }
      const choices = Object.entries(decided.codes).map(([cell, list]) => ({ cell, codes: list }))
      return { kind: 'by-column', column: decided.column, choices }
    }
  }
}

/** What the rules alone make of a name. */
export function answerOfRules(verdict: Normalised, acceptMapped: boolean): Answer {
  const codes = codesOf(verdict)
  if (acceptMapped && verdict.state === 'mapped' && codes.length > 0) return { kind: 'items', codes, by: 'rules' }
  if (acceptMapped && verdict.state === 'not-exam') return { kind: 'not-exam', by: 'rules' }
  const suggested = codes.length > 0 ? codes : verdict.candidates.flatMap((candidate) => candidate.codes)
  return { kind: 'open', state: verdict.state, suggested: [...new Set(suggested)].slice(0, 8), flags: verdict.flags }
}

function codesOf(verdict: Normalised): readonly string[] {
  return verdict.items.flatMap(({ code }) => code ?? [])
}

/** What the rules read, as one text: equal for names that mean the same; an unread name means itself. */
export function readingText(verdict: Normalised): string {
  const codes = codesOf(verdict)
  if (codes.length === 0) return `${verdict.state} ${foldSpelling(verdict.name)}`
  return `${verdict.state} ${[...codes].sort().join('+')}`
}
