import type { Text } from '@yingma/core'
import type { DimensionId } from './dimensions.ts'
import type { RoleId } from './source-roles.ts'

interface MeasureBase {
  readonly id: string
  readonly title: Text
}

/**
 * A number of a figure. `count` is a sum of persons or exams, so small ones are suppressed in shared reports; all others are worked
 * out from sums and suppressed with their row.
 */
export type Measure =
  | (MeasureBase & { readonly kind: 'count'; readonly column: string })
  | (MeasureBase & { readonly kind: 'sum'; readonly column: string; readonly scale: number })
  | (MeasureBase & {
      readonly kind: 'ratio'
      readonly over: string
      readonly under: string
      readonly scale: number
    })
  | (MeasureBase & { readonly kind: 'distinct'; readonly column: string })
  | (MeasureBase & { readonly kind: 'smallest' | 'largest'; readonly column: string; readonly scale: number })
  | (MeasureBase & { readonly kind: 'mean' })
  | (MeasureBase & { readonly kind: 'percentile'; readonly percent: number })

export const AREAS = ['operations', 'differences', 'performance', 'quality', 'recognition'] as const

/** One figure of the semantic model: everything that API, web, reports and agents need to know of it. */
export interface Figure {
  readonly id: string
  readonly area: (typeof AREAS)[number]
  readonly title: Text
  readonly definition: Text
  /** Table of the mart that answers it. */
  readonly table: string
  /** Condition that always holds. */
  readonly where?: string
  /** Columns of the exam table without which there is no answer. */
  readonly needs: readonly RoleId[]
  readonly dimensions: readonly DimensionId[]
  /** What it is parted by if nothing is said. */
  readonly by: readonly DimensionId[]
  readonly measures: readonly Measure[]
  /** Never leaves the institution, not even as a sum. */
  readonly isPrivate?: boolean
  /** Rows behind it: a fact table and which of its rows are meant; none where rows do not answer. */
  readonly rows?: { readonly table: 'exams' | 'items'; readonly where: string }
}
