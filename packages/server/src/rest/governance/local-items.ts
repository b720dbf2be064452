import {
  allLocalItems,
  deleteLocalItem,
  getInstitution,
  LOCAL_ITEM_STATES,
  type LocalItem,
  listLocalItems,
  putLocalItem,
  Refusal,
  retireLocalItem,
} from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context } from '../../http/context.ts'
import { codeText, id, idParams, line, page, pageOf, text } from '../../http/fields.ts'
import { mustAnywhere } from './proposals.ts'

const localItem = z
  .object({
    institutionId: z.uuid(),
    code: z.string().describe('the code of an item, a hyphen and a suffix'),
    parent: z.string(),
    name: z.string(),
    state: z.enum(LOCAL_ITEM_STATES).describe('promoted: a release of the standard took it up'),
    successors: z.array(z.string()).describe('what follows one that is out of use'),
    reason: z.string().describe('why it is out of use'),
    version: z.number().int(),
    by: z.uuid(),
    at: z.string(),
  })
  .meta({ id: 'LocalItem' })

const used = localItem
  .extend({
    names: z.number().int().describe('local names that stand for it now'),
    exams: z.number(),
  })
  .meta({ id: 'UsedLocalItem' })

const ownParams = z.strictObject({ id, code: codeText })
const seen = z.number().int().min(1).describe('version that you saw')

/** An institution's own items under items of the standard, from the first to the last, and what several have alike. */
export function registerLocalItems(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const tags = ['governance']

  app.get(
    '/institutions/:id/local-items',
    {
      schema: {
        tags,
        summary: "An institution's own items, those in use first, with the names that stand for them",
        params: idParams,
        querystring: z.strictObject(page),
        response: { 200: pageOf(used) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const { total, rows } = await listLocalItems(transaction, institutionId, request.query)
        return { total, rows: rows.map((row) => ({ ...row, successors: [...row.successors] })) }
      }),
  )

  app.post(
    '/institutions/:id/local-items',
    {
      schema: {
        tags,
        summary: 'Add an item of your own under an item of the standard, or name it better',
        params: idParams,
        body: z.strictObject({
          code: codeText,
          name: line(200),
          version: z.number().int().min(0).default(0).describe('version that you saw, 0 for a new one'),
        }),
        response: { 201: localItem },
      },
    },
    async (request, reply) => {
      const { name, version: expectedVersion } = request.body
      const decoded = standard.codec.decode(request.body.code)
      if (decoded.kind !== 'local') {
        throw new Refusal({ code: 'item-unknown', value: request.body.code, edition: standard.edition.version })
      }
      const { code, parent } = decoded
      const written = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'rule.change', path)
        const wanted = { institutionId, code, parent: parent.code, name, expectedVersion }
        return await putLocalItem(transaction, userId, wanted)
      })
      return reply.code(201).send(answerOf(written))
    },
  )

  app.post(
    '/institutions/:id/local-items/:code/retire',
    {
      schema: {
        tags,
        summary: 'Take an item of your own out of use; decisions follow its successor, or are opened again',
        params: ownParams,
        body: z.strictObject({
          version: seen,
          reason: text(500, 1),
          successor: codeText.optional().describe('an item of the standard, or another item of your own'),
        }),
        response: {
          201: z.object({
            item: localItem,
            moved: z.number().int().describe('decisions that follow the successor'),
            reopened: z.number().int().describe('decisions that wait for a person, with the reason'),
            batchId: z.uuid().describe('joins the decisions'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { version: expectedVersion, reason, successor } = request.body
      const done = await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        must(request, 'decision.make', path)
        const { userId, apiKeyId } = must(request, 'rule.change', path)
        const key = apiKeyId === undefined ? {} : { apiKeyId }
        const ending = { userId, ...key, institutionId, code: request.params.code, expectedVersion }
        const why = { reason, ...(successor === undefined ? {} : { successor }) }
        return await retireLocalItem(transaction, ending, why, standard.edition)
      })
      return reply.code(201).send({ ...done, item: answerOf(done.item) })
    },
  )

  app.delete(
    '/institutions/:id/local-items/:code',
    {
      schema: {
        tags,
        summary: 'Delete an item of your own that no decision ever named; one that was used is retired',
        params: ownParams,
        querystring: z.strictObject({ version: z.coerce.number().int().min(1).describe('version that you saw') }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await store.asTenant(actorIn(request), async (transaction) => {
        const { path, id: institutionId } = await getInstitution(transaction, request.params.id)
        const { userId } = must(request, 'rule.change', path)
        const { code } = request.params
        const ending = { userId, institutionId, code, expectedVersion: request.query.version }
        await deleteLocalItem(transaction, ending)
      })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/local-item-candidates',
    {
      schema: {
        tags,
        summary:
          'Items of the standard under which several of the institutions that you may see have items of their own',
        querystring: z.strictObject({ institutions: z.coerce.number().int().min(1).max(10_000).default(2) }),
        response: {
          200: z.array(
            z.object({
              parent: z.string(),
              name: z.string(),
              institutions: z.number().int(),
              items: z.array(localItem),
            }),
          ),
        },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        mustAnywhere(request, 'standard.propose')
        return candidatesOf(await allLocalItems(transaction), request.query.institutions)
      }),
  )

  function candidatesOf(items: readonly LocalItem[], least: number) {
    const byParent = new Map<string, LocalItem[]>()
    for (const item of items) byParent.set(item.parent, [...(byParent.get(item.parent) ?? []), item])
    return [...byParent]
      .map(([parent, own]) => ({
        parent,
        name: standard.edition.byCode.get(parent.toUpperCase())?.name ?? '',
        institutions: new Set(own.map(({ institutionId }) => institutionId)).size,
        items: own.map(answerOf),
      }))
      .filter(({ institutions }) => institutions >= least)
      .sort((a, b) => b.institutions - a.institutions)
  }
}

function answerOf(item: LocalItem): z.infer<typeof localItem> {
  return { ...item, successors: [...item.successors] }
}
