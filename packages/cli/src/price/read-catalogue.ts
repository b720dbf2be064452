import {
  type CatalogueRow,
  type ChargeProblem,
  centsOfCell,
  countOfCell,
  isCodeHeader,
  isOldPriceHeader,
  type NameReading,
  rowFromReading,
} from '@yingma/charge'
import type { Normaliser } from '@yingma/normalise'
import { openSheets, type Table, type TableColumn, type TableOptions, type TableProblem } from '@yingma/tables'
import type { Terminal } from '../command-line/terminal.ts'
import { inputColumns, inputKey, inputOf } from '../normalise/distinct-inputs.ts'
import { type RowTaker, takeRows } from '../normalise/read-rows.ts'

export interface CatalogueRead {
  readonly rows: readonly CatalogueRow[]
  readonly problems: readonly (TableProblem | ChargeProblem)[]
  /** What was found out about the table of each sheet; none where nothing could be opened. */
  readonly tables: readonly Table[]
  /** Sheets without such a table: covers, instructions. */
  readonly left: readonly string[]
}

export interface CataloguePlan {
  readonly source: string
  readonly options: TableOptions
  readonly terminal: Terminal
  /** Of the rows that say none. */
  readonly modality: string
  readonly withDecisions: boolean
}

/**
 * Reads an institution's catalogue, all sheets of it: names go through the normaliser, counts and prices are taken where the
 * table has them (an exam each, no price, where it has none). Every cell that is no count is named and refuses the whole; a
 * price that is no amount is said of its row.
 */
export async function readCatalogue(plan: CataloguePlan, normaliser: Normaliser): Promise<CatalogueRead> {
  const opened = await openSheets(plan.source, plan.options)
  if (!opened.ok) return { rows: [], problems: [opened.problem], tables: [], left: [] }
  const { tables, left } = opened.value
  const rows: CatalogueRow[] = []
  const problems: (TableProblem | ChargeProblem)[] = []
  const readings = new Map<string, NameReading>()
  const read = readerOf(plan, normaliser, readings)
  for (const table of tables) {
    const taker = rowTaker(table, read(table, tables.length > 1), rows, problems)
    const problem = await takeRows(table, plan.terminal, () => Promise.resolve(taker))
    if (problem !== undefined) problems.push(problem)
    await table.close()
  }
  return { rows, problems, tables, left }
}

type ReadRow = (cells: readonly string[], number: number) => CatalogueRow | ChargeProblem

function rowTaker(
  table: Table,
  read: ReadRow,
  rows: CatalogueRow[],
  problems: (TableProblem | ChargeProblem)[],
): RowTaker {
  let line = table.header.value.row
  return {
    rows(batch, numbers) {
      for (const [at, cells] of batch.entries()) {
        line++
        const row = read(cells, numbers[at] ?? line)
        if ('code' in row) problems.push(row)
        else rows.push(row)
      }
      return undefined
    },
  }
}

/** Makes the reader of a table's rows; names that several rows or sheets share are read once. */
function readerOf(
  { modality, withDecisions }: CataloguePlan,
  normaliser: Normaliser,
  readings: Map<string, NameReading>,
): (table: Table, several: boolean) => ReadRow {
  return (table, several) => {
    const localCode = table.roles.localCode?.value
    const inputs = inputColumns(table, modality, withDecisions)
    const price = oldPriceColumn(table)
    const count = table.roles.count?.value
    const codes = table.columns.filter(({ header, number }) => isCodeHeader(header) || number === localCode?.number)
    const sheet = several ? table.sheet?.value : undefined
    return (cells, row) => {
      const exams = countOfCell(cellOf(cells, count))
      if (exams === null) return unreadableCount(table, count, row, cellOf(cells, count))
      const said = cellOf(cells, price)
      const cents = centsOfCell(said)
      const input = inputOf(cells, inputs)
      const key = inputKey(cells, inputs)
      const reading = readings.get(key) ?? normaliser.normalise(input)
      readings.set(key, reading)
      const known = {
        row,
        ...(sheet !== undefined && { sheet }),
        name: input.name,
        modality: input.modality ?? '',
        count: exams,
        oldPriceCents: cents ?? null,
        ...(cents === undefined && { oldPriceText: said }),
        chargeCode: codes
          .map((column) => cellOf(cells, column))
          .join(' ')
          .trim(),
      }
      return rowFromReading(known, reading)
    }
  }
}

function cellOf(cells: readonly string[], column: TableColumn | undefined): string {
  return column?.position == null ? '' : (cells[column.position] ?? '').trim()
}

function unreadableCount(table: Table, column: TableColumn | undefined, row: number, value: string): ChargeProblem {
  const header = column === undefined || column.header === '' ? String(column?.number ?? '') : column.header
  return { code: 'price-cell-unreadable', file: table.name, row, header, value, wanted: 'count' }
}

/** The column of old prices: the one that was given, else one whose header says so, else any of prices. */
function oldPriceColumn({ columns, roles }: Table): TableColumn | undefined {
  const said = columns.find(({ header, position }) => position !== null && isOldPriceHeader(header))
  const { price } = roles
  return price?.given === true ? price.value : (said ?? price?.value)
}
