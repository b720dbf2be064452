/** One answer with its confidence. */
export interface Scored {
  readonly confidence: number
  readonly isRight: boolean
}

export interface CalibrationBin {
  readonly names: number
  readonly confidence: number
  readonly right: number
}

/** How far confidence can be believed. */
export interface Calibration {
  readonly names: number
  /** Expected calibration error over bins of equal numbers of names, 0 … 1. */
  readonly ece: number
  /** Mean share of errors over all thresholds: the area under risk against coverage. Lower is better. */
  readonly aurc: number
  /** The same area for an answerer that is always equally sure: the share of errors. */
  readonly aurcConstant: number
  readonly bins: readonly CalibrationBin[]
}

const BINS = 10

/** Measures confidence against right and wrong; null where there is nothing to measure. */
export function calibrationOf(scored: readonly Scored[], bins = BINS): Calibration | null {
  const total = scored.length
  if (total === 0) return null
  const sorted = [...scored].sort((a, b) => b.confidence - a.confidence)
  const parts = Array.from({ length: Math.min(bins, total) }, (_, at, count = Math.min(bins, total)) =>
    binOf(sorted.slice(Math.floor((at * total) / count), Math.floor(((at + 1) * total) / count))),
  )
  const ece = parts.reduce((sum, bin) => sum + (bin.names / total) * Math.abs(bin.confidence - bin.right), 0)
  const wrong = scored.filter(({ isRight }) => !isRight).length
  return { names: total, ece, aurc: areaOf(sorted), aurcConstant: wrong / total, bins: parts }
}

function binOf(part: readonly Scored[]): CalibrationBin {
  const sum = part.reduce((total, { confidence }) => total + confidence, 0)
  return {
    names: part.length,
    confidence: sum / part.length,
    right: part.filter(({ isRight }) => isRight).length / part.length,
  }
}

/** Names of equal confidence come in no order: each of them carries the share of errors of all of them. */
function areaOf(sorted: readonly Scored[]): number {
  let area = 0
  let errors = 0
  let start = 0
  while (start < sorted.length) {
    let end = start
    let wrong = 0
    while (end < sorted.length && sorted[end]?.confidence === sorted[start]?.confidence) {
      if (!sorted[end]?.isRight) wrong++
      end++
    }
    const share = wrong / (end - start)
    for (let at = start; at < end; at++) area += (errors + share * (at - start + 1)) / (at + 1)
    errors += wrong
    start = end
  }
  return area / sorted.length
}
