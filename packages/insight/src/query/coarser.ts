import type { DimensionId } from '../model/dimensions.ts'
import type { Figure } from '../model/figure.ts'

/** What a value of a dimension says of others by itself: an item lies in one part, a day in one month. */
const IMPLIED: Readonly<Partial<Record<DimensionId, readonly DimensionId[]>>> = {
  code: ['part2', 'part1', 'modality', 'contrast'],
  part2: ['part1'],
  day: ['month', 'weekday', 'season'],
  month: ['season'],
}

/** Dimensions with all that they imply, as far as the figure has it: tables with equal ones have the same rows. */
export function closed(figure: Pick<Figure, 'dimensions'>, by: readonly DimensionId[]): readonly DimensionId[] {
  const all = new Set(by.flatMap((id) => [id, ...(IMPLIED[id] ?? [])]))
  return figure.dimensions.filter((id) => all.has(id))
}

/** The tables that follow from a closed one by adding up rows, each as little coarser as can be. */
export function coarserOf(by: readonly DimensionId[]): readonly (readonly DimensionId[])[] {
  const isImplied = (id: DimensionId) => by.some((other) => IMPLIED[other]?.includes(id) === true)
  return by.filter((id) => !isImplied(id)).map((id) => by.filter((other) => other !== id))
}
