import type { NewName } from '@yingma/store'
import { DETAIL_ROLES, openTable, type ReadReport, ROLES, type Role, type Table } from '@yingma/tables'
import { z } from 'zod'
import { line } from '../../http/fields.ts'
import { HttpProblem } from '../../problems/server-problem.ts'

const MiB = 1024 * 1024
const LONGEST_NAME = 2000

/** Which column (by its number, from 1) is what; only these are read. */
export type ChosenColumns = Readonly<Partial<Record<Role, number>>>

const CHOICE = `(?:${ROLES.join('|')}):[1-9]\\d{0,3}`

/** Chosen columns in a query, e.g. `name:2,localCode:1`. */
export const chosenColumns = z
  .string()
  .max(400)
  .regex(new RegExp(`^${CHOICE}(?:,${CHOICE})*$`))
  .refine((text) => rolesIn(text).includes('name'), 'name is needed')
  .refine((text) => new Set(rolesIn(text)).size === rolesIn(text).length, 'a role stands once')
  .transform((text): ChosenColumns => {
    return Object.fromEntries(
      text
        .split(',')
        .map((one) => one.split(':'))
        .map(([role, number]) => [role, Number(number)]),
    )
  })

/** Where the table stands in its file, when that is not left to guessing. */
export const tablePlace = {
  sheet: line(200).optional().describe('sheet of a workbook; the first visible one with rows if left out'),
  header: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_048_576)
    .optional()
    .describe('row of the header, as the preview numbers them; 0: there is none. Guessed if left out'),
}

interface TablePlace {
  readonly sheet?: string | undefined
  readonly header?: number | undefined
}

/** The place as the reader of tables takes it. */
function optionsOf({ sheet, header }: TablePlace) {
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(header === undefined ? {} : { header: header === 0 ? false : header }),
  }
}

function rolesIn(text: string): string[] {
  return text.split(',').map((one) => one.split(':')[0] ?? '')
}

/** Opens an uploaded table within the limits of the server. Throws `HttpProblem`; the caller closes it. */
export async function openNames(
  bytes: Buffer,
  name: string,
  options: TablePlace & { readonly required?: readonly Role[]; readonly columns?: ChosenColumns | undefined } = {},
): Promise<Table> {
  const { columns, required = [] } = options
  const opened = await openTable(bytes, {
    name,
    required,
    ...optionsOf(options),
    ...(columns === undefined ? {} : { columns }),
    limits: { maxRows: 500_000, maxUnpackedBytes: 1024 * MiB, maxBufferedBytes: 64 * MiB, maxSeconds: 30 },
  })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  return opened.value
}

/**
 * The names of an uploaded table. Columns are guessed, or exactly those that were chosen; one that looks like persons is
 * refused even so, as the registry holds no persons. Throws `HttpProblem`.
 */
export async function readNames(
  bytes: Buffer,
  name: string,
  { columns, ...place }: TablePlace & { readonly columns?: ChosenColumns | undefined } = {},
) {
  const table = await openNames(bytes, name, { required: ['name'], columns, ...place })
  try {
    const person = table.personal.find(({ kept }) => kept)
    if (person !== undefined) throw new HttpProblem({ code: 'column-personal', column: labelOf(person.column) })
    const roles = rolesOf(table, columns)
    const names: NewName[] = []
    let dropped = 0
    for await (const step of table.rows()) {
      if (step.kind === 'stop') throw new HttpProblem(step.problem)
      for (const row of step.rows) {
        const read = nameFrom(roles, row)
        if (read === undefined) dropped++
        else names.push(read)
      }
    }
    return { names, dropped, described: described(table, roles, table.report()) }
  } finally {
    await table.close()
  }
}

/** How people find a column: by its header, or by its number where it has none. */
function labelOf({ header, number }: Table['columns'][number]): string {
  return header || String(number)
}

function rolesOf(table: Table, columns: ChosenColumns | undefined): Table['roles'] {
  if (columns === undefined) return table.roles
  return Object.fromEntries(Object.entries(table.roles).filter(([role]) => role in columns))
}

function nameFrom(roles: Table['roles'], row: readonly string[]): NewName | undefined {
  const cell = (role: Role): string => {
    const position = roles[role]?.value.position
    return position === undefined || position === null ? '' : stored(row[position] ?? '')
  }
  const name = cell('name')
  if (name.trim() === '' || name.length > LONGEST_NAME) return undefined
  const texts = Object.fromEntries(
    DETAIL_ROLES.map((role) => [role, cell(role)] as const).filter(([, text]) => text !== ''),
  )
  return { ...texts, name, count: countOf(cell('count'), roles.count !== undefined) }
}

/** PostgreSQL text holds no NUL and no half of a surrogate pair; anything else stays as it was written. */
function stored(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** Without a count column each row is one exam of a log. */
function countOf(text: string, hasColumn: boolean): number {
  if (!hasColumn) return 1
  const count = Number(text.normalize('NFKC').replaceAll(/[,\s]/g, ''))
  return Number.isFinite(count) && count >= 0 ? Math.min(Math.round(count), 1e12) : 0
}

function described(table: Table, roles: Table['roles'], report: ReadReport) {
  return {
    format: table.format.value,
    encoding: table.encoding?.value ?? null,
    sheet: table.sheet?.value ?? null,
    kind: table.kind.value,
    columns: Object.fromEntries(Object.entries(roles).map(([role, guess]) => [role, guess.value.header])),
    personal: table.personal
      .filter((column) => !column.kept)
      .map(({ column, kind }) => ({ column: column.header, kind: kind.value })),
    damage: report.damage.map(({ column, damage, count, firstRow }) => ({
      column: column.header,
      damage,
      count,
      firstRow,
    })),
  }
}
