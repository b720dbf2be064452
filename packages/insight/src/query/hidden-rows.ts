import { clause, headed } from '../engine/dialect.ts'
import type { QueryEngine } from '../engine/query-engine.ts'
import type { DimensionId } from '../model/dimensions.ts'
import { closed } from './coarser.ts'
import { type FigureTask, rowsOf } from './figure-statement.ts'
import { hiddenCells, keyOf, type SharedCell } from './suppress.ts'

/** Keys of the rows of a shared figure whose numbers are not told; undefined where no row can be. */
export async function hiddenRows(
  engine: Pick<QueryEngine, 'rows'>,
  task: FigureTask,
): Promise<ReadonlySet<string> | undefined> {
  const { figure, by } = task
  const columns = figure.measures.flatMap((measure) => (measure.kind === 'count' ? [measure.column] : []))
  const ask = async (parted: readonly DimensionId[]) => {
    const rows = await engine.rows<Record<string, unknown>>(cellsStatement({ ...task, by: parted }, columns))
    return rows.map((row) => cellOf(row, parted, columns))
  }
  const hidden = await hiddenCells(closed(figure, by), ask)
  return hidden && new Set([...hidden].map(({ values }) => keyOf(values, by)))
}

/** Every count of each row with the largest share of one institution in it. */
function cellsStatement(task: FigureTask, columns: readonly string[]): string {
  const { by } = task
  const inner = columns.map((column, index) => `sum(${column}) AS own_${index}`)
  const outer = columns.map(
    (_, index) => `, sum(own_${index}) AS count_${index}, max(own_${index}) AS largest_${index}`,
  )
  const each = `SELECT ${headed(by)}${inner.join(', ')} FROM ${rowsOf(task, ['institution'])} GROUP BY ${[...by, 'institution'].join(', ')}`
  return `SELECT ${headed(by)}count(*) AS behind${outer.join('')} FROM (${each}) AS each_institution${clause('GROUP BY', by)}`
}

function cellOf(
  row: Readonly<Record<string, unknown>>,
  by: readonly DimensionId[],
  columns: readonly string[],
): SharedCell {
  return {
    values: Object.fromEntries(by.map((id) => [id, String(row[id] ?? '')])),
    counts: columns.map((_, index) => Number(row[`count_${index}`])),
    largest: columns.map((_, index) => Number(row[`largest_${index}`])),
    institutions: Number(row.behind),
  }
}
