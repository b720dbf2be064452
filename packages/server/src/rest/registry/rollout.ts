import { rolloutSteps, STEPS, writeRollout } from '@yingma/dictionary'
import {
  getInstitution,
  markStep,
  ROLLOUT_STEPS,
  type RolloutRow,
  rolloutBoard,
  rolloutHistory,
  type Transaction,
} from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must, withScope } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { id, idParams, page, pageOf, text } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import { sendMadeFile } from '../../http/send-made-file.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { EXPORT_TYPES } from '../catalogues/exports.ts'

const markedStep = z.enum(ROLLOUT_STEPS)
const MOST = 10_000

const mark = z
  .object({
    step: markedStep,
    version: z.number().int(),
    done: z.boolean(),
    note: z.string(),
    actor: z.uuid(),
    actorName: z.string().describe('empty where the person is not yours to see'),
    at: z.string(),
  })
  .meta({ id: 'RolloutMark' })

const boardRow = z
  .object({
    institutionId: z.uuid(),
    code: z.string(),
    name: z.string(),
    place: z.array(z.string()).describe('names from the top of the tree that you see, its own last'),
    names: z.number().int(),
    exams: z.number(),
    reviewedExams: z.number(),
    built: z.object({ at: z.string(), draft: z.boolean(), questions: z.number().int() }).nullable(),
    steps: z.array(
      z.object({
        step: z.enum(STEPS),
        state: z.enum(['done', 'partly', 'open']),
        by: z.enum(['registry', 'hand']),
        done: z.number().int(),
        total: z.number().int(),
        version: z.number().int().describe('of the mark; 0 where nobody marked it'),
        actorName: z.string(),
        at: z.string().nullable(),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'RolloutRow' })

/** The roll-out board: how far each institution is, counted where the registry can count and marked by people where not. */
export function registerRollout(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['rollout']
  const below = { institutionId: id.optional().describe('only this group, region or institution') }

  app.get(
    '/rollout',
    {
      schema: {
        tags,
        summary: 'The roll-out of all institutions that you see: steps with figures, in tree order',
        querystring: z.strictObject({ ...page, ...below }),
        response: { 200: pageOf(boardRow) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { institutionId, ...asked } = request.query
        await mayRead(transaction, request, institutionId)
        const { total, rows } = await rolloutBoard(transaction, institutionId, asked)
        return { total, rows: rows.map(boardAnswer) }
      }),
  )

  app.get(
    '/rollout/export',
    {
      schema: {
        tags,
        summary: 'The roll-out board as a workbook',
        querystring: z.strictObject(below),
        produces: [EXPORT_TYPES.xlsx],
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { institutionId } = request.query
      const { rows } = await store.readAsTenant(actorIn(request), async (transaction) => {
        await mayRead(transaction, request, institutionId)
        return await rolloutBoard(transaction, institutionId, { limit: MOST, offset: 0 })
      })
      const today = new Date().toISOString().slice(0, 10)
      return (await sendMadeFile(reply, { name: 'rollout.xlsx', type: EXPORT_TYPES.xlsx }, async (file) => {
        const problem = await writeRollout(file, rows, today, languageOf(request))
        if (problem !== undefined) throw new HttpProblem(problem)
      })) as never
    },
  )

  app.get(
    '/institutions/:id/rollout/marks',
    {
      schema: {
        tags,
        summary: 'Everything that was marked of an institution, newest first',
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(mark) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        must(request, 'catalogue.read', (await getInstitution(transaction, request.params.id)).path)
        return await rolloutHistory(transaction, request.params.id, request.query)
      }),
  )

  app.put(
    '/institutions/:id/rollout/marks/:step',
    {
      schema: {
        tags,
        summary: 'Mark a step as done, or take that back',
        params: idParams.extend({ step: markedStep }),
        body: z.strictObject({
          done: z.boolean(),
          note: text(2000).default(''),
          version: z.number().int().min(0).describe('version of the mark that you saw, 0 where there was none'),
        }),
        response: { 201: mark },
      },
    },
    async (request, reply) => {
      const { done, note, version } = request.body
      const made = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'rollout.mark', path)
        return await markStep(transaction, userId, {
          institutionId,
          step: request.params.step,
          done,
          note,
          expectedVersion: version,
        })
      })
      return reply.code(201).header('etag', `"${made.version}"`).send(made)
    },
  )
}

/** The board shows what row-level security lets through; a place that is asked for by itself must be one to read. */
async function mayRead(transaction: Transaction, request: FastifyRequest, institutionId: string | undefined) {
  if (institutionId === undefined) withScope(request, 'read')
  else must(request, 'catalogue.read', (await getInstitution(transaction, institutionId)).path)
}

function boardAnswer(row: RolloutRow): z.infer<typeof boardRow> {
  const { institutionId, code, name, place, names, exams, reviewedExams, built } = row
  return {
    institutionId,
    code,
    name,
    place: [...place],
    names,
    exams,
    reviewedExams,
    built,
    steps: rolloutSteps(row).map((step) => ({ ...step })),
  }
}
