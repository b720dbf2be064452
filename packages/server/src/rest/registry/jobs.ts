import { setTimeout as wait } from 'node:timers/promises'
import type { Language } from '@yingma/core'
import {
  cancelJob,
  getCatalogue,
  getInstitution,
  getJob,
  JOB_STATUSES,
  type Job,
  listJobs,
  Refusal,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, signedIn } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, id, idParams, page, pageOf, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { renderServerProblem, type ServerProblem, serverCatalogue } from '../../problems/server-problem.ts'
import { actionOf, defined, filterBody } from '../catalogues/names.ts'
import { partWanted } from '../part-key.ts'
import { job } from '../shapes.ts'

const LOOK_MS = 400
/** A stream ends by itself after this long; browsers reconnect and go on. */
const LONGEST_STREAM_MS = 15 * 60_000

/** A job as it is answered; one that was only just taken in has no problem to word. */
export function jobAnswer({ checkpoint: _, ...rest }: Job, language: Language = 'zh'): z.infer<typeof job> {
  const { params, problem } = rest
  return { ...rest, params: { ...params }, problemText: problem ? textOf(problem, language) : null }
}

/** Jobs of an older program may have failed of something that this one does not know. */
function textOf(problem: unknown, language: Language): string {
  const { code } = problem as { readonly code: string }
  const known = Object.hasOwn(serverCatalogue[language], code)
  return renderServerProblem(known ? (problem as ServerProblem) : { code: 'internal' }, language)
}

/** Long work: started here, watched over server-sent events, cancelled. */
export function registerJobs(instance: FastifyInstance, { store, standard, jobs }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['jobs']

  app.get(
    '/jobs',
    {
      schema: {
        tags,
        summary: 'Jobs that you may see, newest first',
        querystring: z.strictObject({ ...page, institutionId: id.optional(), status: z.enum(JOB_STATUSES).optional() }),
        response: { 200: pageOf(job) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { limit, offset, ...filter } = request.query
        const { total, rows } = await listJobs(transaction, defined(filter), { limit, offset })
        return { total, rows: rows.map((one) => jobAnswer(one, languageOf(request))) }
      }),
  )

  app.post(
    '/catalogues/:id/jobs',
    {
      schema: {
        tags,
        summary: 'Start long work on a catalogue',
        description:
          'suggest reads its names anew · check runs the consistency check over all decisions and, with reopen, reopens what contradicts its row · decide decides on every name of the filter · undo takes a batch back.',
        params: idParams,
        body: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('suggest') }),
          z.strictObject({ kind: z.literal('check'), reopen: z.boolean().default(false) }),
          z.strictObject({ kind: z.literal('undo'), batchId: id, reason: text(2000).optional() }),
          z.strictObject({
            kind: z.literal('decide'),
            filter: filterBody,
            decision: z.enum(['accept', 'change', 'split', 'none', 'reject', 'verify', 'reopen']),
            codes: z.array(codeText).max(40).optional(),
            reason: text(2000).optional(),
          }),
        ]),
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const { body } = request
      const place = await store.readAsTenant(actorIn(request), (transaction) =>
        getCatalogue(transaction, request.params.id),
      )
      must(request, 'job.start', place.path)
      const params: Record<string, unknown> = { catalogueId: place.id }
      if (body.kind === 'check') {
        if (body.reopen) must(request, 'decision.verify', place.path)
        params.reopen = body.reopen
      }
      if (body.kind === 'undo') {
        must(request, 'decision.undo', place.path)
        Object.assign(params, defined({ batchId: body.batchId, reason: body.reason }))
      }
      if (body.kind === 'decide') {
        must(request, actionOf(body.decision), place.path)
        const { apiKeyId } = signedIn(request)
        Object.assign(
          params,
          defined({
            filter: defined({ ...body.filter, itemPart: partWanted(body.filter.itemPart, standard.edition) }),
            kind: body.decision,
            codes: body.codes,
            reason: body.reason,
            apiKeyId,
          }),
          { batchId: crypto.randomUUID() },
        )
      }
      const started = await jobs.enqueue({
        kind: body.kind,
        institutionId: place.institutionId,
        requestedBy: signedIn(request).userId,
        params,
      })
      return reply.code(202).send(jobAnswer(started))
    },
  )

  app.get(
    '/jobs/:id',
    { schema: { tags, summary: 'Where a job stands', params: idParams, response: { 200: job } } },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) =>
        jobAnswer(await getJob(transaction, request.params.id), languageOf(request)),
      ),
  )

  app.post(
    '/jobs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Stop a job before its next step; what is done stays done',
        params: idParams,
        response: { 202: job },
      },
    },
    async (request, reply) => {
      const cancelled = await store.asTenant(actorIn(request), async (transaction) => {
        const found = await getJob(transaction, request.params.id)
        const { userId } = signedIn(request)
        // One's own job may always be stopped; another's by whoever may start one there.
        if (found.requestedBy !== userId) {
          if (found.institutionId === null) throw new Refusal({ code: 'not-found', kind: 'job', id: found.id })
          must(request, 'job.start', (await getInstitution(transaction, found.institutionId)).path)
        }
        return await cancelJob(transaction, found.id)
      })
      return reply.code(202).send(jobAnswer(cancelled))
    },
  )

  app.get(
    '/jobs/:id/events',
    {
      schema: {
        tags,
        summary: 'Progress of a job as server-sent events, until it ends',
        params: idParams,
        produces: ['text/event-stream'],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const actor = actorIn(request)
      const look = () =>
        store.readAsTenant(actor, async (transaction) =>
          jobAnswer(await getJob(transaction, request.params.id), languageOf(request)),
        )
      const first = await look()
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      let isOpen = true
      raw.once('close', () => {
        isOpen = false
      })
      const until = Date.now() + LONGEST_STREAM_MS
      let last = ''
      try {
        for (let state = first; isOpen; state = await look()) {
          const event = `event: ${state.finishedAt === null ? 'progress' : 'end'}\ndata: ${JSON.stringify(state)}\n\n`
          raw.write(event === last ? ': still here\n\n' : event)
          last = event
          if (state.finishedAt !== null || Date.now() > until || app.isStopping()) break
          await wait(LOOK_MS)
        }
      } finally {
        // Also where looking fails: nobody else ends a stream that was taken over.
        raw.end()
      }
    },
  )
}
