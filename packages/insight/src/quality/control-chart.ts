/** One period of a rate: how many of how many. */
export interface ChartPoint {
  readonly label: string
  readonly hits: number
  readonly of: number
}

export interface ChartedPoint extends ChartPoint {
  /** Share, null where nothing was counted. */
  readonly share: number | null
  readonly lower: number
  readonly upper: number
  /** Beyond the limits, or the end of a run on one side of the centre. */
  readonly signal: 'above' | 'below' | 'run' | null
}

export interface ControlChart {
  readonly centre: number
  /** How much the periods differ beyond chance (Laney): 1 where they do not. */
  readonly spread: number
  readonly points: readonly ChartedPoint[]
}

const SIGMAS = 3
/** So many in a row on one side of the centre are no chance (rule 2 of Nelson). */
const RUN = 9

/**
 * A p′-chart (Laney): limits at three standard deviations of a share, widened by how much the periods differ from one another beyond what
 * counting alone explains, so that large departments do not alarm every month. Fewer than two periods have no limits to judge by.
 */
export function controlChart(points: readonly ChartPoint[]): ControlChart {
  const counted = points.filter(({ of }) => of > 0)
  const total = counted.reduce((sum, { of }) => sum + of, 0)
  const centre = total === 0 ? 0 : counted.reduce((sum, { hits }) => sum + hits, 0) / total
  const deviation = (of: number) => Math.sqrt((centre * (1 - centre)) / of)
  const scores = counted.map(({ hits, of }) => (deviation(of) === 0 ? 0 : (hits / of - centre) / deviation(of)))
  const ranges = scores.slice(1).map((score, index) => Math.abs(score - (scores[index] ?? 0)))
  // 1.128 turns the mean range of two into a standard deviation.
  const moving = ranges.length === 0 ? 1 : ranges.reduce((sum, range) => sum + range, 0) / ranges.length / 1.128
  const spread = Math.max(1, moving)
  let run = 0
  const charted = points.map((point): ChartedPoint => {
    if (point.of === 0) return { ...point, share: null, lower: 0, upper: 1, signal: null }
    const share = point.hits / point.of
    const reach = SIGMAS * spread * deviation(point.of)
    const [lower, upper] = [Math.max(0, centre - reach), Math.min(1, centre + reach)]
    const side = Math.sign(share - centre)
    run = side !== 0 && side === Math.sign(run) ? run + side : side
    const isJudged = counted.length > 1
    const beyond = share > upper ? 'above' : share < lower ? 'below' : null
    const signal = isJudged ? (beyond ?? (Math.abs(run) >= RUN ? 'run' : null)) : null
    return { ...point, share, lower, upper, signal }
  })
  return { centre, spread, points: charted }
}
