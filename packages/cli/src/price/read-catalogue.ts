import { type CatalogueRow, type Cents, type NameReading, parseYuan, rowFromReading } from '@yingma/charge'
import type { Normaliser } from '@yingma/normalise'
import type { Table, TableColumn, TableProblem } from '@yingma/tables'
import { type InputColumns, inputColumns, inputKey, inputOf } from '../normalise/distinct-inputs.ts'
import { type ReadPlan, readRows } from '../normalise/read-rows.ts'
import type { PriceProblem } from './price-problem.ts'

export interface CatalogueRead {
  readonly rows: readonly CatalogueRow[]
  readonly problems: readonly (TableProblem | PriceProblem)[]
  /** What was found out about the table; null where it could not be opened. */
  readonly table: Table | null
}

/** Cells that say that there is no price. */
const NO_PRICE: ReadonlySet<string> = new Set(['', '/', '-', '—', '--', '无', '暂无', '市场调节价', '自主定价'])

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
  const problems: PriceProblem[] = []
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
          const exams = countOf(said(count))
          if (exams === null && count) bad(count, 'count', said(count))
          const cents = centsOf(said(price))
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
      return rowFromReading({ row: number, name, modality: said, count: exams, oldPriceCents: cents }, reading)
    }
  })
  return { rows, problems: read.ok ? problems : [read.problem], table }
}

const OLD_PRICE =
  /^(?:原价|原价格|原收费|原收费标准|旧价|旧价格|调整前|调整前价格|现行价|现行价格|现价|oldprice|priceold)$/u

/** The column of old prices: the one that was given, else one whose header says so, else any of prices. */
function oldPriceColumn({ columns, roles }: Table): TableColumn | undefined {
  const said = columns.find(({ header, position }) => position !== null && OLD_PRICE.test(headerKey(header)))
  const { price } = roles
  return price?.given === true ? price.value : (said ?? price?.value)
}

function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\(.*?\)|[\s_\-./]/gu, '')
}

/** A whole number, also below nought (which the simulation refuses by its row); null for anything else. */
function countOf(text: string): number | null {
  if (text === '') return 1
  const plain = text.replaceAll(',', '').replace(/\.0+$/u, '')
  return /^-?\d{1,15}$/u.test(plain) ? Number(plain) : null
}

/** Yuan as lists write them (`¥1,600.00元`); null for no price, undefined for what is no amount. */
function centsOf(text: string): Cents | null | undefined {
  if (NO_PRICE.has(text)) return null
  const plain = text
    .normalize('NFKC')
    .replace(/^[¥￥]|元$/gu, '')
    .replaceAll(',', '')
    .trim()
  const short = plain.replace(/(\.\d\d)0+$/u, '$1')
  return parseYuan(short) ?? undefined
}
