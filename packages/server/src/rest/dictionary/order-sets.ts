import type { OrderSet } from '@yingma/dictionary'
import type { EarlierExam } from '@yingma/insight'
import { getInstitution } from '@yingma/store'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { forSpecialties, orderSetsOf, specialtyOf } from '../../dictionary/order-sets.ts'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, id, idParams, line } from '../../http/fields.ts'
import { languageOf } from '../../http/problem-details.ts'
import type { OrderDesk } from '../../insight/order-desk.ts'
import { HttpProblem } from '../../problems/server-problem.ts'
import { defined } from '../catalogues/names.ts'
import { earlierExam, orderLine, orderNote, person, saidNotes, wallClock } from './order-shapes.ts'

const named = { name: z.string(), nameEn: z.string() }

const orderableSet = z
  .object({
    id: z.string(),
    ...named,
    specialties: z.array(z.object({ id: z.string(), ...named })),
    items: z.array(z.object({ code: z.string(), ...named, isOrderable: z.boolean() })),
    source: z.string(),
    example: z.boolean().describe('an illustration without authority'),
    from: z.enum(['shipped', 'changed', 'hospital']),
  })
  .meta({ id: 'OrderableSet' })

/** Order sets at order time: those of an institution for a specialty, and a set made into orders that are checked. */
export function registerOrderSets(instance: FastifyInstance, context: Context, orders: OrderDesk): void {
  const { store, standard } = context
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['recognition']

  const setsAt = (request: FastifyRequest, institutionId: string) =>
    store.readAsTenant(actorIn(request), async (transaction) => {
      must(request, 'catalogue.read', (await getInstitution(transaction, institutionId)).path)
      return await orderSetsOf(transaction, institutionId, standard)
    })

  app.get(
    '/institutions/:id/order-sets',
    {
      schema: {
        tags,
        summary: 'Order sets that an institution offers, to a specialty or all',
        params: idParams,
        querystring: z.strictObject({
          specialty: line(60).optional().describe('id or name; sets for everybody are always among them'),
        }),
        response: { 200: z.array(orderableSet) },
      },
    },
    async (request) => {
      const { specialty } = request.query
      const sets = forSpecialties(await setsAt(request, request.params.id), specialty === undefined ? [] : [specialty])
      return sets.map((set) => shown(set))
    },
  )

  app.post(
    '/institutions/:id/order-sets/:set/orders',
    {
      schema: {
        tags,
        summary: 'Makes an order set into order lines and checks them',
        description:
          'One line for each item that can be ordered, without those left out. Checked as POST /orders/check does it, against earlier exams and orders that wait. Nothing that is sent is kept or logged.',
        params: z.strictObject({ id, set: line(61) }),
        body: z.strictObject({
          at: wallClock,
          ...person,
          without: z.array(codeText).max(40).default([]).describe('items of the set that are not wanted'),
          pending: z.array(orderLine).max(50).default([]),
          earlier: z.array(earlierExam).max(200).default([]),
        }),
        response: {
          200: z.object({
            lines: z.array(z.object({ id: z.string(), code: z.string(), ...named })),
            notes: z.array(orderNote),
          }),
        },
      },
    },
    async (request) => {
      const sets = await setsAt(request, request.params.id)
      const set = sets.find((one) => one.id === request.params.set)
      if (set === undefined)
        throw new HttpProblem({ code: 'order-set-unknown', set: request.params.set, sets: sets.map((one) => one.id) })
      const { without, pending, earlier, ...rest } = request.body
      const left = new Set(without.map((code) => code.toUpperCase()))
      const lines = shown(set)
        .items.filter(({ code, isOrderable }) => isOrderable && !left.has(code.toUpperCase()))
        .map(({ code, name, nameEn }) => ({ id: code, code, name, nameEn }))
      const order = {
        ...defined(rest),
        lines: lines.map(({ code }) => ({ id: code, code })),
        pending: pending.map((each) => ({ ...defined(each), id: `pending ${each.id}` })),
      }
      const notes = orders.check(
        order,
        earlier.map((exam) => defined(exam) as EarlierExam),
      )
      return { lines, notes: saidNotes(notes, languageOf(request)) }
    },
  )

  /** A set with the names of what is in it; an item that the edition lacks or retired cannot be ordered. */
  function shown(set: OrderSet): z.infer<typeof orderableSet> {
    const codes = [...new Set(set.codes)]
    return {
      ...set,
      specialties: set.specialties.map(specialtyOf).map((each) => ({ ...each })),
      items: codes.map((code) => {
        const item = standard.edition.byCode.get(code.toUpperCase())
        if (item === undefined) return { code, name: code, nameEn: code, isOrderable: false }
        const { name, nameEn, status } = item
        return { code: item.code, name, nameEn, isOrderable: status === 'active' }
      }),
    }
  }
}
