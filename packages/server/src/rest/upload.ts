import { addNames, getCatalogue, type NewName } from '@yingma/store'
import { openTable, type ReadReport, type Role, type Table } from '@yingma/tables'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../http/authentication.ts'
import type { Context } from '../http/context.ts'
import { idParams } from '../http/fields.ts'
import { uploadedFile } from '../http/uploaded-file.ts'
import { HttpProblem } from '../problems/server-problem.ts'
import { addReport } from './catalogues.ts'
import { jobAnswer } from './jobs.ts'

const MiB = 1024 * 1024
const LONGEST_NAME = 2000

const uploadReport = addReport.extend({
  format: z.string(),
  encoding: z.string().nullable(),
  sheet: z.string().nullable(),
  kind: z.string().describe('kind of table, as guessed from its columns'),
  columns: z.record(z.string(), z.string()).describe('which column was read as what'),
  personal: z
    .array(z.object({ column: z.string(), kind: z.string() }))
    .describe('columns that look like persons: left out'),
  damage: z.array(
    z.object({ column: z.string(), damage: z.string(), count: z.number().int(), firstRow: z.number().int() }),
  ),
  dropped: z.number().int().describe('rows without a name, or with one of more than 2,000 characters'),
})

/** Columns of the table that become the normaliser's input. */
const TEXTS = [
  'localCode',
  'modality',
  'part',
  'side',
  'position',
  'method',
  'contrast',
  'device',
  'department',
  'ageGroup',
  'sex',
  'charge',
] as const satisfies readonly Role[]

/** Uploads of whole tables: CSV, TSV, XLSX, XLS, JSONL; everything about them is found out and said. */
export function registerUpload(instance: FastifyInstance, { store, jobs, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()

  app.post(
    '/catalogues/:id/upload',
    {
      bodyLimit: settings.uploadLimit + 64 * 1024,
      schema: {
        tags: ['catalogues'],
        summary: 'Add the names of a table (multipart field "file")',
        description: `CSV, TSV, XLSX, XLS, XLSB, ODS, HTML or JSONL, at most ${Math.round(settings.uploadLimit / MiB)} MiB, 500,000 rows, and 1 GiB unpacked. Encoding, delimiter, header and columns are guessed and said. Columns that look like persons are left out. A file with an unreadable row is refused whole.`,
        params: idParams,
        consumes: ['multipart/form-data'],
        response: { 202: uploadReport },
      },
    },
    async (request, reply) => {
      const place = await store.readAsTenant(actorIn(request), (transaction) =>
        getCatalogue(transaction, request.params.id),
      )
      must(request, 'catalogue.upload', place.path)
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const { names, report, dropped, table } = await readNames(bytes, name)
      const { job, ...added } = await store.asTenant(actorIn(request), async (transaction) => {
        const written = await addNames(
          transaction,
          { institutionId: place.institutionId, catalogueId: place.id },
          names,
        )
        const asked = {
          kind: 'suggest',
          institutionId: place.institutionId,
          requestedBy: actorIn(request).userId,
          params: { catalogueId: place.id },
        } as const
        return { ...written, job: jobAnswer(await jobs.enqueue(asked, transaction)) }
      })
      return reply.code(202).send({ ...added, dropped, ...described(table, report), job })
    },
  )
}

async function readNames(bytes: Buffer, name: string) {
  const opened = await openTable(bytes, {
    name,
    required: ['name'],
    limits: { maxRows: 500_000, maxUnpackedBytes: 1024 * MiB, maxBufferedBytes: 64 * MiB, maxSeconds: 30 },
  })
  if (!opened.ok) throw new HttpProblem(opened.problem)
  const table = opened.value
  try {
    const names: NewName[] = []
    let dropped = 0
    for await (const step of table.rows()) {
      if (step.kind === 'stop') throw new HttpProblem(step.problem)
      for (const row of step.rows) {
        const read = nameFrom(table, row)
        if (read === undefined) dropped++
        else names.push(read)
      }
    }
    return { names, dropped, table, report: table.report() }
  } finally {
    await table.close()
  }
}

function nameFrom(table: Table, row: readonly string[]): NewName | undefined {
  const cell = (role: Role): string => {
    const position = table.roles[role]?.value.position
    return position === undefined || position === null ? '' : stored(row[position] ?? '')
  }
  const name = cell('name')
  if (name.trim() === '' || name.length > LONGEST_NAME) return undefined
  const texts = Object.fromEntries(TEXTS.map((role) => [role, cell(role)] as const).filter(([, text]) => text !== ''))
  return { ...texts, name, count: countOf(cell('count'), table.roles.count !== undefined) }
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

function described(table: Table, report: ReadReport) {
  return {
    format: table.format.value,
    encoding: table.encoding?.value ?? null,
    sheet: table.sheet?.value ?? null,
    kind: table.kind.value,
    columns: Object.fromEntries(Object.entries(table.roles).map(([role, guess]) => [role, guess.value.header])),
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
