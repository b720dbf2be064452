import {
  type CatalogueRow,
  type Cents,
  centsOfCell,
  countOfCell,
  isOldPriceHeader,
  type NameReading,
  rowFromReading,
} from '@yingma/charge'
import type { NormaliseInput } from '@yingma/normalise'
import { openTable, type Role, type Table, type TableColumn } from '@yingma/tables'
import type { Standard } from '../http/context.ts'
import { HttpProblem } from '../problems/server-problem.ts'

/** Rows that one simulation takes. */
export const MOST_ROWS = 50_000

const TEXTS = [
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'ageGroup',
  'sex',
  'charge',
] as const satisfies readonly Role[]

/**
 * Reads an uploaded price list in pieces: names go through the normaliser, counts and old prices are taken where the table
 * has them. The first cell that is no count or amount refuses the whole; more than `MOST_ROWS` rows do too.
 */
export async function* readPriceList(
  bytes: Buffer,
  name: string,
  { normaliser }: Pick<Standard, 'normaliser'>,
): AsyncGenerator<readonly CatalogueRow[]> {
  const opened = await openTable(bytes, {
    name,
    required: ['name'],
    limits: {
      maxRows: MOST_ROWS,
      maxUnpackedBytes: 256 * 1024 * 1024,
      maxBufferedBytes: 32 * 1024 * 1024,
      maxSeconds: 30,
    },
  })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  const table = opened.value
  const price = priceColumn(table)
  const readings = new Map<string, NameReading>()
  try {
    for await (const step of table.rows()) {
      if (step.kind === 'stop') throw new HttpProblem(step.problem)
      yield step.rows.map((row, at) => {
        const number = step.numbers[at] ?? at + 1
        const input = inputOf(table, row)
        const key = JSON.stringify(input)
        const reading = readings.get(key) ?? normaliser.normalise(input)
        readings.set(key, reading)
        const count = countIn(table, row, number)
        const oldPriceCents = centsIn(table, price, row, number)
        const chargeCode = cellOf(row, table.roles.localCode?.value)
        return rowFromReading(
          { row: number, name: input.name, modality: input.modality ?? '', count, oldPriceCents, chargeCode },
          reading,
        )
      })
    }
  } finally {
    await table.close()
  }
}

function cellOf(row: readonly string[], column: TableColumn | undefined): string {
  return column?.position == null ? '' : (row[column.position] ?? '').trim()
}

function inputOf({ roles }: Table, row: readonly string[]): NormaliseInput {
  const said = TEXTS.map((role) => [role, cellOf(row, roles[role]?.value)] as const).filter(([, text]) => text !== '')
  return { ...Object.fromEntries(said), name: cellOf(row, roles.name?.value) }
}

/** The column whose header says old price, else any of prices. */
function priceColumn({ columns, roles }: Table): TableColumn | undefined {
  return columns.find(({ header, position }) => position !== null && isOldPriceHeader(header)) ?? roles.price?.value
}

function countIn(table: Table, row: readonly string[], number: number): number {
  const column = table.roles.count?.value
  const count = countOfCell(cellOf(row, column))
  if (count === null) throw unreadable(table, column, number, cellOf(row, column), 'count')
  return count
}

function centsIn(table: Table, column: TableColumn | undefined, row: readonly string[], number: number): Cents | null {
  const cents = centsOfCell(cellOf(row, column))
  if (cents === undefined) throw unreadable(table, column, number, cellOf(row, column), 'price')
  return cents
}

function unreadable(
  { name }: Table,
  column: TableColumn | undefined,
  row: number,
  value: string,
  wanted: 'count' | 'price',
): HttpProblem {
  return new HttpProblem({
    code: 'price-cell-unreadable',
    file: name,
    row,
    header: column?.header ?? '',
    value,
    wanted,
  })
}
