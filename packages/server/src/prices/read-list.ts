import {
  type CatalogueRow,
  centsOfCell,
  countOfCell,
  isCodeHeader,
  isOldPriceHeader,
  type NameReading,
  rowFromReading,
} from '@yingma/charge'
import type { NormaliseInput } from '@yingma/normalise'
import { openSheets, type Role, type Table, type TableColumn } from '@yingma/tables'
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
 * Reads an uploaded price list in pieces, all sheets of a workbook that hold a table: names go through the normaliser, counts and
 * old prices are taken where the table has them. The first cell that is no count refuses the whole; more than `MOST_ROWS` rows do
 * too. A price that is no amount is said of its row.
 */
export async function* readPriceList(
  bytes: Buffer,
  name: string,
  { normaliser }: Pick<Standard, 'normaliser'>,
): AsyncGenerator<readonly CatalogueRow[]> {
  const opened = await openSheets(bytes, {
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
  const { tables } = opened.value
  const readings = new Map<string, NameReading>()
  const reading = (input: NormaliseInput): NameReading => {
    const key = JSON.stringify(input)
    const known = readings.get(key) ?? normaliser.normalise(input)
    readings.set(key, known)
    return known
  }
  try {
    for (const table of tables) yield* readTable(table, tables.length > 1, reading)
  } finally {
    for (const table of tables) await table.close()
  }
}

async function* readTable(
  table: Table,
  several: boolean,
  reading: (input: NormaliseInput) => NameReading,
): AsyncGenerator<readonly CatalogueRow[]> {
  const price = priceColumn(table)
  const codes = table.columns.filter(
    ({ header, number }) => isCodeHeader(header) || number === table.roles.localCode?.value.number,
  )
  const sheet = several ? table.sheet?.value : undefined
  for await (const step of table.rows()) {
    if (step.kind === 'stop') throw new HttpProblem(step.problem)
    yield step.rows.map((row, at) => {
      const number = step.numbers[at] ?? at + 1
      const input = inputOf(table, row)
      const said = cellOf(row, price)
      const cents = centsOfCell(said)
      const known = {
        row: number,
        ...(sheet !== undefined && { sheet }),
        name: input.name,
        modality: input.modality ?? '',
        count: countIn(table, row, number),
        oldPriceCents: cents ?? null,
        ...(cents === undefined && { oldPriceText: said }),
        chargeCode: codes
          .map((column) => cellOf(row, column))
          .join(' ')
          .trim(),
      }
      return rowFromReading(known, reading(input))
    })
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

function countIn({ name, roles }: Table, row: readonly string[], number: number): number {
  const column = roles.count?.value
  const value = cellOf(row, column)
  const count = countOfCell(value)
  if (count !== null) return count
  const header = column?.header ?? ''
  throw new HttpProblem({ code: 'price-cell-unreadable', file: name, row: number, header, value, wanted: 'count' })
}
