import { createFacetCodec, type Language } from '@yingma/core'
import {
  type Draft,
  type ImportDoubt,
  type ImportedTable,
  importTable,
  type KeptProposal,
  listTableImports,
  type PublishedTable,
  readPublished,
  recordTableImport,
  renderGovernProblem,
  STAGES,
  standingInRegistry,
} from '@yingma/govern'
import { listParticipants, type Transaction } from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { GovernDesk } from '../../govern/govern-desk.ts'
import { actorIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { participant } from './proposal-shapes.ts'
import { mustAnywhere } from './proposals.ts'

const MiB = 1024 * 1024
/** Doubts of one answer; all are counted. */
const DOUBTS_SHOWN = 500
/** Earlier imports of one answer. */
const IMPORTS_SHOWN = 50

const asked = {
  code: line(200).optional().describe('column of codes, by header or number; found out if not said'),
  name: line(200).optional().describe('column of names, by header or number; found out if not said'),
  date: day.optional().describe('day on which items that are gone retire; today if not said'),
}

const doubt = z.object({
  code: z.string(),
  sheet: z.string().nullable(),
  row: z.number().int().nullable().describe('null for what is about the whole table'),
  value: z.string().nullable().describe('code of an item, as the table has it'),
  text: z.string(),
})

const standing = z.object({
  kind: z.enum(['added', 'retired']),
  code: z.string(),
  name: z.string(),
  proposal: z.uuid(),
  stage: z.enum(STAGES),
})

const difference = z.object({
  file: z.string(),
  edition: z.string().describe('the newest release, which the table is held against'),
  sheets: z.array(z.object({ name: z.string(), rows: z.number().int(), isRead: z.boolean() })),
  rows: z.number().int(),
  unchanged: z.number().int(),
  added: z.array(z.object({ sheet: z.string().nullable(), row: z.number().int(), code: z.string(), name: z.string() })),
  retired: z.array(
    z.object({ code: z.string(), name: z.string(), successor: z.object({ code: z.string(), name: z.string() }) }),
  ),
  standing: z.array(standing).describe('what proposals say already: it is not proposed again'),
  doubts: z.array(doubt).describe(`at most ${DOUBTS_SHOWN}`),
  doubtCount: z.number().int(),
})

const preview = difference
  .extend({
    version: z.number().int().describe('imports so far; handed in with the import'),
    proposals: z.array(z.object({ title: z.object({ zh: z.string(), en: z.string() }), changes: z.number().int() })),
  })
  .meta({ id: 'TableImportPreview' })

const outcome = difference
  .extend({
    proposals: z.array(z.object({ id: z.uuid(), title: z.object({ zh: z.string(), en: z.string() }) })),
  })
  .meta({ id: 'TableImportResult' })

const earlier = z
  .object({
    file: z.string(),
    edition: z.string(),
    rows: z.number().int(),
    added: z.number().int(),
    retired: z.number().int(),
    doubts: z.number().int(),
    proposals: z.array(z.uuid()),
    person: participant.nullable(),
    at: z.string(),
  })
  .meta({ id: 'TableImport' })

/** The publisher's next table: looked at first, then made into proposals; for editors. */
export function registerTableImports(instance: FastifyInstance, { store, settings }: Context, desk: GovernDesk): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']
  const consumes = ['multipart/form-data']
  const bodyLimit = settings.uploadLimit + 64 * 1024

  app.get(
    '/standard-imports',
    {
      schema: {
        tags,
        summary: "Imports of the publisher's tables that made proposals, the newest first",
        response: { 200: z.object({ total: z.number().int(), rows: z.array(earlier) }) },
      },
    },
    async (request) => {
      const { userId } = mustAnywhere(request, 'standard.propose')
      const all = await store.readAsTenant(actorIn(request), listTableImports)
      const rows = all.slice(0, IMPORTS_SHOWN)
      const named = [...new Set(rows.map(({ by }) => by))]
      const known = await store.asRegistry(userId, (transaction) => listParticipants(transaction, named))
      const people = new Map(known.map((one) => [one.userId, one]))
      return {
        total: all.length,
        rows: rows.map(({ by, proposals, ...rest }) => ({
          ...rest,
          proposals: [...proposals],
          person: people.get(by) ?? null,
        })),
      }
    },
  )

  app.post(
    '/standard-imports/upload-preview',
    {
      bodyLimit,
      schema: {
        tags,
        summary:
          'What the publisher\'s next table (multipart field "file") adds and no longer has, and what is wrong in it',
        description:
          'Nothing is kept. Every sheet that has codes and names is read. Names that changed, names with another code, codes that cannot be read and rows that stand twice are doubts: no proposal is made of them.',
        querystring: z.strictObject(asked),
        consumes,
        response: { 200: preview },
      },
    },
    async (request) => {
      mustAnywhere(request, 'standard.decide')
      const { draft, file, read } = await readUpload(request)
      return await store.readAsTenant(actorIn(request), async (transaction) => {
        const found = await differenceFrom(transaction, draft, read, request.query.date)
        return {
          ...differenceAnswer(file, draft, read, found, languageOf(request)),
          version: (await listTableImports(transaction)).length,
          proposals: found.proposals.map(({ title, changes }) => ({ title: { ...title }, changes: changes.length })),
        }
      })
    },
  )

  app.post(
    '/standard-imports/upload',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Draft proposals of what the publisher\'s next table (multipart field "file") adds and no longer has',
        description:
          'All of them or none. What a proposal says already is not proposed again, unless that was withdrawn; then there is nothing to draft and the answer is 200. Where somebody else imported a table since `version`, the answer is 412: look again.',
        querystring: z.strictObject({
          ...asked,
          version: z.coerce.number().int().min(0).max(1_000_000).describe('imports that the preview counted'),
        }),
        consumes,
        response: { 200: outcome, 201: outcome },
      },
    },
    async (request, reply) => {
      const { userId: actor } = mustAnywhere(request, 'standard.decide')
      const { version, date } = request.query
      const { draft, file, read } = await readUpload(request)
      const { found, made } = await store.asTenant(actorIn(request), async (transaction) => {
        const found = await differenceFrom(transaction, draft, read, date)
        const by = { actor, version, file, edition: draft.edition.version }
        return { found, made: await recordTableImport(transaction, by, found) }
      })
      return reply.code(made.length === 0 ? 200 : 201).send({
        ...differenceAnswer(file, draft, read, found, languageOf(request)),
        proposals: made.map(titled),
      })
    },
  )

  async function readUpload(request: FastifyRequest) {
    const { bytes, name: file } = await uploadedFile(request, settings.uploadLimit)
    const draft = await store.readAsTenant(actorIn(request), desk.latest)
    const { code, name } = request.query as { readonly code?: string; readonly name?: string }
    const codec = createFacetCodec(draft.edition)
    const read = await readPublished(bytes, {
      name: file,
      columns: { code, name },
      limits: { maxUnpackedBytes: 64 * MiB, maxBufferedBytes: 64 * MiB, maxSharedText: 32 * MiB, maxSeconds: 30 },
      isCode: (text) => codec.facetsOf(text) !== null,
    })
    if (!read.ok) throw new HttpProblem(read.problem)
    return { draft, file, read: read.value }
  }

  async function differenceFrom(
    transaction: Transaction,
    draft: Draft,
    { rows, doubts }: PublishedTable,
    date: string | undefined,
  ): Promise<ImportedTable> {
    const found = importTable(draft, rows, {
      date: date ?? new Date().toISOString().slice(0, 10),
      releases: await desk.released(transaction),
      standing: await standingInRegistry(transaction),
    })
    return { ...found, doubts: [...doubts, ...found.doubts] }
  }
}

function differenceAnswer(
  file: string,
  { edition }: Draft,
  { sheets }: PublishedTable,
  { rows, unchanged, added, retired, standing: stands, doubts }: ImportedTable,
  language: Language,
): z.infer<typeof difference> {
  return {
    file,
    edition: edition.version,
    sheets: [...sheets],
    rows,
    unchanged,
    added: added.map(({ row, sheet = null, code, name }) => ({ sheet, row, code, name })),
    retired: retired.map(({ item, successor }) => ({ ...named(item), successor: named(successor) })),
    standing: [...stands],
    doubts: doubts.slice(0, DOUBTS_SHOWN).map((one) => doubtAnswer(one, language)),
    doubtCount: doubts.length,
  }
}

function named({ code, name }: { readonly code: string; readonly name: string }) {
  return { code, name }
}

function titled({ id, proposal: { content } }: KeptProposal) {
  return { id, title: { ...content.title } }
}

function doubtAnswer(one: ImportDoubt, language: Language): z.infer<typeof doubt> {
  return {
    code: one.code,
    sheet: 'sheet' in one ? (one.sheet ?? null) : null,
    row: 'row' in one ? one.row : null,
    value: 'value' in one ? one.value : null,
    text: renderGovernProblem(one, language),
  }
}
