import type { Measure } from '../model/figure.ts'

/** A coarser table made out of an aggregate: what most questions need, in far fewer rows. */
export interface Rollup {
  readonly table: string
  /** The aggregate that it is made of. */
  readonly of: string
  readonly columns: readonly string[]
  readonly sums: readonly string[]
  readonly order: readonly string[]
}

const TIMES = ['measure', 'minutes'] as const
const WORK = ['n', 'points', 'timed', 'spent'] as const

/** The fewest rows first: the first one that has what is asked for answers. */
export const ROLLUPS: readonly Rollup[] = [
  {
    table: 'agg_times_region',
    of: 'agg_times',
    columns: ['modality', 'patient_type', 'month', ...TIMES],
    sums: ['n', 'total'],
    order: ['measure', 'month'],
  },
  {
    table: 'agg_times_modality',
    of: 'agg_times',
    columns: ['institution', 'modality', ...TIMES],
    sums: ['n', 'total'],
    order: ['measure', 'institution'],
  },
  {
    table: 'agg_times_month',
    of: 'agg_times',
    columns: ['institution', 'modality', 'month', ...TIMES],
    sums: ['n', 'total'],
    order: ['measure', 'institution', 'month'],
  },
  {
    table: 'agg_staff_teams',
    of: 'agg_staff',
    columns: ['institution', 'department', 'team', 'role', 'staff', 'month'],
    sums: WORK,
    order: ['institution', 'month'],
  },
  {
    table: 'agg_staff_items',
    of: 'agg_staff',
    columns: ['institution', 'modality', 'code', 'role', 'staff', 'month'],
    sums: WORK,
    order: ['institution', 'month'],
  },
]

/** The statement that makes a rollup. */
export function rollupStatement({ of, columns, sums }: Rollup): string {
  // Not under their own names inside: ClickHouse would take the sum for its own argument.
  const inner = sums.map((name) => `${name} AS each_${name}`)
  const outer = sums.map((name) => `sum(each_${name}) AS ${name}`)
  const group = columns.join(', ')
  return `SELECT ${group}, ${outer.join(', ')} FROM (SELECT ${group}, ${inner.join(', ')} FROM ${of}) AS whole GROUP BY ${group}`
}

/** The smallest table with these columns among an aggregate and what was made of it. */
export function smallestTable(aggregate: string, columns: readonly string[]): string {
  const found = ROLLUPS.find(
    (rollup) => rollup.of === aggregate && columns.every((name) => rollup.columns.includes(name)),
  )
  return found?.table ?? aggregate
}

/** Columns that a measure reads besides sums: those whose different values it counts. */
export function distinctColumns(measures: readonly Measure[]): readonly string[] {
  return measures.flatMap((measure) => {
    if (measure.kind === 'distinct') return [measure.column]
    return measure.kind === 'ratio' && measure.under.startsWith('DISTINCT ')
      ? [measure.under.slice('DISTINCT '.length)]
      : []
  })
}
