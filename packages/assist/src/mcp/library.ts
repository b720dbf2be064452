import type { Pricer, PriceSchedule } from '@yingma/charge'
import type { Codec, Edition, ItemWords, Language, Search, Sets, WordsEncoded } from '@yingma/core'
import type { Normaliser } from '@yingma/normalise'

/**
 * What the tools for agents answer from. Whoever starts the server puts it together, once; nothing in it is changed by a
 * call.
 */
export interface AgentLibrary {
  readonly edition: Edition
  readonly codec: Codec
  readonly sets: Sets
  readonly search: Search
  readonly encode: (words: ItemWords) => WordsEncoded
  readonly normaliser: Normaliser
  readonly schedules: readonly PriceSchedule[]
  /** What prices by a schedule; made once for each. */
  readonly pricerOf: (schedule: PriceSchedule) => Pricer
  readonly releases: Releases
  readonly recognise: Recognise
}

export interface Releases {
  /** Versions of the frozen releases, in order, and `coming` for what is not released yet. */
  readonly versions: readonly string[]
  load(version: string): Edition | undefined
}

/** Answers which of a patient's earlier exams stand for those intended; the lists of the region are its own affair. */
export type Recognise = (intended: IntendedExam, earlier: readonly EarlierExam[]) => readonly Recognised[]

interface ExamFacts {
  readonly codes: readonly string[]
  readonly at: string
  readonly sex?: 'M' | 'F'
  readonly age?: number
}

export type IntendedExam = ExamFacts

export interface EarlierExam extends ExamFacts {
  readonly id: string
  readonly institution: string
  readonly marks?: readonly string[]
}

export interface Recognised {
  readonly code: string
  readonly advice: string
  readonly list: string | null
  readonly windowDays: number | null
  readonly earlier: readonly {
    readonly exam: string
    readonly code: string
    readonly relation: string | null
    readonly isRecognised: boolean
    readonly why: readonly string[]
    readonly ageDays: number | null
  }[]
}

/** What the caller may reach beside the standard, which is everybody's. Each answer is cut to the caller by whoever gives it. */
export interface CallerAccess {
  readonly language: Language
  /** Hears of faults of ours; the agent is told that there was one, and no more. */
  readonly onFault: (error: unknown, tool: string) => void
  /** Catalogues of the registry; absent where there is no registry or the key has no scope `read`. */
  readonly catalogues?: CatalogueReader
  /** Remarks for the people who review a name; absent unless the key has the scope `decide`. */
  readonly remark?: RemarkWriter
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string }

export interface CatalogueFacts {
  readonly id: string
  readonly title: string
  readonly names: number
  readonly needsSecond: number
  readonly byStatus: Readonly<Record<string, { readonly names: number; readonly exams: number }>>
}

export type CatalogueReader = (id: string) => Promise<Answer<CatalogueFacts>>

export type RemarkWriter = (remark: {
  readonly nameId: string
  readonly version: number
  readonly text: string
}) => Promise<Answer<{ readonly version: number }>>
