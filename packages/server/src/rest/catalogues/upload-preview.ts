import { getInstitution } from '@yingma/store'
import { PERSONAL_KINDS, ROLES, type Table } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams } from '../../http/fields.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { openNames, tablePlace } from './names-table.ts'

const ROWS = 5
const LONGEST_CELL = 200

const preview = z.object({
  format: z.string(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()).describe('sheets that can be chosen; none where the file has no sheets'),
  header: z.number().int().describe('row of the header, 0 where there is none'),
  top: z
    .array(z.object({ number: z.number().int(), text: z.string() }))
    .describe('the first rows of the file, for choosing the header; columns that look like persons are left out'),
  kind: z.string().describe('kind of table, as guessed from its columns'),
  columns: z.array(
    z.object({
      number: z.number().int().describe('from 1'),
      header: z.string(),
      role: z.enum(ROLES).nullable().describe('what it is guessed to be'),
      personal: z.enum(PERSONAL_KINDS).nullable().describe('looks like persons: left out, its cells are not shown'),
    }),
  ),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe(`the first ${ROWS} rows, a cell for each column; at most ${LONGEST_CELL} characters of each`),
})

/** What a table looks like before it is uploaded: columns, what they are guessed to be, the first rows. Nothing is kept. */
export function registerUploadPreview(instance: FastifyInstance, { store, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.post(
    '/institutions/:id/catalogues/upload-preview',
    {
      bodyLimit: settings.uploadLimit + 64 * 1024,
      schema: {
        tags: ['catalogues'],
        summary: 'Look at the columns and first rows of a table (multipart field "file")',
        description:
          'Nothing is kept. The sheet, the row of the header and what each column is can then be chosen in the upload.',
        params: idParams,
        querystring: z.strictObject(tablePlace),
        consumes: ['multipart/form-data'],
        response: { 200: preview },
      },
    },
    async (request) => {
      await store.readAsTenant(actorIn(request), async (transaction) =>
        must(request, 'catalogue.upload', (await getInstitution(transaction, request.params.id)).path),
      )
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const table = await openNames(bytes, name, request.query)
      try {
        return previewOf(table, await firstRows(table))
      } finally {
        await table.close()
      }
    },
  )
}

async function firstRows(table: Table): Promise<readonly string[][]> {
  const found: string[][] = []
  for await (const step of table.rows()) {
    if (step.kind === 'stop') throw new HttpProblem(step.problem)
    found.push(...step.rows.slice(0, ROWS - found.length))
    if (found.length === ROWS) break
  }
  return found
}

function previewOf(table: Table, rows: readonly string[][]): z.infer<typeof preview> {
  const roles = new Map(ROLES.map((role) => [table.roles[role]?.value.number, role]))
  const persons = new Map(table.personal.map(({ column, kind }) => [column.number, kind.value]))
  return {
    format: table.format.value,
    encoding: table.encoding?.value ?? null,
    sheet: table.sheet?.value ?? null,
    sheets: [...table.sheets],
    header: table.header.value.row,
    top: table.top.map(({ number, cells }) => ({ number, text: lineOf(cells, persons) })),
    kind: table.kind.value,
    columns: table.columns.map(({ number, header }) => ({
      number,
      header,
      role: roles.get(number) ?? null,
      personal: persons.get(number) ?? null,
    })),
    rows: rows.map((row) =>
      table.columns.map(({ position }) => (position === null ? null : (row[position] ?? '').slice(0, LONGEST_CELL))),
    ),
  }
}

/** A row in one line, without the cells of the columns (by number) of persons. */
function lineOf(cells: readonly string[], persons: ReadonlyMap<number, unknown>): string {
  const shown = cells.filter((cell, at) => cell.trim() !== '' && !persons.has(at + 1))
  return shown.join(' | ').slice(0, LONGEST_CELL)
}
