import { readNamesAndSettings } from '@yingma/dictionary'
import {
  getCatalogue,
  getDictionaryBuild,
  getInstitution,
  listDictionaryBuilds,
  Refusal,
  readDictionaryFile,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { BuildParams } from '../../dictionary/build-job.ts'
import { packZip, type ZipFile } from '../../dictionary/zip.ts'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { jobAnswer } from '../registry/jobs.ts'
import { job } from '../shapes.ts'
import { buildParams, dictionaryBuild } from './shapes.ts'

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  sql: 'application/sql; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  tgz: 'application/gzip',
}

const fileName = z.string().regex(/^[a-z][a-z0-9.-]{0,99}$/)

/** New dictionaries of an institution: built as a job, listed, downloaded. */
export function registerDictionaryBuilds(instance: FastifyInstance, { store, standard, jobs }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['dictionary']

  app.post(
    '/institutions/:id/dictionary/builds',
    {
      schema: {
        tags,
        summary: 'Build the new dictionary from decisions, volumes and settings',
        description:
          'A job; its result names the build. With open questions the dictionary is a draft and has no import files.',
        params: idParams,
        body: z.strictObject({
          date: day.optional().describe('first day in use; today by default'),
          acceptMapped: z
            .boolean()
            .default(false)
            .describe('readings of which the rules are sure count as accepted; the crosswalk says so'),
          schedule: line(100).optional().describe('price schedule of the standard, e.g. jiangxi-2025'),
          catalogueId: id.optional().describe('only the names of this catalogue; else of all exam dictionaries'),
          pdf: z.boolean().default(false).describe('print the booklet, where the server has Chromium'),
        }),
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const params = paramsOf(request.body, languageOf(request))
      if (params.schedule !== null && standard.prices.find(params.schedule) === undefined) {
        throw new Refusal({ code: 'not-found', kind: 'price-schedule', id: params.schedule })
      }
      const { userId, institutionId } = await store.readAsTenant(actorIn(request), async (transaction) => {
        const institution = await getInstitution(transaction, request.params.id)
        const who = must(request, 'job.start', institution.path)
        if (params.catalogueId !== null) {
          const catalogue = await getCatalogue(transaction, params.catalogueId)
          if (catalogue.institutionId !== institution.id) {
            throw new Refusal({ code: 'not-found', kind: 'catalogue', id: params.catalogueId })
          }
        }
        const read = await readNamesAndSettings(transaction, institution, {
          codec: standard.codec,
          catalogueId: params.catalogueId ?? undefined,
        })
        if (!read.ok) throw new HttpProblem(read.problems[0]!, { problems: read.problems })
        return { userId: who.userId, institutionId: institution.id }
      })
      const started = await jobs.enqueue({
        kind: 'dictionary',
        institutionId,
        requestedBy: userId,
        params: { ...params },
      })
      return reply.code(202).send(jobAnswer(started))
    },
  )

  app.get(
    '/institutions/:id/dictionary/builds',
    {
      schema: {
        tags,
        summary: 'Dictionaries that were built, newest first; files of the last five are kept',
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(dictionaryBuild) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        return (await listDictionaryBuilds(transaction, request.params.id, request.query)) as never
      }),
  )

  app.get(
    '/institutions/:id/dictionary/builds/:buildId/folder',
    {
      schema: {
        tags,
        summary: 'All files of a build as a zip archive',
        params: buildParams,
        produces: ['application/zip'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const files = await store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        const build = await getDictionaryBuild(transaction, request.params.id, request.params.buildId)
        const place = { institutionId: build.institutionId, buildId: build.id }
        const read: ZipFile[] = []
        for (const { name } of build.files) {
          read.push({ name, content: await readDictionaryFile(transaction, place, name) })
        }
        if (read.length === 0) throw new Refusal({ code: 'not-found', kind: 'dictionary-file', id: build.id })
        return read
      })
      void reply.header('content-disposition', 'attachment; filename="dictionary.zip"')
      return reply.type('application/zip').send(Buffer.from(packZip(files)) as never)
    },
  )

  app.get(
    '/institutions/:id/dictionary/builds/:buildId/files/:name',
    {
      schema: {
        tags,
        summary: 'One file of a build',
        params: buildParams.extend({ name: fileName }),
        produces: Object.values(TYPES),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { id: institutionId, buildId, name } = request.params
      const content = await store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, institutionId)).path)
        return await readDictionaryFile(transaction, { institutionId, buildId }, name)
      })
      // Always a download: the booklet is a page, and pages of this address could act for whoever looks at them.
      void reply.header('content-disposition', `attachment; filename="${name}"`)
      return reply.type(TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream').send(content as never)
    },
  )
}

function paramsOf(
  body: {
    readonly date?: string | undefined
    readonly acceptMapped: boolean
    readonly schedule?: string | undefined
    readonly catalogueId?: string | undefined
    readonly pdf: boolean
  },
  language: BuildParams['language'],
): BuildParams {
  return {
    date: body.date ?? new Date().toISOString().slice(0, 10),
    acceptMapped: body.acceptMapped,
    schedule: body.schedule ?? null,
    catalogueId: body.catalogueId ?? null,
    pdf: body.pdf,
    language,
  }
}
