import type { Normalised, Normaliser } from '@yingma/normalise'
import type { Counted } from '../verdicts.ts'

/** A name that needs a person, with its verdict. */
export interface ReviewName {
  readonly counted: Counted<unknown>
  readonly verdict: Normalised
}

/** Names that are read in the same way: one look decides them all. */
export interface Cluster {
  readonly names: readonly ReviewName[]
  readonly exams: number
}

/** The inputs that need a person, clustered by reading; clusters and the names within them by exams, most first. */
export function reviewClusters(all: readonly Counted<unknown>[], normaliser: Normaliser): readonly Cluster[] {
  const byReading = new Map<string, ReviewName[]>()
  for (const counted of all) {
    if (counted.state === 'mapped' || counted.state === 'not-exam') continue
    const verdict = normaliser.normalise(counted.input)
    const key = readingKey(verdict)
    const names = byReading.get(key)
    if (names === undefined) byReading.set(key, [{ counted, verdict }])
    else names.push({ counted, verdict })
  }
  const clusters = [...byReading.values()].map((names) => ({
    names: names.sort((a, b) => b.counted.exams - a.counted.exams),
    exams: names.reduce((sum, { counted }) => sum + counted.exams, 0),
  }))
  return clusters.sort((a, b) => b.exams - a.exams)
}

function readingKey({ state, reason, items, candidates, flags }: Normalised): string {
  const read = items.map(({ code, missing, closest }) => code ?? `-${missing?.join(',')}:${closest?.join(',')}`)
  return JSON.stringify([state, reason, [...read].sort(), candidates.map(({ codes }) => codes), flags])
}
