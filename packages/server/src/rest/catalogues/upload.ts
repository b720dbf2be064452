import {
  addNames,
  CATALOGUE_KINDS,
  createCatalogue,
  getCatalogue,
  getInstitution,
  type Transaction,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { idParams, line } from '../../http/fields.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { jobAnswer } from '../registry/jobs.ts'
import { catalogue } from '../shapes.ts'
import { addReport } from './catalogues.ts'
import { chosenColumns, readNames, tablePlace } from './names-table.ts'

const MiB = 1024 * 1024

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

const columns = chosenColumns
  .optional()
  .describe('which column, by its number, is what, e.g. name:2,localCode:1; only these are read. Guessed if left out')

/** Uploads of whole tables: CSV, TSV, XLSX, XLS, JSONL; everything about them is found out and said. */
export function registerUpload(instance: FastifyInstance, { store, jobs, settings }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['catalogues']
  const consumes = ['multipart/form-data']
  const bodyLimit = settings.uploadLimit + 64 * 1024
  const description = `CSV, TSV, XLSX, XLS, XLSB, ODS, HTML or JSONL, at most ${Math.round(settings.uploadLimit / MiB)} MiB, 500,000 rows, and 1 GiB unpacked. Encoding, delimiter, header and columns are guessed and said. Columns that look like persons are left out. A file with an unreadable row is refused whole.`

  const write = async (transaction: Transaction, place: Place, { names, dropped, described }: NamesRead) => {
    const { userId, institutionId, id: catalogueId } = place
    const added = await addNames(transaction, { institutionId, catalogueId }, names)
    const asked = { kind: 'suggest', institutionId, requestedBy: userId, params: { catalogueId } } as const
    return { ...added, dropped, ...described, job: jobAnswer(await jobs.enqueue(asked, transaction)) }
  }

  app.post(
    '/catalogues/:id/upload',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Add the names of a table (multipart field "file")',
        description,
        params: idParams,
        querystring: z.strictObject({ columns, ...tablePlace }),
        consumes,
        response: { 202: uploadReport },
      },
    },
    async (request, reply) => {
      const place = await store.readAsTenant(actorIn(request), async (transaction) => {
        const { id, institutionId, path } = await getCatalogue(transaction, request.params.id)
        return { id, institutionId, userId: must(request, 'catalogue.upload', path).userId }
      })
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const read = await readNames(bytes, name, request.query)
      return reply
        .code(202)
        .send(await store.asTenant(actorIn(request), (transaction) => write(transaction, place, read)))
    },
  )

  app.post(
    '/institutions/:id/catalogues/upload',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Make a catalogue of a table (multipart field "file")',
        description: `${description} The catalogue is made with its names, so a refused file leaves none.`,
        params: idParams,
        querystring: z.strictObject({
          kind: z.enum(CATALOGUE_KINDS),
          title: line(200).optional().describe('the name of the file if left out'),
          columns,
          ...tablePlace,
        }),
        consumes,
        response: { 202: uploadReport.extend({ catalogue }) },
      },
    },
    async (request, reply) => {
      const institutionId = request.params.id
      const { userId } = await store.readAsTenant(actorIn(request), async (transaction) =>
        must(request, 'catalogue.upload', (await getInstitution(transaction, institutionId)).path),
      )
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const { kind, title = name, ...table } = request.query
      const read = await readNames(bytes, name, table)
      const answer = await store.asTenant(actorIn(request), async (transaction) => {
        const about = { institutionId, kind, title, sourceName: name }
        const made = await createCatalogue(transaction, userId, about)
        return { catalogue: made, ...(await write(transaction, { id: made.id, institutionId, userId }, read)) }
      })
      return reply.code(202).send(answer)
    },
  )
}

interface Place {
  readonly id: string
  readonly institutionId: string
  readonly userId: string
}

type NamesRead = Awaited<ReturnType<typeof readNames>>
