import type { Outcome } from '../resolve/exam.ts'

/** Evidence for and against a reading, counted while it was made. */
export interface ReadingEvidence {
  /** Characters outside brackets that the lexicon does not explain. */
  readonly unknown: number
  /** Exams whose modality was not said but taken from column, hardware or method words. */
  readonly inferred: number
  readonly exams: number
}

const WEIGHTS = {
  /** One strange character is a slip of the pen, two may be a place that the lexicon does not know. */
  unknown: 0.06,
  unknownWord: 0.08,
  inferred: 0.01,
  broader: 0.04,
  narrower: 0.01,
  sideDefault: 0.03,
  positionDefault: 0.03,
  scanDefault: 0.005,
  exam: 0.003,
} as const

/** Confidence in [0.05, 0.99] from named evidence; calibrated on labelled names (docs/benchmarks/normalise.md). */
export function confidenceOf(outcome: Outcome, evidence: ReadingEvidence): number {
  let doubt =
    0.01 +
    Math.min(evidence.unknown, 6) * WEIGHTS.unknown +
    (evidence.unknown > 1 ? WEIGHTS.unknownWord : 0) +
    evidence.inferred * WEIGHTS.inferred +
    Math.max(0, evidence.exams - 1) * WEIGHTS.exam
  for (const answer of outcome.answers) {
    if (answer.relation === 'broader') doubt += WEIGHTS.broader
    if (answer.relation === 'narrower') doubt += WEIGHTS.narrower
  }
  if (outcome.defaults.includes('side')) doubt += WEIGHTS.sideDefault
  if (outcome.defaults.includes('position')) doubt += WEIGHTS.positionDefault
  if (outcome.defaults.includes('scan')) doubt += WEIGHTS.scanDefault
  return Math.round(Math.max(0.05, 1 - doubt) * 1000) / 1000
}
