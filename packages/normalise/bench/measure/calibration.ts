/** How sure an answer was, and whether it was right. */
export interface Pair {
  readonly confidence: number
  readonly right: boolean
}

/** Answers of this confidence or more, up to the next step, are right with this probability. */
export interface Step {
  readonly from: number
  readonly probability: number
  readonly names: number
}

/** Steps of fewer names are joined with a neighbour: their share would be noise. */
const LEAST = 15

/**
 * Isotonic fit (pool adjacent violators): non-decreasing steps, from low to high. Each share is smoothed by one
 * answer, half right, so that no step claims 0 or 1.
 */
export function fitCalibration(pairs: readonly Pair[], least: number = LEAST): readonly Step[] {
  const blocks: { from: number; names: number; right: number }[] = []
  for (const { confidence, names, right } of groupsOf(pairs)) {
    blocks.push({ from: confidence, names, right })
    while (blocks.length > 1) {
      const [last, before] = [blocks.at(-1)!, blocks.at(-2)!]
      const falls = before.right * last.names >= last.right * before.names
      if (!falls && before.names >= least) break
      blocks.splice(-2, 2, { from: before.from, names: before.names + last.names, right: before.right + last.right })
    }
  }
  const [last, before] = [blocks.at(-1), blocks.at(-2)]
  if (last !== undefined && before !== undefined && last.names < least) {
    blocks.splice(-2, 2, { from: before.from, names: before.names + last.names, right: before.right + last.right })
  }
  return blocks.map(({ from, names, right }) => ({
    from,
    probability: Math.round((1000 * (right + 0.5)) / (names + 1)) / 1000,
    names,
  }))
}

/** The fitted probability of a confidence; below the first step that of the first. */
export function calibrate(steps: readonly Step[], confidence: number): number {
  return (steps.findLast((step) => confidence >= step.from) ?? steps[0])?.probability ?? confidence
}

/**
 * Expected calibration error over bins of equal mass, 0 to 1. Answers of equal confidence share their mean, so the
 * order of the input decides nothing.
 */
export function calibrationError(pairs: readonly Pair[], bins = 10): number {
  const spread = groupsOf(pairs).flatMap(({ confidence, names, right }) =>
    Array.from({ length: names }, () => ({ confidence, right: right / names })),
  )
  let error = 0
  for (let bin = 0; bin < bins; bin++) {
    const inside = spread.slice(
      Math.round((bin * spread.length) / bins),
      Math.round(((bin + 1) * spread.length) / bins),
    )
    error += Math.abs(inside.reduce((sum, one) => sum + one.confidence - one.right, 0))
  }
  return spread.length === 0 ? 0 : error / spread.length
}

/** Area under risk (share of wrong) against coverage, most confident first, 0 to 1; equal confidence in random order. */
export function riskCoverageArea(pairs: readonly Pair[]): number {
  let area = 0
  let taken = 0
  let wrong = 0
  for (const group of groupsOf(pairs).reverse()) {
    const share = 1 - group.right / group.names
    for (let i = 0; i < group.names; i++) {
      taken++
      wrong += share
      area += wrong / taken
    }
  }
  return taken === 0 ? 0 : area / taken
}

/** Answers by equal confidence, from low to high. */
function groupsOf(pairs: readonly Pair[]): { confidence: number; names: number; right: number }[] {
  const groups = new Map<number, { confidence: number; names: number; right: number }>()
  for (const { confidence, right } of pairs) {
    const group = groups.get(confidence) ?? { confidence, names: 0, right: 0 }
    group.names++
    if (right) group.right++
    groups.set(confidence, group)
  }
  return [...groups.values()].sort((a, b) => a.confidence - b.confidence)
}
