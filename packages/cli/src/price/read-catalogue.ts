import {
  type CatalogueRow,
  type Cents,
  type ChargeProblem,
  centsOfCell,
  countOfCell,
  isOldPriceHeader,
  type NameReading,
  rowFromReading,
} from '@yingma/charge'
import type { Normaliser } from '@yingma/normalise'
import type { Table, TableColumn, TableProblem } from '@yingma/tables'
import { type InputColumns, inputColumns, inputKey, inputOf } from '../normalise/distinct-inputs.ts'
import { type ReadPlan, readRows } from '../normalise/read-rows.ts'

export interface CatalogueRead {
  readonly rows: readonly CatalogueRow[]
  readonly problems: readonly (TableProblem | ChargeProblem)[]
  /** What was found out about the table; null where it could not be opened. */
  readonly table: Table | null
}

/**
 * Reads an institution's catalogue: names go through the normaliser, counts and prices are taken where the table has them (an
 * exam each, no price, where it has none). Every cell that is no count or amount is named.
 */
export async function readCatalogue(
  plan: ReadPlan,
  normaliser: Normaliser,
  modality: string,
  withDecisions: boolean,
): Promise<CatalogueRead> {
  const rows: CatalogueRow[] = []
  const problems: ChargeProblem[] = []
  const readings = new Map<string, NameReading>()
  let table: Table | null = null
  const read = await readRows(plan, (opened) => {
    table = opened
    const columns = inputColumns(opened, modality, withDecisions)
    const price = oldPriceColumn(opened)
    const count = opened.roles.count?.value
    let line = 0
    return Promise.resolve({
      rows(cells, numbers) {
        for (const [at, row] of cells.entries()) {
          line++
          const number = numbers[at] ?? line
          const bad = (
            column: { readonly header: string; readonly number: number },
            wanted: 'count' | 'price',
            value: string,
          ) =>
            problems.push({
              code: 'price-cell-unreadable',
              file: opened.name,
              row: number,
              header: column.header === '' ? String(column.number) : column.header,
              value,
              wanted,
            })
          const said = (column: typeof price): string =>
            column?.position == null ? '' : (row[column.position] ?? '').trim()
          const exams = countOfCell(said(count))
          if (exams === null && count) bad(count, 'count', said(count))
          const cents = centsOfCell(said(price))
          if (cents === undefined && price) bad(price, 'price', said(price))
          rows.push(rowOf(number, row, columns, exams ?? 1, cents ?? null))
        }
        return undefined
      },
    })

    function rowOf(number: number, row: readonly string[], inputs: InputColumns, exams: number, cents: Cents | null) {
      const input = inputOf(row, inputs)
      const key = inputKey(row, inputs)
      const reading = readings.get(key) ?? normaliser.normalise(input)
      readings.set(key, reading)
      const { name, modality: said = '' } = input
      const chargeCode = (inputs.localCode === null ? '' : (row[inputs.localCode] ?? '')).trim()
      const known = { row: number, name, modality: said, count: exams, oldPriceCents: cents, chargeCode }
      return rowFromReading(known, reading)
    }
  })
  return { rows, problems: read.ok ? problems : [read.problem], table }
}

/** The column of old prices: the one that was given, else one whose header says so, else any of prices. */
function oldPriceColumn({ columns, roles }: Table): TableColumn | undefined {
  const said = columns.find(({ header, position }) => position !== null && isOldPriceHeader(header))
  const { price } = roles
  return price?.given === true ? price.value : (said ?? price?.value)
}
