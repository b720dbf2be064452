import { DIFFERENCES } from './differences.ts'
import type { Figure } from './figure.ts'
import { OPERATIONS } from './operations.ts'
import { PERFORMANCE } from './performance.ts'
import { QUALITY } from './quality.ts'
import { RECOGNITION } from './recognition.ts'

/** Every figure, stated once. */
export const FIGURES: readonly Figure[] = [...OPERATIONS, ...DIFFERENCES, ...PERFORMANCE, ...QUALITY, ...RECOGNITION]

export const FIGURE_IDS = FIGURES.map(({ id }) => id)

export function figureOf(id: string): Figure | undefined {
  return FIGURES.find((figure) => figure.id === id)
}
