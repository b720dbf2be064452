import { neighbours } from '@yingma/core'
import type { NameIndex } from '../impact/name-index.ts'
import { type CoverageCell, coverageOf } from './coverage.ts'
import { type Granularity, granularityOf } from './granularity.ts'
import { codesAt, itemUses } from './item-use.ts'

/** What the five principles look like in figures; lists are the most telling first. */
export interface PrincipleReport {
  readonly version: string
  readonly coverage: readonly CoverageCell[]
  readonly volume: {
    readonly names: number
    readonly exams: number
    readonly mappedNames: number
    readonly mappedExams: number
    /** Names that no item answers, the most used first. */
    readonly tail: readonly { readonly name: string; readonly exams: number; readonly institution: string }[]
  }
  readonly granularity: Granularity
  /** Pairs of codes one keystroke apart, left and right aside. */
  readonly confusable: readonly { readonly code: string; readonly other: string; readonly at: number }[]
  readonly unused: readonly { readonly code: string; readonly name: string }[]
}

const TAIL = 200

/** Computes the report over the names of an index; without names the figures of use are empty. */
export function principleReport(index: NameIndex): PrincipleReport {
  const { draft, names, readings } = index
  const { edition } = draft
  const uses = itemUses(edition, index)
  const used = new Map(uses.map((use) => [use.code, use]))
  const active = edition.items.filter(({ status }) => status === 'active')
  const isMapped = (at: number): boolean => codesAt(index, at).length > 0
  const mapped = names.filter((_, at) => isMapped(at))
  return {
    version: edition.version,
    coverage: coverageOf(edition, active, used),
    volume: {
      names: names.length,
      exams: sum(names),
      mappedNames: mapped.length,
      mappedExams: sum(mapped),
      tail: names
        .filter((_, at) => !isMapped(at) && readings[at]?.state !== 'not-exam')
        .sort((a, b) => b.exams - a.exams)
        .slice(0, TAIL)
        .map(({ name, exams, institution }) => ({ name, exams, institution })),
    },
    granularity: granularityOf(index, active, uses),
    confusable: active.flatMap(({ code }) =>
      neighbours(code, edition)
        .filter(({ item }) => item.code > code)
        .map(({ item, at }) => ({ code, other: item.code, at })),
    ),
    unused:
      names.length === 0 ? [] : active.filter(({ code }) => !used.has(code)).map(({ code, name }) => ({ code, name })),
  }
}

function sum(rows: readonly { readonly exams: number }[]): number {
  return rows.reduce((total, { exams }) => total + exams, 0)
}
