import type { Dialect } from '../engine/dialect.ts'
import type { RoleId } from '../model/source-roles.ts'

/** What the statement of an aggregate depends on. */
export interface AggregateContext {
  readonly dialect: Dialect
  /** Roles that the exam table has. */
  readonly roles: ReadonlySet<RoleId>
  /** Days within which the same item counts as a repeat. */
  readonly repeatDays: number
  /** First second of the workload table; before it neither it nor what departments agreed on holds. */
  readonly workloadFrom: number
  /** `2026-02`: the month of the day that the mart is as of; later ones are not compared with their year before. */
  readonly lastMonth: string
}
