import {
  type Approved,
  approvedFrom,
  type DictionaryProblem,
  FAULT_KINDS,
  readExport,
  readLog,
  renderFault,
  repairSql,
  type Target,
  targetOf,
  type Verification,
  verifyExport,
  watchDictionary,
  watchHtml,
  writeVerification,
} from '@yingma/dictionary'
import { type Action, getInstitution, readDictionaryFile } from '@yingma/store'
import type { TableProblem } from '@yingma/tables'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { sendMadeFile } from '../../http/send-made-file.ts'
import { uploadedFile } from '../../http/uploaded-file.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'
import { buildParams } from './shapes.ts'

const MiB = 1024 * 1024
const LIMITS = { maxRows: 500_000, maxUnpackedBytes: 1024 * MiB, maxBufferedBytes: 64 * MiB, maxSeconds: 30 }

const verification = z
  .object({
    target: z.string(),
    rows: z.number().int(),
    items: z.number().int(),
    found: z.number().int(),
    oldRows: z.number().int(),
    notCompared: z.array(z.string()),
    faults: z.array(
      z.object({
        code: z.enum(FAULT_KINDS),
        row: z.number().int(),
        other: z.number().int(),
        item: z.string(),
        itemName: z.string(),
        field: z.string(),
        column: z.string(),
        expected: z.string(),
        found: z.string(),
        text: z.string(),
      }),
    ),
  })
  .meta({ id: 'DictionaryVerification' })

const named = z.object({ code: z.string(), name: z.string() })
const watched = z
  .object({
    institution: z.string(),
    from: z.string(),
    to: z.string(),
    months: z.array(
      z.object({
        month: z.string(),
        exams: z.number(),
        adopted: z.number(),
        adoption: z.number(),
        newCodes: z.number(),
        newNames: z.number(),
        oldExams: z.number(),
        unused: z.number(),
      }),
    ),
    news: z.array(
      named.extend({
        month: z.string(),
        exams: z.number(),
        kind: z.enum(['code', 'name', 'old']),
        suggested: z.array(z.string()),
        state: z.string(),
      }),
    ),
    unused: z.array(named),
    drift: z.array(
      named.extend({
        month: z.string(),
        exams: z.number(),
        approvedCents: z.number(),
        chargedCents: z.number(),
      }),
    ),
  })
  .meta({ id: 'DictionaryWatch' })

type BuildRequest = FastifyRequest<{ Params: { id: string; buildId: string } }>

/** A live system held against a build, and what came up since it went live: tables come in, reports go out; nothing is kept. */
export function registerDictionaryChecks(instance: FastifyInstance, { store, settings, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['dictionary']
  const bodyLimit = settings.uploadLimit + 64 * 1024

  async function approvedOf(request: BuildRequest, action: Action): Promise<Approved> {
    const { id: institutionId, buildId } = request.params
    const content = await store.readAsTenant(actorIn(request), async (transaction) => {
      must(request, action, (await getInstitution(transaction, institutionId)).path)
      return await readDictionaryFile(transaction, { institutionId, buildId }, 'dictionary.json')
    })
    const read = approvedFrom(content.toString('utf8'), buildId)
    if (!read.ok) throw new HttpProblem(read.problem)
    return read.approved
  }

  app.post(
    '/institutions/:id/dictionary/builds/:buildId/verify/upload',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Hold an export of the live HIS or RIS against a build (multipart field "file")',
        description:
          'Answers the faults as JSON, as a workbook for the vendor (format=xlsx) or as SQL that repairs them (format=sql). Nothing is kept.',
        params: buildParams,
        querystring: z.strictObject({
          target: line(40).optional().describe('which system (targets of the settings); not needed where there is one'),
          date: day.optional().describe('day of the export; today by default'),
          format: z.enum(['json', 'xlsx', 'sql']).default('json'),
        }),
        consumes: ['multipart/form-data'],
        produces: ['application/json', EXPORT_TYPES.xlsx, 'application/sql'],
        response: { 200: verification },
      },
    },
    async (request, reply) => {
      const approved = await approvedOf(request as BuildRequest, 'catalogue.read')
      const { buildId } = request.params
      if (approved.draft) {
        throw new HttpProblem({ code: 'dictionary-is-draft', folder: buildId, questions: approved.questions })
      }
      const target = askedTarget(approved, request.query.target)
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const live = await readExport(bytes, target, {}, { name, limits: LIMITS })
      if (!live.ok) throw new HttpProblem(live.problem)
      const date = request.query.date ?? new Date().toISOString().slice(0, 10)
      const compared = verifyExport(approved, target, live.rows, date)
      const language = languageOf(request)
      if (request.query.format === 'xlsx') {
        return (await sendMadeFile(reply, { name: 'faults.xlsx', type: EXPORT_TYPES.xlsx }, async (file) =>
          refuseProblem(await writeVerification(file, compared, language)),
        )) as never
      }
      if (request.query.format === 'sql') {
        void reply.header('content-disposition', 'attachment; filename="repair.sql"')
        return reply
          .type('application/sql; charset=utf-8')
          .serializer(String)
          .send(repairSql(approved, target, compared, date) as never)
      }
      return answerOf(compared, language)
    },
  )

  app.post(
    '/institutions/:id/dictionary/builds/:buildId/watch/upload',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'What came up since a build went live, month by month (multipart field "file")',
        description:
          'A table of exams or monthly counts with date, code, name and, better, amount. Answers figures as JSON or a report ready for mail (format=html). Nothing is kept.',
        params: buildParams,
        querystring: z.strictObject({
          date: line(100).optional().describe('column of the date or month, where it is not recognised'),
          format: z.enum(['json', 'html']).default('json'),
        }),
        consumes: ['multipart/form-data'],
        produces: ['application/json', 'text/html'],
        response: { 200: watched },
      },
    },
    async (request, reply) => {
      const approved = await approvedOf(request as BuildRequest, 'catalogue.read')
      const { bytes, name } = await uploadedFile(request, settings.uploadLimit)
      const log = await readLog(bytes, request.query.date, { name, limits: LIMITS })
      if (!log.ok) throw new HttpProblem(log.problem)
      const watch = watchDictionary(approved, log.rows, standard.normaliser)
      if (request.query.format === 'html') {
        void reply.header('content-disposition', 'attachment; filename="watch.html"')
        return reply
          .type('text/html; charset=utf-8')
          .serializer(String)
          .send(watchHtml(watch, languageOf(request)) as never)
      }
      return watch as never
    },
  )
}

function askedTarget({ targets }: Approved, asked: string | undefined): Target {
  const id = asked ?? (targets.length === 1 ? (targets[0]?.id ?? '') : '')
  const target = targetOf(targets, id)
  if (target !== undefined) return target
  throw new HttpProblem({ code: 'dictionary-no-target', target: id, targets: targets.map((one) => one.id) })
}

function answerOf(compared: Verification, language: 'zh' | 'en'): z.infer<typeof verification> {
  return {
    ...compared,
    notCompared: [...compared.notCompared],
    faults: compared.faults.map((fault) => ({ ...fault, text: renderFault(fault, language) })),
  }
}

function refuseProblem(problem: TableProblem | DictionaryProblem | undefined): void {
  if (problem !== undefined) throw new HttpProblem(problem)
}
