import { addSchedule, getInstitution, getSchedule, listSchedules } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { day, id, idParams, line, page, pageOf } from '../../http/fields.ts'
import { defined } from '../catalogues/names.ts'
import { schedule } from '../shapes.ts'

const priceLine = z.strictObject({
  code: line(60),
  name: line(300),
  unit: line(60, 0).default(''),
  cents: z.number().int().min(0).max(1e12),
  note: line(1000, 0).default(''),
})

/** Price schedules by region and date. */
export function registerPrices(instance: FastifyInstance, { store }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['prices']

  app.get(
    '/price-schedules',
    {
      schema: {
        tags,
        summary: 'Schedules that you may see, newest first',
        querystring: z.strictObject({
          ...page,
          region: line(100).optional(),
          on: day.optional().describe('in force on this day'),
        }),
        response: { 200: pageOf(schedule) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), (transaction) => {
        const { limit, offset, ...filter } = request.query
        return listSchedules(transaction, defined(filter), { limit, offset })
      }),
  )

  app.get(
    '/price-schedules/:id',
    {
      schema: {
        tags,
        summary: 'A schedule with its lines',
        params: idParams,
        response: { 200: schedule.extend({ lines: z.array(z.unknown()) }) },
      },
    },
    (request) => store.readAsTenant(actorIn(request), (transaction) => getSchedule(transaction, request.params.id)),
  )

  app.post(
    '/price-schedules',
    {
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        tags,
        summary: 'Add a schedule; one of a later day supersedes it, none is overwritten',
        body: z
          .strictObject({
            institutionId: id.nullable().describe('null: for everybody in the region, by an administrator'),
            region: line(100),
            title: line(200),
            validFrom: day,
            validTo: day.optional(),
            lines: z.array(priceLine).min(1).max(20_000),
          })
          .refine(({ validFrom, validTo }) => validTo === undefined || validTo >= validFrom, {
            path: ['validTo'],
            message: 'validTo is before validFrom',
          }),
        response: { 201: schedule },
      },
    },
    async (request, reply) => {
      const { institutionId, ...rest } = request.body
      const actor = actorIn(request)
      if (institutionId === null) {
        const { userId } = must(request, 'user.manage', [])
        const made = await store.asRegistry(userId, (transaction) =>
          addSchedule(transaction, userId, { institutionId, ...defined(rest) }),
        )
        return reply.code(201).send(made)
      }
      const made = await store.asTenant(actor, async (transaction) => {
        const { userId } = must(request, 'price.change', (await getInstitution(transaction, institutionId)).path)
        return await addSchedule(transaction, userId, { institutionId, ...defined(rest) })
      })
      return reply.code(201).send(made)
    },
  )
}
