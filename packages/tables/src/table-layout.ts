import { findColumn } from './columns.ts'
import { type Guess, given, guessed } from './evidence/evidence.ts'
import type { OpenedReader } from './formats/open-reader.ts'
import type { Shape } from './formats/raw-block.ts'
import { guessHeader } from './guess/header.ts'
import { guessKind } from './guess/kind.ts'
import { lookAt } from './guess/look.ts'
import { guessRoles } from './guess/roles.ts'
import type { TableLimits } from './model/limits.ts'
import { done, failed, type Result } from './model/result.ts'
import { ROLES, type Role } from './model/roles.ts'
import { personalColumns } from './privacy/personal-column.ts'
import type { HeaderReading, PersonalColumn, Table, TableColumn } from './table.ts'
import type { TableOptions } from './table-options.ts'

/** What the sample says about a table, before its rows are read. */
export interface Layout extends Pick<Table, 'header' | 'kind' | 'columns' | 'headers' | 'roles' | 'personal'> {
  readonly shape: Shape
  /** Rows of the sample below the header, as wide as the table. */
  readonly body: readonly (readonly string[])[]
}

/** Rows of the sample on which roles are judged. */
const JUDGED_ROWS = 2000

/** Works out header, columns, personal columns, roles and kind from the sample and the options. */
export function layOut(reader: OpenedReader, options: TableOptions, file: string, limits: TableLimits): Result<Layout> {
  const { sample } = reader
  const first = sample.rows[0]
  if (first === undefined && sample.keys === undefined) return failed({ code: 'table-no-rows', file })
  if (typeof options.header === 'number' && sample.keys === undefined && !sample.numbers.includes(options.header)) {
    return failed({ code: 'table-unknown-header', file, row: options.header })
  }
  const header = readHeader(reader, options)
  const headerRow = header.value.row
  const index = sample.numbers.indexOf(headerRow)
  const body = sample.keys === undefined ? sample.rows.slice(index + 1) : sample.rows
  const named = sample.keys ?? (index < 0 ? [] : (sample.rows[index] ?? []))
  const width = tableWidth(named, body, reader)
  const headers = Array.from({ length: width }, (_, i) => named[i] ?? '')
  if (width > limits.maxColumns) {
    const row = sample.numbers[Math.max(0, index)] ?? 1
    return failed({ code: 'table-too-many-columns', file, row, limit: limits.maxColumns, actual: width })
  }
  const wanted = wantedRoles(headers, options, file)
  if (!wanted.ok) return wanted
  const personal = readPersonal(headers, body, options, file, new Set(wanted.value.values()))
  if (!personal.ok) return personal
  const dropped = new Set(personal.value.filter((p) => !p.kept).map((p) => p.column))
  let position = 0
  const columns = headers.map((text, i): TableColumn => {
    return { number: i + 1, header: text, position: dropped.has(i) ? null : position++ }
  })
  const judged = body.slice(0, JUDGED_ROWS)
  const cells = (column: number): string[] => judged.map((row) => row[column] ?? '')
  const taken = new Set([...dropped, ...personal.value.map((p) => p.column), ...wanted.value.values()])
  const looks = headers.map((_, column) => lookAt(cells(column)))
  const guesses = guessRoles(headers, looks, taken)
  for (const [role, column] of wanted.value) guesses[role] = given(column)
  if (options.required?.includes('name') === true && guesses.name === undefined && guesses.charge !== undefined) {
    // A price list calls its exams by what is charged.
    guesses.name = guesses.charge
    delete guesses.charge
  }
  const roles: Partial<Record<Role, Guess<TableColumn>>> = {}
  for (const role of ROLES) {
    const guess = guesses[role]
    const column = guess === undefined ? undefined : columns[guess.value]
    if (guess !== undefined && column !== undefined) roles[role] = { ...guess, value: column }
  }
  const missing = options.required?.find((role) => roles[role] === undefined)
  if (missing !== undefined) {
    return failed({
      code: 'table-role-missing',
      file,
      role: missing,
      columns: headers.map((h, i) => h || String(i + 1)),
    })
  }
  return done({
    header,
    kind: guessKind(headers, guesses, guesses.name === undefined ? [] : cells(guesses.name.value), options.kind),
    columns,
    headers: columns.filter((column) => column.position !== null).map((column) => column.header),
    roles,
    personal: personal.value.flatMap(({ column, kind, kept }): PersonalColumn[] => {
      const found = columns[column]
      return found === undefined ? [] : [{ column: found, kind, kept }]
    }),
    shape: { columns: width, after: sample.keys === undefined ? headerRow : 0, headers },
    body,
  })
}

function readHeader({ sample, format }: OpenedReader, options: TableOptions): Guess<HeaderReading> {
  if (sample.keys !== undefined) {
    const objects = format.value === 'jsonl' && !(sample.keys.length === 1 && sample.keys[0] === 'name')
    return guessed({ row: 0, titles: [] }, { code: objects ? 'keys-of-objects' : 'lines-of-text' })
  }
  const guess = guessHeader(sample.rows, sample.numbers, options.header)
  const { index } = guess.value
  return { ...guess, value: { row: sample.numbers[index] ?? 0, titles: sample.rows.slice(0, Math.max(0, index)) } }
}

/**
 * Text: the width of the header, or of most rows where there is none or where the rows only add empty cells. Sheets: the
 * widest row, as a sheet does not hold empty cells at the end of a row.
 */
function tableWidth(
  named: readonly string[],
  body: readonly (readonly string[])[],
  { delimiter }: OpenedReader,
): number {
  if (delimiter === null) return Math.max(named.length, ...body.map(filledWidth))
  const widths = new Map<number, number>()
  for (const row of body) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const usual = [...widths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? named.length
  if (named.length === 0 || usual <= named.length) return named.length || usual
  const empty = body.every((row) => row.slice(named.length).every((cell) => cell === ''))
  return empty ? usual : named.length
}

function filledWidth(row: readonly string[]): number {
  let width = row.length
  while (width > 0 && row[width - 1] === '') width--
  return width
}

function wantedRoles(headers: readonly string[], options: TableOptions, file: string): Result<Map<Role, number>> {
  const found = new Map<Role, number>()
  for (const [key, wanted] of Object.entries(options.columns ?? {})) {
    const role = ROLES.find((known) => known === key)
    if (role === undefined) return failed({ code: 'table-unknown-role', role: key })
    const column = findColumn(headers, wanted, file, role)
    if (!column.ok) return column
    found.set(role, column.value)
  }
  return done(found)
}

interface PersonalPlace {
  readonly column: number
  readonly kind: PersonalColumn['kind']
  readonly kept: boolean
}

/** A column that the user named for a role is kept: that is explicit. */
function readPersonal(
  headers: readonly string[],
  body: readonly (readonly string[])[],
  options: TableOptions,
  file: string,
  named: ReadonlySet<number>,
): Result<PersonalPlace[]> {
  const keep = new Set<number>(named)
  for (const wanted of options.keep === 'all' ? [] : (options.keep ?? [])) {
    const column = findColumn(headers, wanted, file)
    if (!column.ok) return column
    keep.add(column.value)
  }
  return done(
    personalColumns(headers, body).map(({ column, kind, evidence }) => {
      return { column, kind: guessed(kind, ...evidence), kept: options.keep === 'all' || keep.has(column) }
    }),
  )
}
