import { type CodeColumn, codeColumn, type ExcelDamage, looksLikeCodes, readDamage } from './damage/excel-damage.ts'
import type { OpenedReader } from './formats/open-reader.ts'
import { asProblem } from './formats/read-failure.ts'
import { foldHeader } from './guess/fold.ts'
import type { TableLimits } from './model/limits.ts'
import { blotPersonal, isPersonalNumber } from './privacy/personal-column.ts'
import type { ByteSource } from './source/byte-source.ts'
import type { CellDamage, ReadReport, RowStep, Table, TableColumn } from './table.ts'
import type { Layout } from './table-layout.ts'
import type { TableOptions } from './table-options.ts'

/** Headers of columns in which codes are expected. */
const CODE_HEADER = /(?:编码|代码|编号|code)$/

interface Watched {
  readonly column: TableColumn
  readonly position: number
  readonly usual: CodeColumn
}

interface Tally {
  readonly column: TableColumn
  count: number
  readonly firstRow: number
}

/** The streaming half of a table: rows with personal columns left out, bad rows set aside, damage and stray persons seen. */
export function createRowStream(
  source: ByteSource,
  reader: OpenedReader,
  layout: Layout,
  options: TableOptions,
  limits: TableLimits,
): Pick<Table, 'rows' | 'report' | 'progress'> {
  const { columns, shape } = layout
  const kept = columns.filter((column) => column.position !== null)
  const dropping = kept.length < columns.length
  const keptIndexes = kept.map((column) => column.number - 1)
  const watched = watchedColumns(layout)
  const allowed = new Set(layout.personal.filter((p) => p.kept).map((p) => p.column.position))
  let seen = newReport()
  let startedAt = 0

  function inspect(row: readonly string[], number: number, found: CellDamage[]): void {
    for (const { position, usual, column } of watched) {
      const text = row[position] ?? ''
      const reading = readDamage(text, usual)
      if (reading === undefined) continue
      found.push({ row: number, position, text, ...reading })
      seen.tallyDamage(column, reading.damage, number)
    }
    for (let i = 0; i < row.length; i++) {
      const cell = row[i] as string
      if (cell.length >= 11 && cell.length <= 18 && isPersonalNumber(cell) && !allowed.has(i)) {
        const column = kept[i]
        if (column !== undefined) seen.tallyPerson(column, number)
      }
    }
  }

  async function* rows(): AsyncGenerator<RowStep, void, undefined> {
    seen = newReport()
    startedAt = source.bytesRead()
    try {
      for await (const block of reader.blocks(shape)) {
        if (block.kind === 'stop') {
          yield block
          return
        }
        for (const bad of block.bad) {
          if (options.onBadRow === undefined) {
            yield { kind: 'stop', problem: bad.problem }
            return
          }
          seen.bad++
          await options.onBadRow(dropping ? { ...bad, text: blotPersonal(bad.text) } : bad)
        }
        seen.blank += block.blank
        seen.rows += block.rows.length
        if (seen.rows > limits.maxRows) {
          yield { kind: 'stop', problem: { code: 'table-too-many-rows', file: source.name, limit: limits.maxRows } }
          return
        }
        if (block.rows.length === 0) continue
        const out = dropping ? block.rows.map((row) => keptIndexes.map((i) => row[i] ?? '')) : block.rows
        const damage: CellDamage[] = []
        for (let i = 0; i < out.length; i++) inspect(out[i] ?? [], block.numbers[i] ?? 0, damage)
        yield { kind: 'rows', rows: out, numbers: block.numbers, damage }
      }
    } catch (error) {
      yield { kind: 'stop', problem: asProblem(source.name, error) }
    }
  }

  return {
    rows,
    report: () => seen.snapshot(),
    progress: () => ({ read: source.bytesRead() - startedAt, total: source.size }),
  }
}

/** Columns whose header or cells say that they hold codes. */
function watchedColumns({ columns, body, roles }: Layout): Watched[] {
  return columns.flatMap((column) => {
    if (column.position === null) return []
    const cells = body.map((row) => row[column.number - 1] ?? '')
    const coded =
      roles.localCode?.value === column || CODE_HEADER.test(foldHeader(column.header)) || looksLikeCodes(cells)
    return coded ? [{ column, position: column.position, usual: codeColumn(cells) }] : []
  })
}

function newReport(): {
  rows: number
  blank: number
  bad: number
  tallyDamage(column: TableColumn, damage: ExcelDamage, row: number): void
  tallyPerson(column: TableColumn, row: number): void
  snapshot(): ReadReport
} {
  const damaged = new Map<string, Tally & { readonly damage: ExcelDamage }>()
  const persons = new Map<number, Tally>()
  return {
    rows: 0,
    blank: 0,
    bad: 0,
    tallyDamage(column, damage, row) {
      const key = `${column.number} ${damage}`
      const tally = damaged.get(key)
      if (tally === undefined) damaged.set(key, { column, damage, count: 1, firstRow: row })
      else tally.count++
    },
    tallyPerson(column, row) {
      const tally = persons.get(column.number)
      if (tally === undefined) persons.set(column.number, { column, count: 1, firstRow: row })
      else tally.count++
    },
    snapshot() {
      const { rows, blank, bad } = this
      return { rows, blank, bad, damage: [...damaged.values()], personalCells: [...persons.values()] }
    },
  }
}
